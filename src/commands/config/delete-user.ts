import {BaseCommand} from '../../cli/base-command.ts'

export default class DeleteUser extends BaseCommand {
  static override summary = 'Delete a user from the kubeconfig'
  static override description = 'Delete a user from the kubeconfig file that holds it.'
  static override usage = 'config delete-user NAME'
  static override examples = ['# Delete the user minikube\nkctl config delete-user minikube']

  override async run(): Promise<void> {
    const {session, args} = await this.open({})
    const {deleteStanza} = await import('../../actions/config/delete-stanza.ts')
    if (!(await deleteStanza(session, 'user', args))) throw this.usageError('user to delete is required')
  }
}
