import {BaseCommand} from '../../cli/base-command.ts'

export default class DeleteCluster extends BaseCommand {
  static override summary = 'Delete a cluster from the kubeconfig'
  static override description = 'Delete a cluster from the kubeconfig file that holds it.'
  static override usage = 'config delete-cluster NAME'
  static override examples = ['# Delete the cluster minikube\nkctl config delete-cluster minikube']

  override async run(): Promise<void> {
    const {session, args} = await this.open({})
    const {deleteStanza} = await import('../../actions/config/delete-stanza.ts')
    if (!(await deleteStanza(session, 'cluster', args))) await this.showHelp()
  }
}
