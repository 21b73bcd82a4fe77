import type {DryRun} from '../api/dry-run.ts'
import type {Session} from '../session/session.ts'
import {changeCause} from './change-cause.ts'
import type {WrittenArguments} from './parse.ts'

interface ChangeFlags {
  readonly filename: readonly string[]
  readonly dryRun: string
  readonly record: boolean
}

/** What a command line says to a command that changes objects that exist: its flags and what is made of them. */
export type ChangeOptions<F> = Omit<F, 'dryRun'> & {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly dryRun: DryRun
  readonly print: F
  readonly changeCause: string | undefined
}

/** The options of `label`, `annotate` and `patch`. Throws for a `--dry-run` that is none. */
export async function changeOptions<F extends ChangeFlags>(invocation: {
  readonly session: Session
  readonly args: readonly string[]
  readonly flags: F
  readonly written: WrittenArguments | undefined
}): Promise<ChangeOptions<F>> {
  const {session, args, flags, written} = invocation
  const {dryRunStrategy} = await import('./strategies.ts')
  return {
    ...flags,
    args,
    filenames: flags.filename,
    dryRun: dryRunStrategy(flags.dryRun, session.host),
    print: flags,
    changeCause: flags.record ? changeCause(session.commandPath, written) : undefined,
  }
}
