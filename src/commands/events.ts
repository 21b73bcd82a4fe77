import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'
import {allNamespacesFlag, chunkSizeFlag, printFlags} from '../cli/shared-flags.ts'

const flagSet = {
  ...printFlags(),
  ...allNamespacesFlag,
  ...chunkSizeFlag,
  for: flag.string('Only events about this object, TYPE/NAME'),
  noHeaders: flag.bool('Print the table without its headers'),
  timeline: flag.bool(
    'In the order of time, the oldest first, with the times themselves (UTC) in place of how long ago they were',
  ),
  types: flag.stringSlice('Only events of these types, Normal or Warning, separated by commas'),
  watch: flag.bool('After the events that there are, print new ones as they come', {char: 'w'}),
}

export default class Events extends BaseCommand {
  static override summary = 'List events'
  static override description = [
    'Prints the events of a namespace as a table, those seen last at the end.',
    'They can be those of all namespaces, about one object only, or of one type only.',
    '--timeline shows them in true order: by the time when an event was observed last, else its last or only time, else ' +
      'that of its creation, down to the microsecond. With --watch what is past comes first, in the same order.',
  ].join('\n\n')
  static override usage =
    'events [(-o|--output=)FORMAT] [--for TYPE/NAME] [--watch] [--timeline] [--types=Normal,Warning]'
  static override examples = [
    '# Events of the namespace\nkctl events',
    '# Of all namespaces\nkctl events -A',
    '# About one pod, and then what happens next\nkctl events --for pod/web --watch',
    '# Warnings only\nkctl events --types=Warning',
    '# What happened in the cluster, in the order of time, and what happens next\nkctl events -A --timeline --watch',
    '# As YAML\nkctl events -o yaml',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, flags} = await this.open(flagSet)
    const {events} = await import('../actions/events/index.ts')
    await events(session, flags)
  }
}
