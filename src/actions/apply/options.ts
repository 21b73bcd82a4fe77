import type {FieldValidation} from '../../api/field-validation.ts'
import type {DryRun} from '../../api/dry-run.ts'
import type {Printer} from '../../printers/printer.ts'
import type {DeleteOptions} from '../../resources/helper.ts'

/** What the user asked `apply` to do. */
export interface ApplyOptions {
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  readonly selector: string
  readonly dryRun: DryRun
  readonly serverSide: boolean
  readonly forceConflicts: boolean
  /** As given; without it each way of applying has its own. */
  readonly fieldManager: string | undefined
  /** Ignore, Warn or Strict. */
  readonly fieldValidation: FieldValidation
  readonly overwrite: boolean
  readonly openapiPatch: boolean
  readonly subresource: string
  /** Objects worked on at once. */
  readonly concurrency: number
  /** Show what would be done, as the server sees it, and do nothing. */
  readonly plan: boolean
  /** The file of a plan to keep to, '' for none. */
  readonly fromPlan: string
  readonly prune: PruneOptions
  readonly replace: ReplaceOptions
  readonly printing: Printing
  /** The command line to note on the objects (`--record`), undefined for none. */
  readonly changeCause: string | undefined
}

/** `--prune` and what goes with it. */
export interface PruneOptions {
  readonly enabled: boolean
  readonly all: boolean
  /** `group/version/kind` each; empty for kubectl's own list. */
  readonly allowlist: readonly string[]
  /** `[RESOURCE][.GROUP]/NAME`, undefined when not given. */
  readonly applySet: string | undefined
}

/** How objects are deleted, when replaced by force and when pruned. */
export interface ReplaceOptions {
  readonly force: boolean
  /** Seconds; negative for the object's own. */
  readonly gracePeriod: number
  readonly cascade: NonNullable<DeleteOptions['propagationPolicy']>
  /** Milliseconds to wait for the deletion. */
  readonly timeout: number
}

/** How results are shown. */
export interface Printing {
  /** As given to `-o`. */
  readonly output: string
  /** Whole objects at the end, instead of a line per object as it is done. */
  readonly objects: boolean
  /** The printer for `deployment.apps/x configured` and the like. Throws for an output format that does not exist. */
  printer(operation: string): Promise<Printer>
  /** The printer for a List that kubectl makes itself, as a Go struct. Throws as `printer` does. */
  listPrinter(): Promise<Printer>
}

/**
 * Throws for combinations of flags that make no sense, in kubectl's words and order (ApplyOptions.Validate);
 * `checkSet` throws when the set of `--applyset` is none.
 */
export async function checkOptions(options: ApplyOptions, checkSet: () => Promise<void>): Promise<void> {
  const {forceConflicts, serverSide, dryRun, replace, prune, selector, subresource} = options
  if (forceConflicts && !serverSide) throw new Error('--force-conflicts only works with --server-side')
  if (dryRun === 'client' && serverSide) {
    throw new Error(
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    )
  }
  if (serverSide && replace.force) throw new Error('--force cannot be used with --server-side')
  if (dryRun === 'server' && replace.force) throw new Error('--dry-run=server cannot be used with --force')
  if (prune.all && selector !== '') throw new Error('cannot set --all and --selector at the same time')
  if (prune.applySet !== undefined && !prune.enabled) throw new Error('--applyset requires --prune')
  await checkSet()
  if (prune.enabled) checkPrune(options)
  if (subresource !== '' && !serverSide)
    throw new Error('--subresource can only be specified for --server-side')
}

function checkPrune({replace, prune, selector, serverSide}: ApplyOptions): void {
  if (replace.force) throw new Error('--force cannot be used with --prune')
  if (prune.applySet !== undefined) {
    if (prune.all) throw new Error('--all is incompatible with --applyset')
    if (selector !== '') throw new Error('--selector is incompatible with --applyset')
    if (prune.allowlist.length > 0) throw new Error('--prune-allowlist is incompatible with --applyset')
    return
  }
  if (!prune.all && selector === '') {
    throw new Error(
      'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all ' +
        'flag. If you did not mean to prune all resources, specify a label selector',
    )
  }
  if (serverSide) {
    throw new Error("--prune is in alpha and doesn't currently work on objects created by server-side apply")
  }
}

/** The name under which the server notes who owns the fields. */
export function fieldManagerOf({fieldManager, serverSide}: ApplyOptions): string {
  return fieldManager ?? (serverSide ? SERVER_SIDE_MANAGER : 'kubectl-client-side-apply')
}

/** kubectl's own field manager for server-side apply. */
export const SERVER_SIDE_MANAGER = 'kubectl'

/** What goes into the body of a deletion. */
export function deleteOptionsOf({gracePeriod, cascade}: ReplaceOptions): DeleteOptions {
  return {...(gracePeriod >= 0 ? {gracePeriodSeconds: gracePeriod} : {}), propagationPolicy: cascade}
}
