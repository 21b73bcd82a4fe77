import {BaseCommand} from '../../cli/base-command.ts'
import {flag} from '../../cli/flags.ts'
import {dryRunFlag, filenameFlags, printFlags} from '../../cli/shared-flags.ts'

const flagSet = {
  ...printFlags(),
  ...filenameFlags('with the roles and bindings'),
  removeExtraPermissions: flag.bool('Take away what roles allow and the files do not'),
  removeExtraSubjects: flag.bool('Take away whom bindings name and the files do not'),
  ...dryRunFlag,
}

export default class AuthReconcile extends BaseCommand {
  static override summary = 'Bring roles and bindings up to what files say'
  static override description = [
    'Makes roles, cluster roles and their bindings allow what files say. What is missing is created, namespaces too.',
    'Rules and subjects that are missing are added; those that the files do not have stay, unless ' +
      '--remove-extra-permissions or --remove-extra-subjects takes them away.',
    'For these objects it is better than apply, because it compares what rules mean. An object whose annotation ' +
      'rbac.authorization.kubernetes.io/autoupdate is false is left as it is.',
  ].join('\n\n')
  static override usage = 'auth reconcile -f FILENAME'
  static override examples = [
    '# Bring roles and bindings up to a file\nkctl auth reconcile -f my-rbac-rules.yaml',
    '# Only say what would be done\nkctl auth reconcile -f my-rbac-rules.yaml --dry-run=client',
  ]
  static override flagSet = flagSet

  override async run(): Promise<void> {
    const {session, args, flags} = await this.open(flagSet)
    const [{dryRunStrategy}, {reconcile}] = await Promise.all([
      import('../../cli/strategies.ts'),
      import('../../actions/auth/reconcile.ts'),
    ])
    await reconcile(session, {
      ...flags,
      args,
      filenames: flags.filename,
      dryRun: () => dryRunStrategy(flags.dryRun, session.host),
      print: flags,
    })
  }
}
