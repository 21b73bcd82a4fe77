import {messageOf} from '../../base/errors.ts'
import {BaseCommand, given} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'

const flagSet = {
  clientCertificate: flag.string('File with the client certificate.'),
  clientKey: flag.string('File with the key of the client certificate.'),
  token: flag.string('Bearer token.'),
  username: flag.string('Name for basic authentication.'),
  password: flag.string('Password for basic authentication.'),
  authProvider: flag.string('Name of the auth provider.'),
  authProviderArg: flag.stringSlice("Arguments of the auth provider, as 'key=value'; 'key-' removes one."),
  execCommand: flag.string('Program of the credential plugin.'),
  execApiVersion: flag.string('API version of the credential plugin.'),
  execInteractiveMode: flag.string(
    'Interactive mode of the credential plugin: IfAvailable, Never or Always.',
  ),
  execProvideClusterInfo: flag.bool('Tell the credential plugin about the cluster.'),
  execArg: flag.stringSlice('Arguments of the credential plugin, in place of those it has.'),
  execEnv: flag.stringArray("Environment of the credential plugin, as 'key=value'; 'key-' removes one."),
  embedCerts: flag.bool('Put the content of certificate and key files into the kubeconfig.'),
}

export default class SetCredentials extends BaseCommand {
  static override summary = 'Create or change a user of the kubeconfig'
  static override description =
    'Create a user, or change the fields that are given and leave the others as they are.\n\n' +
    'A client certificate: --client-certificate with --client-key. A bearer token: --token. Basic authentication: ' +
    '--username with --password; it and a token exclude each other, so setting one clears the other. A program that ' +
    'gives credentials: the --exec flags.'
  static override usage =
    'config set-credentials NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password] [--auth-provider=provider_name] [--auth-provider-arg=key=value] [--exec-command=exec_command] [--exec-api-version=exec_api_version] [--exec-arg=arg] [--exec-env=key=value]'
  static override examples = [
    '# Change the key of the user cluster-admin\nkctl config set-credentials cluster-admin --client-key=admin.key',
    '# Basic authentication\nkctl config set-credentials cluster-admin --username=admin --password=uXFGweU9l35qcif',
    '# Keep a client certificate in the kubeconfig\nkctl config set-credentials cluster-admin --client-certificate=admin.crt --embed-certs=true',
    '# Log in with OpenID Connect\nkctl config set-credentials cluster-admin --auth-provider=oidc --auth-provider-arg=client-id=foo',
    '# Take credentials from a program\nkctl config set-credentials cluster-admin --exec-command=/path/to/program --exec-api-version=client.authentication.k8s.io/v1 --exec-interactive-mode=Never',
    '# Change its environment\nkctl config set-credentials cluster-admin --exec-env=key=value --exec-env=other-',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed} = await this.open(flagSet)
    const [name] = args
    if (name === undefined || args.length > 1)
      throw await this.helpError(`unexpected args: [${args.join(' ')}]`)
    const [{setCredentials}, {parsePairs}] = await Promise.all([
      import('../../actions/config/set-credentials.ts'),
      import('../../actions/config/pairs.ts'),
    ])
    const pairs = async (items: readonly string[], flagName: string) => {
      try {
        return parsePairs(items, flagName)
      } catch (error) {
        throw await this.helpError(messageOf(error))
      }
    }
    await setCredentials(session, {
      ...given(flags, changed),
      name,
      authProviderArg: await pairs(flags.authProviderArg, 'auth-provider-arg'),
      execEnv: await pairs(flags.execEnv, 'exec-env'),
    })
  }
}
