import {GroupCommand} from '../cli/group-command.ts'

export default class Config extends GroupCommand {
  static override summary = 'Look at and change kubeconfig files'
  static override description =
    'Look at and change kubeconfig files.\n\n' +
    'Which files: the one that --kubeconfig names, and then no other; else those that the environment variable ' +
    'KUBECONFIG lists, merged; else .kube/config in the home folder.\n\n' +
    'A change goes to the file that holds what is changed. What is new goes to the first file that exists, or to the ' +
    'last of the list when there is none. Files are replaced as a whole under a lock (FILE.lock): nobody ever reads ' +
    'half a file, and two changes at once both count.'
  static override usage = 'config SUBCOMMAND'
}
