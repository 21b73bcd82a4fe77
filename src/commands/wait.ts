import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'
import {
  allNamespacesFlag,
  fieldSelectorFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
} from '../cli/shared-flags.ts'

const {filename, recursive} = filenameFlags('that names the objects to wait for')

const flagSet = {
  filename,
  recursive: {...recursive, default: true},
  ...selectorFlag,
  ...fieldSelectorFlag,
  ...allNamespacesFlag,
  ...printFlags(),
  all: flag.bool('Wait for all objects of the types in the namespace'),
  local: flag.bool('Ask the server for nothing that the files do not name'),
  for: flag.stringArray(
    "What to wait for: create, delete, condition=NAME[=STATUS] (True when no status is given) or jsonpath='{EXPRESSION}'[=VALUE] (any value when none is given). Names and statuses match in upper and lower case. Given several times, all have to be met, one after the other, create first.",
  ),
  timeout: flag.duration(
    'How long to wait. Zero looks once and does not wait; less than zero waits for a week.',
    {
      default: 30_000,
      defaultText: '30s',
    },
  ),
}

export default class Wait extends BaseCommand {
  static override summary = 'Wait for a specific condition on one or many resources'
  static override description = [
    'Waits until every one of the objects is in the state that --for names: that it has a condition in its status, ' +
      'that a field has a value, that it exists, or that it is gone. A line on stdout tells of each.',
    'A condition that was noted for an older generation of the object does not count. When the time is over, the ' +
      'exit status is 1 and the lines after the error tell what was seen last.',
  ].join('\n\n')
  static override usage =
    "wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]"
  static override examples = [
    '# Until a pod is ready\nkctl wait --for=condition=Ready pod/web',
    '# Until it is not ready any more\nkctl wait --for=condition=Ready=false pod/web',
    "# Until a field has a value\nkctl wait --for=jsonpath='{.status.phase}'=Running pod/web",
    "# Until a field is there\nkctl wait --for=jsonpath='{.status.loadBalancer.ingress}' service/web",
    '# Until somebody has created it, and then until it is ready\nkctl wait --for=create --for=condition=Ready pod/web --timeout=2m',
    '# Until all pods with the label are gone\nkctl wait --for=delete pod -l app=web --timeout=60s',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {toPrinter} = await import('../printers/print-flags.ts')
    const {wait} = await import('../actions/wait/index.ts')
    await wait(session, {
      ...flags,
      args,
      filenames: flags.filename,
      conditions: flags.for,
      printer: (operation) => toPrinter(flags, {cwd: session.host.cwd, operation}),
    })
  }
}
