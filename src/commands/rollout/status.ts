import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {filenameFlags, selectorFlag} from '../../cli/shared-flags.ts'

const flagSet = {
  ...filenameFlags('that names the objects'),
  ...selectorFlag,
  watch: flag.bool('Follow the rollout until it is done', {char: 'w', default: true}),
  revision: flag.int64('Fail when another revision than this is rolled out; 0 for the latest'),
  timeout: flag.duration('How long to follow it, such as 1s, 2m or 3h; zero for ever'),
}

export default class RolloutStatus extends BaseCommand {
  static override summary = 'Show the status of the rollout'
  static override description = [
    'Follows the latest rollout until it is done, also when a newer one begins meanwhile. With --watch=false it only ' +
      'tells how far it is.',
    'To follow one revision only, and to fail when another takes its place, name it with --revision.',
  ].join('\n\n')
  static override usage = 'rollout status (TYPE NAME | TYPE/NAME)'
  static override examples = ['# Of a deployment\nkctl rollout status deployment/nginx']
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const {rolloutStatus} = await import('../../actions/rollout/status.ts')
    await rolloutStatus(session, {...flags, args, filenames: flags.filename})
  }
}
