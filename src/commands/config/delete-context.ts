import {BaseCommand} from '../../cli/base-command.ts'

export default class DeleteContext extends BaseCommand {
  static override summary = 'Delete a context from the kubeconfig'
  static override description = 'Delete a context from the kubeconfig file that holds it.'
  static override usage = 'config delete-context NAME'
  static override examples = ['# Delete the context minikube\nkctl config delete-context minikube']

  override async run(): Promise<void> {
    const {session, args} = await this.open({})
    const {deleteStanza} = await import('../../actions/config/delete-stanza.ts')
    if (!(await deleteStanza(session, 'context', args))) await this.showHelp()
  }
}
