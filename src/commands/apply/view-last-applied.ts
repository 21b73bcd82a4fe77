import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {filenameFlags, selectorFlag} from '../../cli/shared-flags.ts'

const flagSet = {
  ...filenameFlags('that names the objects'),
  ...selectorFlag,
  all: flag.bool('All objects of the types in the namespace'),
  output: flag.string('Output format, one of yaml, json', {char: 'o', default: 'yaml'}),
}

export default class ApplyViewLastApplied extends BaseCommand {
  static override summary = 'View the latest last-applied-configuration annotations of a resource/object'
  static override description =
    'Prints what apply has noted on objects as applied last. Compare it with the file that you are about to apply.'
  static override usage = 'apply view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)'
  static override examples = [
    '# What was applied last to a deployment\nkctl apply view-last-applied deployment/web',
    '# To the objects of a file, as JSON\nkctl apply view-last-applied -f app.yaml -o json',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {viewLastApplied} = await import('../../actions/apply/view-last-applied.ts')
    await viewLastApplied(session, {
      ...flags,
      args,
      filenames: flags.filename,
      badFormat: (message) => this.usageError(message),
    })
  }
}
