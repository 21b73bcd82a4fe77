import {BaseCommand} from '../cli/base-command.ts'
import {bareWords, findCommand} from '../cli/find-command.ts'

export default class Help extends BaseCommand {
  static override summary = 'Help about any command'
  static override description = 'Shows the help of the command that is named, as its flag --help does.'
  static override hidden = true
  static override usage = 'help [command]'
  static override examples = ['# The flags and examples of a command\nkctl help create deployment']

  /** cobra's help command; an unknown name shows the overview on stderr and is no failure. */
  override async run(): Promise<void> {
    const {args} = await this.open({})
    const {root, host} = this.context
    const {commandHelp, commandUsage} = await import('../cli/help.ts')
    const found = await findCommand(root, args)
    if (found.path.length === 1 && (await bareWords(root, found.argv)).length > 0) {
      host.io.errOut.write(`Unknown help topic [${args.map((word) => `\`${word}\``).join(' ')}]\n`)
      host.io.errOut.write(await commandUsage(found.path, host.io.errOut.columns))
      return
    }
    host.io.out.write(await commandHelp(found.path, host.io.out.columns))
  }
}
