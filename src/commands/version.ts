import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'

const flagSet = {
  client: flag.bool('Only the client version; needs no server.'),
  output: flag.string("One of 'yaml' or 'json'.", {char: 'o'}),
}

export default class Version extends BaseCommand {
  static override summary = 'Print the versions of the client and the server'
  static override description =
    'Print the version of the client, which is that of the kubectl whose behaviour it has, and the version of the server of the current context.'
  static override usage = 'version'
  static override examples = ['# Print both versions\nkctl version']
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {version} = await import('../actions/version/index.ts')
    await version(session, {args, ...flags})
  }
}
