import {BaseCommand} from '../../cli/base-command.ts'

export default class GetUsers extends BaseCommand {
  static override summary = 'List the users of the kubeconfig'
  static override description = 'List the names of all users of the kubeconfig, in order.'
  static override usage = 'config get-users'
  static override examples = ['# List the users\nkctl config get-users']

  override async run(): Promise<void> {
    const {session} = await this.open({})
    const {listNames} = await import('../../actions/config/list-names.ts')
    listNames(session, 'users')
  }
}
