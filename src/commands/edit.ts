import {BaseCommand} from '../cli/base-command.ts'
import {changeCause} from '../cli/change-cause.ts'
import {flag} from '../cli/flags.ts'
import {
  fieldManagerFlag,
  filenameFlags,
  lineEndingsFlag,
  printFlags,
  recordFlag,
  saveConfigFlag,
  subresourceFlag,
  validateFlag,
} from '../cli/shared-flags.ts'

const flagSet = {
  ...filenameFlags('that names the objects to edit'),
  ...printFlags(),
  ...validateFlag,
  ...fieldManagerFlag('kubectl-edit'),
  ...saveConfigFlag,
  ...recordFlag,
  ...subresourceFlag,
  ...lineEndingsFlag,
  outputPatch: flag.bool('Print the patch that is sent for what was edited'),
}

export default class Edit extends BaseCommand {
  static override summary = 'Edit a resource on the server'
  static override description = [
    'Opens live objects in an editor and patches them with what was saved. The editor is what KUBE_EDITOR says, or ' +
      'EDITOR, both with arguments if need be (`code --wait`); without them it is vi, or notepad on Windows. A value ' +
      'with blanks and with quotes or backslashes is a line for the shell that SHELL names.',
    'Several objects come in one file and are patched one after the other. Nothing happens when nothing was changed, ' +
      'or when the file is saved empty.',
    'The file is opened again, with the reasons on top, when the server finds a mistake in it. What cannot be saved ' +
      'is kept: a message names the file, kubectl-edit-… in the folder for temporary files, which only you can read.',
    'Objects are edited in the version that the server prefers; name another one as TYPE.VERSION.GROUP.',
  ].join('\n\n')
  static override usage = 'edit (RESOURCE/NAME | -f FILENAME)'
  static override examples = [
    '# One service\nkctl edit service/registry',
    '# With another editor\nKUBE_EDITOR="nano" kctl edit service/registry',
    '# A job, in this version and as JSON\nkctl edit job.v1.batch/import -o json',
    '# Keep the new configuration for a later apply\nkctl edit deployment/web --save-config',
    '# By way of the status\nkctl edit deployment web --subresource=status',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed, written} = await this.open(flagSet)
    const {edit} = await import('../actions/edit/index.ts')
    const {fieldValidation} = await import('../cli/strategies.ts')
    await edit(session, {
      ...flags,
      args,
      filenames: flags.filename,
      selector: '',
      dryRun: 'none',
      windowsLineEndings: changed.has('windowsLineEndings') ? flags.windowsLineEndings : undefined,
      fieldValidation: fieldValidation(flags.validate),
      print: flags,
      changeCause: flags.record ? changeCause(session.commandPath, written) : undefined,
    })
  }
}
