import {ExitError, withExitCode} from '../base/errors.ts'
import {BaseCommand} from '../cli/base-command.ts'
import {flag} from '../cli/flags.ts'
import {fieldManagerFlag, filenameFlags, selectorFlag, serverSideFlags} from '../cli/shared-flags.ts'

const flagSet = {
  pruneAllowlist: flag.stringArray(
    'With --prune: look only at kinds named like this, group/version/kind (core/v1/ConfigMap).',
  ),
  prune: flag.bool('Show also what apply --prune would delete; -l says among which objects.'),
  showManagedFields: flag.bool('Compare the managed fields, too'),
  showSecrets: flag.bool('Show the values of secrets instead of hiding them'),
  concurrency: flag.int('Objects to work on at once. Without it kctl does many at once.', {default: 1}),
  ...filenameFlags('with the objects to compare'),
  ...serverSideFlags,
  ...fieldManagerFlag('kubectl-client-side-apply'),
  ...selectorFlag,
  clientSide: flag.bool(
    'Work out here what would change, without asking the server for a dry run: needs no right to patch, but defaults, webhooks and refusals of the server do not show',
  ),
}

export default class Diff extends BaseCommand {
  static override summary = 'Diff the live version against a would-be applied version'
  static override description = [
    'Shows how objects would change if the files were applied: what is on the server now, compared with what a dry run ' +
      'of apply says it would be, as YAML. Values of secrets are hidden.',
    'The comparison is that of `diff -u -N`, or of the program that KUBECTL_EXTERNAL_DIFF names. Words after the name ' +
      'go to the program if they consist of letters, digits, - and =. The program must end as diff does.',
    'Exit status: 0 without differences, 1 with differences, more than 1 after an error.',
  ].join('\n\n')
  static override usage = 'diff -f FILENAME'
  static override examples = [
    '# What a file would change\nkctl diff -f pod.json',
    '# What another program writes\ncat service.yaml | kctl diff -f -',
    '# With another program\nKUBECTL_EXTERNAL_DIFF="colordiff -N -u" kctl diff -f app.yaml',
  ]
  static override flagSet = flagSet

  /** 1 means that there are differences, so errors have another code (cmdutil.CheckDiffErr). */
  override async run(): Promise<void> {
    try {
      await this.diff()
    } catch (error) {
      throw error instanceof Error && !(error instanceof ExitError) && !('exitCode' in error)
        ? withExitCode(error, 2)
        : error
    }
  }

  protected override flagErrorHint(): string {
    return this.usageError('').message.trimStart()
  }

  private async diff(): Promise<void> {
    const {session, args, flags, changed} = await this.open(flagSet)
    if (args.length > 0) throw this.usageError(`Unexpected args: [${args.join(' ')}]`)
    const {diff} = await import('../actions/diff/index.ts')
    await diff(session, {
      ...flags,
      filenames: flags.filename,
      fieldManager: changed.has('fieldManager') ? flags.fieldManager : undefined,
      concurrency: changed.has('concurrency') ? flags.concurrency : undefined,
    })
  }
}
