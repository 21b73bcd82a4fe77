import type {DryRun} from '../../api/dry-run.ts'
import type {PrintFlags} from '../../printers/print-flags.ts'
import type {ResourceQuery} from '../../resources/query.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'

/** What `label` and `annotate` were told, flags by their names. */
export interface MetadataOptions {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  readonly selector: string
  readonly fieldSelector: string
  readonly all: boolean
  readonly allNamespaces: boolean
  readonly local: boolean
  readonly list: boolean
  readonly overwrite: boolean
  /** '' for the one the object has. */
  readonly resourceVersion: string
  readonly dryRun: DryRun
  readonly fieldManager: string
  readonly print: PrintFlags
  /** The command line to note on the objects (`--record`), undefined for none. */
  readonly changeCause?: string | undefined
}

/**
 * Throws when flags that say which objects are meant miss or do not go together, in kubectl's words, in which `example`
 * is the name of a file (LabelOptions.Validate, AnnotateFlags.ToOptions).
 */
export function checkWhich(options: MetadataOptions, resources: readonly string[], example: string): void {
  const {all, selector, fieldSelector, local, dryRun, filenames, kustomize} = options
  if (all && selector !== '') throw new Error('cannot set --all and --selector at the same time')
  if (all && fieldSelector !== '') throw new Error('cannot set --all and --field-selector at the same time')
  const hasFiles = filenames.length > 0 || kustomize !== ''
  const files = `-f ${example}.yaml or --filename=${example}.json`
  if (!local) {
    if (resources.length > 0 || hasFiles) return
    throw new Error('one or more resources must be specified as <resource> <name> or <resource>/<name>')
  }
  if (dryRun === 'server') {
    throw new Error('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
  }
  if (resources.length > 0) throw new Error(`can only use local files by ${files} when --local=true is set`)
  if (!hasFiles) throw new Error(`one or more files must be specified as ${files}`)
}

/** The namespace to look in, or why it is not known. */
export type Place = Pick<ResourceQuery, 'namespace' | 'explicitNamespace' | 'error'>

/** Finds the objects. Throws what the builder throws, and when a resource version is given for several of them. */
export async function selectWhich(
  session: Session,
  options: MetadataOptions,
  resources: readonly string[],
  place: Place,
): Promise<Selection> {
  const {local, filenames, kustomize, recursive, selector, fieldSelector, allNamespaces, all} = options
  const files = {filenames, kustomize, recursive, local, continueOnError: true}
  const onServer = {
    args: resources,
    labelSelector: selector,
    fieldSelector,
    allNamespaces,
    typeMeansAll: all,
    latest: true,
  }
  const selection = await session.select({
    ...files,
    ...(local ? {} : onServer),
    ...place,
  })
  if (!selection.singleItemImplied && options.resourceVersion !== '') {
    throw new Error('--resource-version may only be used with a single resource')
  }
  return selection
}
