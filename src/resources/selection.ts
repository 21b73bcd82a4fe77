import {filterOut} from '../base/aggregate.ts'
import {goQuote} from '../base/go-quote.ts'
import {inOrder, type ParallelOptions, type Settled} from '../base/parallel.ts'
import type {RESTClient} from '../client/request.ts'
import {hasReason} from '../client/status.ts'
import {describeResource} from '../discovery/errors.ts'
import type {RESTMapping} from '../discovery/mapping.ts'
import {withMessage} from './errors.ts'
import {FailureLog, type Position} from './failure-log.ts'
import {getObject} from './get-object.ts'
import type {ReadOptions} from './helper.ts'
import {filterNamespace, requireNamespace, setNamespace} from './in-namespace.ts'
import type {Info} from './info.ts'
import type {ListQuery} from './lists.ts'
import {type Batch, infosOf, type Source} from './source.ts'

export interface SelectionOptions {
  client(): Promise<RESTClient>
  readonly namespace: string
  readonly requireNamespace: boolean
  readonly requireObject: boolean
  readonly continueOnError: boolean
  /** See ResourceQuery. */
  readonly oneByOne?: boolean
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
  /** The types of what is selected, where the query names them. */
  readonly types?: readonly RESTMapping[]
}

/** Objects read at once when several were named. */
const readAhead = 16

/** An info on its way, and where in the input it stands. */
interface Located {
  readonly info: Info
  readonly position: Position
}

/** What a query selects, to be walked once (cli-runtime's resource.Result); see FailureLog for what failures do. */
export class Selection {
  readonly singleItemImplied: boolean
  readonly targetsSingleItems: boolean
  readonly lists: readonly ListQuery[] | undefined
  /** What is known of the types before anything is read. */
  readonly types: readonly RESTMapping[]
  private sources: readonly Source[]
  private readonly options: SelectionOptions
  private ignored: ((error: Error) => boolean) | undefined

  constructor(sources: readonly Source[], options: SelectionOptions) {
    this.sources = sources
    this.options = options
    this.singleItemImplied = options.singleItemImplied
    this.targetsSingleItems = options.targetsSingleItems
    this.lists = options.lists
    this.types = options.types ?? []
  }

  /** Forgets failures that match, such as NotFound with `--ignore-not-found`. */
  ignoreErrors(matches: (error: Error) => boolean): this {
    this.ignored = matches
    return this
  }

  /** Calls `visitor` for each info; its exceptions count as failures of that info. Throws what failed at the end. */
  async visit(visitor: (info: Info) => void | Promise<void>): Promise<void> {
    const log = this.newLog()
    for await (const group of this.walk(log)) {
      for (const {info, position} of group) {
        if (log.isPast(position)) break
        try {
          await visitor(info)
        } catch (error) {
          log.ofItem(position, error)
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
   * the results. A failure of either counts as one of the info. Where failures end the walk, `run` may have worked in
   * vain on infos that come after them.
   */
  async visitSettled<R>(
    run: (infos: AsyncIterable<Info>) => AsyncIterable<Settled<Info, R>>,
    done: (info: Info, result: R) => void | Promise<void>,
  ): Promise<void> {
    const log = this.newLog()
    const positions = new Map<Info, Position>()
    for await (const {item, outcome} of run(this.infosAhead(log, positions))) {
      const position = positions.get(item)!
      positions.delete(item)
      if (log.isPast(position)) continue
      try {
        if (!outcome.ok) throw outcome.error
        await done(item, outcome.value)
      } catch (error) {
        log.ofItem(position, error)
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
    const infos: Info[] = []
    let error: Error | undefined
    for await (const batch of this.batches((failure) => (error = failure))) infos.push(...batch)
    return {infos, error}
  }

  /** Infos in small groups, for callers that print as they go; failures are told to the log. */
  async *batches(failed: (error: Error | undefined) => void): AsyncGenerator<readonly Info[]> {
    const log = this.newLog()
    for await (const group of this.walk(log)) yield group.map(({info}) => info)
    failed(this.filter(log.toError()))
  }

  private async *infosAhead(log: FailureLog, positions: Map<Info, Position>): AsyncGenerator<Info> {
    for await (const group of this.walk(log)) {
      for (const {info, position} of group) {
        positions.set(info, position)
        yield info
      }
    }
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

  private async *walk(log: FailureLog): AsyncGenerator<readonly Located[]> {
    let order = 0
    for (const [index, source] of this.sources.entries()) {
      const next = (list?: object): Position => ({order: order++, source: index, list})
      try {
        for await (const batch of source.batches()) {
          const located: Located[] = []
          for (const item of batch.items) {
            const position = next(batch.isList ? batch : undefined)
            if (item instanceof Error) log.ofSource(position, item)
            else located.push({info: item, position})
          }
          const groups = this.options.oneByOne ? located.map((one) => [one]) : [located]
          for (const group of groups) {
            const ready = this.expand(await this.prepareAll(group, log))
            if (ready.length > 0) yield ready
          }
          if (log.hasEnded(index)) break
        }
      } catch (error) {
        log.ofSource(next(), error)
      }
    }
  }

  private expand(group: readonly Located[]): readonly Located[] {
    const {expand} = this.options
    if (expand === undefined) return group
    return group.flatMap(({info, position}) => expand(info).map((each) => ({info: each, position})))
  }

  private async prepareAll(group: readonly Located[], log: FailureLog): Promise<Located[]> {
    const ready: Located[] = []
    if (!group.some(({info}) => this.needsRequest(info))) {
      for (const located of group) this.collect(located, ready, log)
      return ready
    }
    for await (const {item, outcome} of inOrder(group, {limit: readAhead}, ({info}) => this.load(info))) {
      const {position} = item
      if (log.isPast(position)) break
      if (outcome.ok) this.collect({info: outcome.value, position}, ready, log)
      else if (this.options.latest) log.ofSource(position, outcome.error)
      else log.ofItem(position, outcome.error)
    }
    return ready
  }

  private collect({info, position}: Located, ready: Located[], log: FailureLog): void {
    if (log.isPast(position) || !this.isSelected(info)) return
    try {
      ready.push({info: this.place(info), position})
    } catch (error) {
      log.ofItem(position, error)
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

  /** Gives the info its namespace. Throws for a foreign one. */
  private place(info: Info): Info {
    const {namespace, requireNamespace: required} = this.options
    return filterNamespace(required ? requireNamespace(info, namespace) : setNamespace(info, namespace))
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
    infos: infosOf(batches),
    async *batches() {
      yield* batches
      if (failure !== undefined) throw failure
    },
  }
}
