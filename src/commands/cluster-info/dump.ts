import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {printFlags} from '../../cli/shared-flags.ts'

const flagSet = {
  ...printFlags(undefined, {default: 'json'}),
  allNamespaces: flag.bool('Dump all namespaces; --namespaces does not count then', {char: 'A'}),
  namespaces: flag.stringSlice('The namespaces to dump, separated by commas'),
  outputDirectory: flag.string(
    'The folder to put files into, made if need be; without it, or with -, all goes to stdout',
  ),
  podRunningTimeout: flag.duration('How long to wait for a pod to run, e.g. 5s, 2m; more than zero', {
    default: 20_000,
  }),
}

export default class Dump extends BaseCommand {
  static override summary = 'Dump relevant information for debugging and diagnosis'
  static override description = [
    'Prints the nodes, and of some namespaces the events, services, workloads, pods and the logs of all containers.',
    'These are kube-system and the current namespace, unless --namespaces or --all-namespaces say otherwise. With ' +
      '--output-directory it makes a file of each part, in folders by namespace and pod, which only their owner can read.',
  ].join('\n\n')
  static override usage = 'cluster-info dump [flags]'
  static override examples = [
    '# All to stdout\nkctl cluster-info dump',
    '# Into files\nkctl cluster-info dump --output-directory=./cluster-state',
    '# All namespaces\nkctl cluster-info dump --all-namespaces',
    '# Two namespaces, into files\nkctl cluster-info dump --namespaces default,kube-system --output-directory=./cluster-state',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, flags, changed} = await this.open(flagSet)
    const {dump} = await import('../../actions/cluster-info/dump.ts')
    await dump(session, {...flags, outputSpecified: changed.has('output')})
  }
}
