import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {dryRunFlag, filenameFlags, printFlags} from '../../cli/shared-flags.ts'

const {filename} = filenameFlags('with what was applied last')

const flagSet = {
  filename,
  ...printFlags(),
  ...dryRunFlag,
  createAnnotation: flag.bool('Also where the object has no such annotation yet'),
}

export default class ApplySetLastApplied extends BaseCommand {
  static override summary =
    'Set the last-applied-configuration annotation on a live object to match the contents of a file'
  static override description =
    'Notes on live objects that files are what was applied to them last, as if `kctl apply -f` had been run, and ' +
    'changes nothing else of them.'
  static override usage = 'apply set-last-applied -f FILENAME'
  static override examples = [
    '# The object of a file\nkctl apply set-last-applied -f web.yaml',
    '# All objects of a folder\nkctl apply set-last-applied -f manifests/',
    '# Also for an object that apply has not seen so far\nkctl apply set-last-applied -f web.yaml --create-annotation',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, flags} = await this.open(flagSet)
    const {setLastApplied} = await import('../../actions/apply/set-last-applied.ts')
    const {dryRunStrategy} = await import('../../cli/strategies.ts')
    await setLastApplied(session, {
      filenames: flags.filename,
      createAnnotation: flags.createAnnotation,
      dryRun: dryRunStrategy(flags.dryRun, session.host),
      print: flags,
    })
  }
}
