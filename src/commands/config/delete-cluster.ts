import {BaseCommand} from '../../cli/base-command.ts'

export default class DeleteCluster extends BaseCommand {
  static override summary = 'Delete a cluster from the kubeconfig'
  static override description = 'Delete a cluster from the kubeconfig file that holds it.'
  static override usage = 'config delete-cluster NAME'
  static override examples = ['# Delete the cluster minikube\nkctl config delete-cluster minikube']

  override async run(): Promise<void> {
    const {session, args} = await this.open({})
    // As kubectl does: a broken kubeconfig is reported before a missing argument.
    const {readConfig} = await import('../../actions/config/access.ts')
    readConfig(session)
    const [name] = args
    if (name === undefined || args.length > 1) return this.showHelp()
    const {deleteStanza} = await import('../../actions/config/delete-stanza.ts')
    await deleteStanza(session, 'cluster', name)
  }
}
