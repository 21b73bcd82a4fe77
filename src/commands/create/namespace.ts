import {BaseCommand} from '../../cli/base-command.ts'
import {
  dryRunFlag,
  fieldManagerFlag,
  printFlags,
  saveConfigFlag,
  validateFlag,
} from '../../cli/shared-flags.ts'

const flagSet = {
  ...printFlags(),
  ...saveConfigFlag,
  ...validateFlag,
  ...dryRunFlag,
  ...fieldManagerFlag('kubectl-create'),
}

export default class CreateNamespace extends BaseCommand {
  static override summary = 'Create a namespace with the specified name'
  static override description = 'Creates a namespace with this name.'
  static override usage = 'create namespace NAME [--dry-run=server|client|none]'
  static override aliases = ['ns']
  static override examples = ['# A namespace named my-namespace\nkctl create namespace my-namespace']
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, argsLenAtDash, flags} = await this.open(flagSet)
    const names = argsLenAtDash === -1 ? args.length : argsLenAtDash
    if (names !== 1) throw this.usageError(`exactly one NAME is required, got ${names}`)
    const {createNamespace} = await import('../../actions/create/namespace.ts')
    const {dryRunStrategy, fieldValidation} = await import('../../cli/strategies.ts')
    await createNamespace(session, {
      ...flags,
      name: args[0]!,
      dryRun: dryRunStrategy(flags.dryRun, session.host),
      fieldValidation: fieldValidation(flags.validate),
      print: flags,
    })
  }
}
