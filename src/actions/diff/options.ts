import {requireFiles} from '../../resources/require-files.ts'
/** What `diff` was told, flags by their names. */
export interface DiffOptions {
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  readonly selector: string
  readonly serverSide: boolean
  readonly forceConflicts: boolean
  /** As given; without it each way of applying has its own. */
  readonly fieldManager: string | undefined
  readonly prune: boolean
  /** `group/version/kind` each; empty for kubectl's own list. */
  readonly pruneAllowlist: readonly string[]
  /** Objects worked on at once; undefined when not given. */
  readonly concurrency: number | undefined
  readonly showManagedFields: boolean
  readonly showSecrets: boolean
  /** Merge here instead of in a dry run of the server. */
  readonly clientSide: boolean
}

/** Flags that miss or do not go together (DiffOptions.Complete). Throws the first that is wrong. */
export function validateDiff(options: DiffOptions): void {
  const {filenames, kustomize, forceConflicts, serverSide, clientSide} = options
  requireFiles(filenames, kustomize)
  if (forceConflicts && !serverSide) throw new Error('--force-conflicts only works with --server-side')
  if (clientSide && serverSide) throw new Error('--client-side and --server-side are mutually exclusive')
}
