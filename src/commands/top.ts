import {GroupCommand} from '../cli/group-command.ts'

export default class Top extends GroupCommand {
  static override summary = 'Display resource (CPU/memory) usage'
  static override description = [
    'Shows what nodes or pods use of their CPU and memory, as the metrics API tells: metrics-server, or another that ' +
      'the cluster has. Without one there is nothing to show.',
    'These are the averages that autoscalers work with. They lag some seconds behind, and differ from what tools on the ' +
      'node itself measure.',
  ].join('\n\n')
  static override usage = 'top [flags]'
  static override examples = [
    '# The nodes, the busiest first\nkctl top node --sort-by=cpu',
    '# The pods of the namespace\nkctl top pod',
  ]
}
