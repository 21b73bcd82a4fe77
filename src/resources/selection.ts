import {filterOut, newAggregate, reduce} from '../base/aggregate.ts'
import {toError} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {inOrder, type ParallelOptions, type Settled} from '../base/parallel.ts'
import {isList, type KubeObject} from '../api/object.ts'
import type {RESTClient} from '../client/request.ts'
import {hasReason} from '../client/status.ts'
import {describeResource} from '../discovery/errors.ts'
import {withMessage} from './errors.ts'
import {getObject} from './get-object.ts'
import type {ReadOptions} from './helper.ts'
import type {Info} from './info.ts'
import type {ListQuery} from './lists.ts'
import type {Batch, Source} from './source.ts'

export interface SelectionOptions {
  client(): Promise<RESTClient>
  readonly namespace: string
  readonly requireNamespace: boolean
  readonly requireObject: boolean
  readonly continueOnError: boolean
  /** One object was asked for: print it bare, not in a List. */
  readonly singleItemImplied: boolean
  readonly targetsSingleItems: boolean
  /** Replace manifests' objects by the server's. */
  readonly latest?: boolean
  readonly read?: ReadOptions | undefined
  /** An object that is not found is not found in one of several namespaces. */
  readonly tellsNamespace?: boolean
  /** See ResourceQuery. */
  readonly expand?: ((info: Info) => readonly Info[]) | undefined
  /** Keeps only objects with matching labels (manifests; servers select lists themselves). */
  readonly matches?: ((labels: Readonly<Record<string, string>>) => boolean) | undefined
  /** The lists behind the selection when it consists of whole types. */
  readonly lists?: readonly ListQuery[]
}

/** Objects read at once when several were named. */
const readAhead = 16

/**
 * What a query selects, to be walked once (cli-runtime's resource.Result). Failures on the way are kept
 * until the end with `continueOnError`, nested as kubectl nests them; otherwise the first one ends it.
 */
export class Selection implements AsyncIterable<Info> {
  readonly singleItemImplied: boolean
  readonly targetsSingleItems: boolean
  readonly lists: readonly ListQuery[] | undefined
  private sources: readonly Source[]
  private readonly options: SelectionOptions
  private ignored: ((error: Error) => boolean) | undefined

  constructor(sources: readonly Source[], options: SelectionOptions) {
    this.sources = sources
    this.options = options
    this.singleItemImplied = options.singleItemImplied
    this.targetsSingleItems = options.targetsSingleItems
    this.lists = options.lists
  }

  /** Forgets failures that match, such as NotFound with `--ignore-not-found`. */
  ignoreErrors(matches: (error: Error) => boolean): this {
    this.ignored = matches
    return this
  }

  /** Walks the infos; throws what failed at the end. The caller's own exceptions end the walk. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Info> {
    const log = this.newLog()
    for await (const batch of this.walk(log)) yield* batch
    this.finish(log)
  }

  /** Calls `visitor` for each info; its exceptions count as failures of that info. */
  async visit(visitor: (info: Info) => void | Promise<void>): Promise<void> {
    const log = this.newLog()
    for await (const batch of this.walk(log)) {
      for (const info of batch) {
        try {
          await visitor(info)
        } catch (error) {
          log.ofItem(error)
        }
      }
    }
    this.finish(log)
  }

  /**
   * Like `visit` with several infos worked on at once; `done` sees the results in order and one at a
   * time. An exception of either counts as a failure of the info.
   */
  visitParallel<R>(
    options: ParallelOptions<Info>,
    work: (info: Info) => Promise<R>,
    done: (info: Info, result: R) => void | Promise<void>,
  ): Promise<void> {
    return this.visitSettled((infos) => inOrder(infos, options, work), done)
  }

