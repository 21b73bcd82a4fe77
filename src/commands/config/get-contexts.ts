import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'

const flagSet = {
  noHeaders: flag.bool('Print the table without its first line.'),
  output: flag.string('What to print instead of a table: "name".', {char: 'o'}),
}

export default class GetContexts extends BaseCommand {
  static override summary = 'List the contexts of the kubeconfig'
  static override description =
    'List all contexts of the kubeconfig, or those named; an asterisk marks the current one.'
  static override usage = 'config get-contexts [(-o|--output=)name)]'
  static override examples = [
    '# List all contexts\nkctl config get-contexts',
    '# Show one context\nkctl config get-contexts my-context',
    '# The names alone, for a script\nkctl config get-contexts -o name',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {getContexts} = await import('../../actions/config/get-contexts.ts')
    getContexts(session, {names: args, output: flags.output, noHeaders: flags.noHeaders})
  }
}
