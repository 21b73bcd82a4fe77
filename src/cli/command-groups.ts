/**
 * kubectl's commands in the order in which it knows them: the groups of its overview, then the rest. The
 * order shows in the overview and in suggestions. A command that is not here comes last, by name.
 */
export const commandGroups: readonly {readonly title: string; readonly names: readonly string[]}[] = [
  {title: 'Basic Commands (Beginner):', names: ['create', 'expose', 'run', 'set']},
  {title: 'Basic Commands (Intermediate):', names: ['explain', 'get', 'edit', 'delete']},
  {title: 'Deploy Commands:', names: ['rollout', 'scale', 'autoscale']},
  {
    title: 'Cluster Management Commands:',
    names: ['certificate', 'cluster-info', 'top', 'cordon', 'uncordon', 'drain', 'taint'],
  },
  {
    title: 'Troubleshooting and Debugging Commands:',
    names: [
      ...['describe', 'logs', 'attach', 'exec', 'port-forward', 'proxy', 'cp', 'auth', 'debug', 'events'],
    ],
  },
  {title: 'Advanced Commands:', names: ['diff', 'apply', 'patch', 'replace', 'wait', 'kustomize']},
  {title: 'Settings Commands:', names: ['label', 'annotate', 'completion']},
]

/** What kubectl adds after its groups. */
export const otherCommands = [
  'alpha',
  'config',
  'plugin',
  'version',
  'api-versions',
  'api-resources',
  'options',
  'kuberc',
]

/** Where a top-level command stands in kubectl's order. */
export function commandOrder(name: string): number {
  const all = [...commandGroups.flatMap(({names}) => names), ...otherCommands]
  const at = all.indexOf(name)
  return at < 0 ? all.length : at
}