  /**
   * Like `visit` with several infos worked on at once by `run`, which gives what became of them in order; `done` sees
   * the results. A failure of either counts as one of the info.
   */
  async visitSettled<R>(
    run: (infos: AsyncIterable<Info>) => AsyncIterable<Settled<Info, R>>,
    done: (info: Info, result: R) => void | Promise<void>,
  ): Promise<void> {
    const log = this.newLog()
    for await (const {item, outcome} of run(this.infosOf(log))) {
      try {
        if (!outcome.ok) throw outcome.error
        await done(item, outcome.value)
      } catch (error) {
        log.ofItem(error)
      }
    }
    this.finish(log)
  }

  /** Reads all sources now, for a look at what will come when the selection is walked. */
  async preview(): Promise<readonly Info[]> {
    const infos: Info[] = []
    const read: Source[] = []
    for (const source of this.sources) {
      const kept = await readSource(source)
      infos.push(...kept.infos)
      read.push(kept)
    }
    this.sources = read
    return infos
  }

  /** All infos at once, and what failed on the way. */
  async infos(): Promise<{readonly infos: Info[]; readonly error: Error | undefined}> {
    const log = this.newLog()
    const infos: Info[] = []
    try {
      for await (const batch of this.walk(log)) infos.push(...batch)
    } catch (error) {
      return {infos, error: this.filter(toError(error))}
    }
    return {infos, error: this.filter(log.toError())}
  }

  /** Infos in small groups, for callers that print as they go; failures are told to the log. */
  async *batches(failed: (error: Error | undefined) => void): AsyncGenerator<readonly Info[]> {
    const log = this.newLog()
    try {
      yield* this.walk(log)
    } catch (error) {
      failed(this.filter(toError(error)))
      return
    }
    failed(this.filter(log.toError()))
  }

  private async *infosOf(log: FailureLog): AsyncGenerator<Info> {
    for await (const batch of this.walk(log)) yield* batch
  }

  private newLog(): FailureLog {
    return new FailureLog(this.options.continueOnError)
  }

  private finish(log: FailureLog): void {
    const error = this.filter(log.toError())
    if (error !== undefined) throw error
  }

  /** Without the failures that are ignored. */
  filter(error: Error | undefined): Error | undefined {
    return this.ignored === undefined ? error : filterOut(error, this.ignored)
  }

  private async *walk(log: FailureLog): AsyncGenerator<Info[]> {
    for (const source of this.sources) {
      try {
        for await (const {infos, failures} of source.batches()) {
          for (const failure of failures) log.ofSource(failure)
          const ready = this.expand(await this.prepareAll(infos, log))
          if (ready.length > 0) yield ready
        }
      } catch (error) {
        log.ofSource(error)
      }
    }
  }

  private expand(infos: Info[]): Info[] {
    const {expand} = this.options
    return expand === undefined ? infos : infos.flatMap((info) => expand(info))
  }

  private async prepareAll(infos: readonly Info[], log: FailureLog): Promise<Info[]> {
    const ready: Info[] = []
    const pending = infos.some((info) => this.needsRequest(info))
    if (!pending) {
      for (const info of infos) this.collect(info, ready, log)
      return ready
    }
    for await (const {outcome} of inOrder(infos, {limit: readAhead}, (info) => this.load(info))) {
      if (!outcome.ok) {
        if (this.options.latest) log.ofSource(outcome.error)
        else log.ofItem(outcome.error)
      } else this.collect(outcome.value, ready, log)
    }
    return ready
  }

  private collect(info: Info, ready: Info[], log: FailureLog): void {
    if (!this.isSelected(info)) return
    try {
      ready.push(this.place(info))
    } catch (error) {
      log.ofItem(error)
    }
  }

  private isSelected(info: Info): boolean {
    const {matches} = this.options
    return matches === undefined || matches(info.object?.metadata?.labels ?? {})
  }

  private needsRequest(info: Info): boolean {
    return this.options.latest === true || (info.object === undefined && this.options.requireObject)
  }

