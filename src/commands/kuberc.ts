import {GroupCommand} from '../cli/group-command.ts'

export default class Kuberc extends GroupCommand {
  static override summary = 'Look at and change the file of preferences'
  static override description =
    'Look at and change the file of your preferences: values that flags have unless you give them, names of your own ' +
    'for commands, and which credential plugins may run.\n\n' +
    'Which file: the one that --kuberc names; else the one of the environment variable KUBERC; else .kube/kuberc in the ' +
    'home folder. KUBERC=off turns preferences off, KUBECTL_KUBERC=false these commands and the flag as well.'
  static override usage = 'kuberc SUBCOMMAND'
  static override examples = [
    '# What is set\nkctl kuberc view',
    '# Have wide tables by default\nkctl kuberc set --section defaults --command get --option output=wide',
    '# Write "kctl getn" for "kctl get nodes -o wide"\n' +
      'kctl kuberc set --section aliases --name getn --command get --prependarg nodes --option output=wide',
  ]
}
