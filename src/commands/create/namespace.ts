import {BaseCommand} from '../../cli/base-command.ts'
import {createFlags} from '../../cli/shared-flags.ts'

export default class CreateNamespace extends BaseCommand {
  static override summary = 'Create a namespace with the specified name'
  static override description = 'Creates a namespace with this name.'
  static override usage = 'create namespace NAME [--dry-run=server|client|none]'
  static override aliases = ['ns']
  static override examples = ['# A namespace named my-namespace\nkctl create namespace my-namespace']
  static override flagSet = createFlags

  override async run(): Promise<void> {
    const {session, args, argsLenAtDash, flags} = await this.open(createFlags)
    const name = this.oneName(args, argsLenAtDash)
    const {createNamespace} = await import('../../actions/create/namespace.ts')
    const {dryRunStrategy, fieldValidation} = await import('../../cli/strategies.ts')
    await createNamespace(session, {
      ...flags,
      name,
      dryRun: dryRunStrategy(flags.dryRun, session.host),
      fieldValidation: fieldValidation(flags.validate),
      print: flags,
    })
  }
}
