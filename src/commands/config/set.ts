import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'

const flagSet = {
  setRawBytes: flag.bool('Take the value of a data field as it is, not as base64.'),
}

export default class Set extends BaseCommand {
  static override summary = 'Set one value of the kubeconfig'
  static override description =
    'Set one value of the kubeconfig.\n\n' +
    'PROPERTY_NAME is a path of names with dots between them: fields as in the file, and names of clusters, contexts ' +
    'and users. PROPERTY_VALUE is the new value; fields like certificate-authority-data take it as base64, or with ' +
    '--set-raw-bytes as it is.'
  static override usage = 'config set PROPERTY_NAME PROPERTY_VALUE'
  static override examples = [
    '# The address of the cluster my-cluster\nkctl config set clusters.my-cluster.server https://1.2.3.4',
    '# The cluster of the context my-context\nkctl config set contexts.my-context.cluster my-cluster',
    '# The key of a user, not as base64\nkctl config set users.cluster-admin.client-key-data key_data_here --set-raw-bytes=true',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const [property, value] = args
    if (property === undefined || value === undefined || args.length > 2) {
      throw await this.helpError(`Unexpected args: [${args.join(' ')}]`)
    }
    const {setProperty} = await import('../../actions/config/set-property.ts')
    await setProperty(session, property, value, flags.setRawBytes)
  }
}