  /** Reads the object where that is wanted. */
  private async load(info: Info): Promise<Info> {
    const placed = this.options.latest ? setNamespace(info, this.options.namespace) : this.place(info)
    // An object of a file may get its name from the server (RetrieveLatest); one that is only named may not (RetrieveLazy).
    const isNameless = placed.name === '' && (placed.object !== undefined || !this.options.requireObject)
    if (!this.needsRequest(placed) || isNameless) return placed
    if (placed.mapping.namespaced && placed.namespace === '') {
      throw new Error(
        `no namespace set on resource ${describeResource(placed.mapping.resource)} ${goQuote(placed.name)}`,
      )
    }
    try {
      return {...placed, object: await getObject(await this.options.client(), placed, this.options.read)}
    } catch (error) {
      if (!this.options.tellsNamespace || !hasReason(error, 'NotFound')) throw error
      throw withMessage(error, `${error.message} in namespace ${goQuote(placed.namespace)}`)
    }
  }

  /** Gives the info its namespace (SetNamespace, RequireNamespace, FilterNamespace). Throws for a foreign one. */
  private place(info: Info): Info {
    const {namespace, requireNamespace: required} = this.options
    const placed = required ? requireNamespace(info, namespace) : setNamespace(info, namespace)
    if (placed.mapping.namespaced) return placed
    clearNamespace(placed.object)
    return placed.namespace === '' ? placed : {...placed, namespace: ''}
  }
}

/** The source with all that it gives, its own failure included, to be given again. */
async function readSource(source: Source): Promise<Source & {readonly infos: readonly Info[]}> {
  const batches: Batch[] = []
  let failure: unknown
  try {
    for await (const batch of source.batches()) batches.push(batch)
  } catch (error) {
    failure = error
  }
  return {
    infos: batches.flatMap((batch) => batch.infos),
    async *batches() {
      yield* batches
      if (failure !== undefined) throw failure
    },
  }
}

/** The info in this namespace, if its kind has namespaces (resource.RequireNamespace). Throws when it is in another one. */
export function requireNamespace(info: Info, namespace: string): Info {
  const placed = setNamespace(info, namespace)
  if (!placed.mapping.namespaced || placed.namespace === namespace) return placed
  throw new Error(
    `the namespace from the provided object ${goQuote(placed.namespace)} does not match the namespace ` +
      `${goQuote(namespace)}. You must pass '--namespace=${placed.namespace}' to perform this operation.`,
  )
}

function setNamespace(info: Info, namespace: string): Info {
  if (!info.mapping.namespaced || info.namespace !== '' || namespace === '') return info
  const {object} = info
  // Into `metadata: null` apimachinery's accessors write nothing, and do not say so.
  if (object !== undefined && object.metadata !== null && !isList(object)) {
    object.metadata ??= {}
    object.metadata.namespace = namespace
  }
  return {...info, namespace}
}

function clearNamespace(object: KubeObject | undefined): void {
  if (object?.metadata?.namespace !== undefined) delete object.metadata.namespace
}

/** Failures in kubectl's order and nesting: those of items first, those of sources as one group. */
class FailureLog {
  private readonly items: Error[] = []
  private readonly sources: Error[] = []
  private readonly goOn: boolean

  constructor(goOn: boolean) {
    this.goOn = goOn
  }

  ofItem(thrown: unknown): void {
    if (!this.goOn) throw thrown
    this.items.push(toError(thrown))
  }

  ofSource(thrown: unknown): void {
    if (!this.goOn) throw thrown
    this.sources.push(toError(thrown))
  }

  toError(): Error | undefined {
    const group = newAggregate(this.sources)
    const all = group === undefined ? this.items : [...this.items, group]
    return reduce(newAggregate(all))
  }
}

/** Infos of one lane do not depend on each other; a file may need those of the lane before (a namespace, an account). */
export function laneOf(info: Info): string {
  const {group, resource} = info.mapping.resource
  return `${resource}.${group}`
}

/** The same for two mentions of one object; undefined while the server still has to make up the name. */
export function identityOf(info: Info): string | undefined {
  return info.name === '' ? undefined : `${laneOf(info)}/${info.namespace}/${info.name}`
}
