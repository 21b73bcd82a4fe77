import {BaseCommand, given} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'

const flagSet = {
  server: flag.string('Address of the API server.'),
  tlsServerName: flag.string("Name that the server's certificate must show."),
  insecureSkipTlsVerify: flag.bool("Do not check the server's certificate."),
  certificateAuthority: flag.string(
    'File with the certificates of the authorities that the server is checked against.',
  ),
  embedCerts: flag.bool('Put the content of the certificate file into the kubeconfig.'),
  proxyUrl: flag.string('Proxy for requests to the server.'),
}

export default class SetCluster extends BaseCommand {
  static override summary = 'Create or change a cluster of the kubeconfig'
  static override description =
    'Create a cluster, or change the fields that are given and leave the others as they are.'
  static override usage =
    'config set-cluster NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com]'
  static override examples = [
    '# Change the address of the cluster e2e\nkctl config set-cluster e2e --server=https://1.2.3.4',
    '# Keep the certificates of its authority in the kubeconfig\nkctl config set-cluster e2e --embed-certs --certificate-authority=kubernetes.ca.crt',
    '# Do not check its certificate\nkctl config set-cluster e2e --insecure-skip-tls-verify=true',
    '# Expect another name in its certificate\nkctl config set-cluster e2e --tls-server-name=my-cluster-name',
    '# Reach it through a proxy\nkctl config set-cluster e2e --proxy-url=https://1.2.3.4',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed} = await this.open(flagSet)
    const [name] = args
    if (name === undefined || args.length > 1)
      throw await this.helpError(`Unexpected args: [${args.join(' ')}]`)
    const {setCluster} = await import('../../actions/config/set-cluster.ts')
    await setCluster(session, {...given(flags, changed), name})
  }
}
