import {BaseCommand} from '../../cli/base-command.ts'
import {printFlags} from '../../cli/shared-flags.ts'

const flagSet = printFlags()

export default class AuthWhoami extends BaseCommand {
  static override summary = 'Experimental: Check self subject attributes'
  static override description =
    'Shows as whom the server sees you: user name, groups and what else your way of logging in tells it.'
  static override usage = 'auth whoami'
  static override examples = [
    '# Who am I\nkctl auth whoami',
    '# The same for programs\nkctl auth whoami -o json',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, flags} = await this.open(flagSet)
    const {whoAmI} = await import('../../actions/auth/whoami.ts')
    await whoAmI(session, flags)
  }
}
