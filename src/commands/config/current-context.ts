import {BaseCommand} from '../../cli/base-command.ts'

export default class CurrentContext extends BaseCommand {
  static override summary = 'Print the name of the current context'
  static override description =
    'Print the context that commands use when --context does not name another. Fails when none is set.'
  static override usage = 'config current-context'
  static override examples = ['# Print the current context\nkctl config current-context']

  override async run(): Promise<void> {
    const {session} = await this.open({})
    const {currentContext} = await import('../../actions/config/current-context.ts')
    currentContext(session)
  }
}
