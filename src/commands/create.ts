import {BaseCommand} from '../cli/base-command.ts'
import {changeCause} from '../cli/change-cause.ts'
import {flag} from '../cli/flags.ts'
import {
  concurrencyFlag,
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  lineEndingsFlag,
  printFlags,
  recordFlag,
  saveConfigFlag,
  selectorFlag,
  validateFlag,
} from '../cli/shared-flags.ts'

const flagSet = {
  ...filenameFlags('with the objects to create'),
  ...selectorFlag,
  ...printFlags(),
  ...dryRunFlag,
  ...validateFlag,
  ...fieldManagerFlag('kubectl-create'),
  ...saveConfigFlag,
  ...recordFlag,
  ...concurrencyFlag,
  ...lineEndingsFlag,
  edit: flag.bool(
    'Edit the objects before they are created, each for itself; what is not changed is not created',
  ),
  raw: flag.string('Send the file to this path of the server, and print the answer'),
}

export default class Create extends BaseCommand {
  static override summary = 'Create a resource from a file or from stdin'
  static override description =
    'Creates the objects of files or stdin, YAML or JSON. Objects that exist already are errors.'
  static override usage = 'create -f FILENAME'
  static override examples = [
    '# What a file says\nkctl create -f ./pod.json',
    '# What another program writes\ncat pod.json | kctl create -f -',
    '# Edit before creating\nkctl create -f registry.yaml --edit -o json',
    '# See what the server would make of it\nkctl create -f ./pod.json --dry-run=server -o yaml',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed, written} = await this.open(flagSet)
    if (args.length > 0) throw this.usageError(`Unexpected args: [${args.join(' ')}]`)
    const {createFromFiles} = await import('../actions/create/files.ts')
    const {dryRunStrategy, fieldValidation} = await import('../cli/strategies.ts')
    await createFromFiles(session, {
      ...flags,
      filenames: flags.filename,
      dryRun: dryRunStrategy(flags.dryRun, session.host),
      fieldValidation: fieldValidation(flags.validate),
      windowsLineEndings: changed.has('windowsLineEndings') ? flags.windowsLineEndings : undefined,
      print: flags,
      changeCause: flags.record ? changeCause(session.commandPath, written) : undefined,
    })
  }
}
