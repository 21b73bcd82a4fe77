import type {Info} from '../../../resources/info.ts'
import type {Session} from '../../../session/session.ts'
import type {ApplyContext} from '../context.ts'
import type {ApplyOptions} from '../options.ts'
import type {PruneKind} from '../prune.ts'

export {preparePlan} from './keep.ts'
export {showPlan} from './make.ts'

/** What plans are made of. */
export interface Planning {
  readonly session: Session
  readonly options: ApplyOptions
  readonly infos: readonly Info[]
  readonly context: ApplyContext
  /** What `--prune` looks for, and where. */
  readonly kinds: readonly PruneKind[]
  readonly namespaces: ReadonlySet<string>
}

/** Throws for flags that make no sense with a plan. */
export function checkPlanOptions(options: ApplyOptions): void {
  const {plan, fromPlan, dryRun, prune, printing, changeCause} = options
  if (plan && fromPlan !== '') throw new Error('--plan and --from-plan cannot be used together')
  const flag = plan ? '--plan' : '--from-plan'
  if (dryRun !== 'none') throw new Error(`${flag} and --dry-run cannot be used together`)
  if (prune.applySet !== undefined) throw new Error(`${flag} cannot be used with --applyset`)
  if (changeCause !== undefined) throw new Error(`${flag} cannot be used with --record`)
  if (plan && !['', 'json', 'yaml'].includes(printing.output)) {
    throw new Error(
      `unexpected -o output mode: ${printing.output}. --plan prints a table, or with json or yaml a document`,
    )
  }
}
