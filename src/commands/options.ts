import {BaseCommand} from '../cli/base-command.ts'
import {commandPath} from '../cli/run-context.ts'

export default class Options extends BaseCommand {
  static override summary = 'Print the flags that every command takes'
  static override usage = 'options'
  static override examples = ['# Print the flags that every command takes\nkctl options']

  override async run(): Promise<void> {
    const {session} = await this.open({})
    const {globalOptions} = await import('../cli/help.ts')
    session.io.out.write(globalOptions(session.host, session.io.out.columns))
  }

  protected override flagErrorHint(): string {
    return `Run '${commandPath(this.context.path)}' without flags.`
  }
}
