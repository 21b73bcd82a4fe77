import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {allNamespacesFlag, fieldSelectorFlag, selectorFlag, usageFlags} from '../../cli/shared-flags.ts'

const flagSet = {
  ...selectorFlag,
  ...fieldSelectorFlag,
  ...allNamespacesFlag,
  ...usageFlags,
  containers: flag.bool('A line for each container of a pod'),
  sum: flag.bool('End with the sum of all that is shown'),
}

export default class TopPod extends BaseCommand {
  static override summary = 'Display resource (CPU/memory) usage of pods'
  static override description =
    'Prints what pods, or the containers in them, use of CPU and memory. A new pod has no metrics for a minute or two.'
  static override usage = 'top pod [NAME | -l label]'
  static override examples = [
    '# The pods of the namespace\nkctl top pod',
    '# Of all namespaces, those that use most memory first\nkctl top pod -A --sort-by=memory',
    '# One pod and its containers\nkctl top pod web --containers',
    '# What an application uses in all\nkctl top pod -l app=web --sum',
  ]
  static override aliases = ['pods', 'po']
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    if (args.length > 1) throw this.usageError('pod [NAME | -l label]')
    const {topPod} = await import('../../actions/top/pod.ts')
    await topPod(session, {...flags, name: args[0] ?? ''})
  }
}
