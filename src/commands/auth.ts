import {GroupCommand} from '../cli/group-command.ts'

export default class Auth extends GroupCommand {
  static override summary = 'Inspect authorization'
  static override description =
    'Tells who you are to the server and what you may do there, and brings roles and bindings up to what files say.'
  static override usage = 'auth [flags]'
  static override examples = [
    '# Who am I\nkctl auth whoami',
    '# May I make pods here\nkctl auth can-i create pods',
  ]
}
