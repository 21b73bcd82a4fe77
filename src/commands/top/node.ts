import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {selectorFlag, usageFlags} from '../../cli/shared-flags.ts'

const flagSet = {
  ...selectorFlag,
  ...usageFlags,
  showCapacity: flag.bool('Percentages of the capacity of nodes, instead of what they leave to pods'),
}

export default class TopNode extends BaseCommand {
  static override summary = 'Display resource (CPU/memory) usage of nodes'
  static override description =
    'Prints what nodes use of their CPU and memory, and how much that is of what they have for pods. Nodes that the ' +
    'metrics API knows nothing of come last.'
  static override usage = 'top node [NAME | -l label]'
  static override examples = [
    '# All nodes\nkctl top node',
    '# One node, its swap too\nkctl top node node-1 --show-swap',
    '# Those that use most memory first\nkctl top node --sort-by=memory',
  ]
  static override aliases = ['nodes', 'no']
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    if (args.length > 1) throw this.usageError('node [NAME | -l label]')
    const {topNode} = await import('../../actions/top/node.ts')
    await topNode(session, {...flags, name: args[0] ?? ''})
  }
}
