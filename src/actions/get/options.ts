import type {ResourceQuery} from '../../resources/query.ts'
import {checkRawPath} from '../../resources/raw-request.ts'

/** What `get` was told, flags by their names. */
export interface GetOptions {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly kustomize?: string | undefined
  readonly recursive: boolean
  readonly selector: string
  readonly fieldSelector: string
  readonly allNamespaces: boolean
  /** Several namespaces; `allNamespaces` is then set as well, for the column. */
  readonly namespaces?: readonly string[] | undefined
  /** All types, in place of arguments. */
  readonly everything: boolean
  readonly subresource: string
  readonly chunkSize: number
  readonly ignoreNotFound: boolean
  readonly raw: string
  readonly watch: boolean
  readonly watchOnly: boolean
  readonly outputWatchEvents: boolean
  readonly serverPrint: boolean
  readonly sortBy: string
  /** A JSONPath of jsonpath-plus, '' for none. */
  readonly query: string
  /** Which rows to show, an expression over their columns, '' for all. */
  readonly where: string
  /** The value of `-o`, '' when not given. */
  readonly output: string
  readonly template: string
  readonly allowMissingTemplateKeys: boolean
  readonly showManagedFields: boolean
  readonly noHeaders: boolean
  readonly showLabels: boolean
  readonly showKind: boolean
  readonly labelColumns: readonly string[]
}

/** Whether people are to read the output, as a table (GetOptions.Complete). */
export function isTable({output, template, query}: GetOptions): boolean {
  return query === '' && ((output === '' && template === '') || output === 'wide')
}

/** Whether the server is to make the table: it has no custom columns and no use for whole objects. */
export function wantsServerTable(options: GetOptions): boolean {
  const {serverPrint, output} = options
  const whole = output.includes('custom-columns') || output === 'yaml' || output.includes('json')
  return serverPrint && !whole && isTable(options)
}

/** Flags that do not go together (GetOptions.Validate). Throws the first that is wrong. */
export function validateGet(options: GetOptions): void {
  const {raw, watch, watchOnly, selector, output, where, showLabels, labelColumns, outputWatchEvents} =
    options
  if (options.query !== '') validateQuery(options)
  if (options.everything) validateEverything(options)
  if (raw !== '') {
    if (watch || watchOnly || selector !== '') {
      throw new Error(
        '--raw may not be specified with other flags that filter the server request or alter the output',
      )
    }
    if (output !== '') throw new Error('--raw and --output are mutually exclusive')
    if (where !== '') throw new Error('--raw and --where are mutually exclusive')
    checkRawPath(raw)
  }
  if (showLabels && output !== '' && output !== 'wide') {
    throw new Error(`--show-labels option cannot be used with ${output} printer`)
  }
  if (labelColumns.length > 0 && output.startsWith('custom-columns')) {
    throw new Error(`--label-columns option cannot be used with ${output} printer`)
  }
  if (outputWatchEvents && !watch && !watchOnly) {
    throw new Error('--output-watch-events option can only be used with --watch or --watch-only')
  }
}

/** kctl's own: everything is all there is, and nobody can watch so much. */
function validateEverything({
  args,
  filenames,
  kustomize,
  watch,
  watchOnly,
  raw,
  subresource,
}: GetOptions): void {
  if (args.length > 0 || filenames.length > 0 || kustomize)
    throw new Error('--everything cannot be used together with types, names or files')
  if (watch || watchOnly || raw !== '' || subresource !== '')
    throw new Error('--everything cannot be used with --watch, --watch-only, --raw or --subresource')
}

/** kctl's own: what is found is JSON or YAML, and is found once. */
function validateQuery({output, watch, watchOnly, raw}: GetOptions): void {
  if (!['', 'json', 'yaml'].includes(output))
    throw new Error('--query can only be used with -o json or -o yaml')
  if (watch || watchOnly || raw !== '')
    throw new Error('--query cannot be used with --watch, --watch-only or --raw')
}

/** Which objects the options name, as `get` and its watch both ask the builder. */
export function queryOf(
  options: GetOptions,
  {namespace, explicit}: {readonly namespace: string; readonly explicit: boolean},
): ResourceQuery {
  return {
    args: options.args,
    filenames: options.filenames,
    kustomize: options.kustomize,
    recursive: options.recursive,
    namespace,
    explicitNamespace: explicit && !options.allNamespaces,
    allNamespaces: options.allNamespaces,
    namespaces: options.namespaces,
    labelSelector: options.selector,
    fieldSelector: options.fieldSelector,
    chunkSize: options.chunkSize,
    typeMeansAll: true,
    latest: true,
  }
}
