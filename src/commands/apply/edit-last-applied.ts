import {BaseCommand} from '../../cli/base-command.ts'
import {changeCause} from '../../cli/change-cause.ts'
import {
  fieldManagerFlag,
  filenameFlags,
  lineEndingsFlag,
  printFlags,
  recordFlag,
  validateFlag,
} from '../../cli/shared-flags.ts'

const flagSet = {
  ...filenameFlags('that names the objects'),
  ...printFlags(),
  ...validateFlag,
  ...fieldManagerFlag('kubectl-client-side-apply'),
  ...recordFlag,
  ...lineEndingsFlag,
}

export default class ApplyEditLastApplied extends BaseCommand {
  static override summary = 'Edit latest last-applied-configuration annotations of a resource/object'
  static override description = [
    'Opens in an editor what apply has noted on objects as applied last, and puts back what was saved. Nothing but ' +
      'that annotation changes. Objects without one are left out.',
    'The editor is chosen as by `kctl edit`, and mistakes are dealt with in the same way.',
  ].join('\n\n')
  static override usage = 'apply edit-last-applied (RESOURCE/NAME | -f FILENAME)'
  static override examples = [
    '# What was applied last to a deployment\nkctl apply edit-last-applied deployment/web',
    '# To the objects of a file, as JSON\nkctl apply edit-last-applied -f app.yaml -o json',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags, changed, written} = await this.open(flagSet)
    const {editLastApplied} = await import('../../actions/edit/index.ts')
    const {fieldValidation} = await import('../../cli/strategies.ts')
    await editLastApplied(session, {
      ...flags,
      args,
      filenames: flags.filename,
      selector: '',
      subresource: '',
      outputPatch: false,
      saveConfig: false,
      dryRun: 'none',
      windowsLineEndings: changed.has('windowsLineEndings') ? flags.windowsLineEndings : undefined,
      fieldValidation: fieldValidation(flags.validate),
      print: flags,
      changeCause: flags.record ? changeCause(session.commandPath, written) : undefined,
    })
  }
}
