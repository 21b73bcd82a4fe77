import {flatten, newAggregate} from '../../base/aggregate.ts'
import {AggregateFailure, messageOf, toError} from '../../base/errors.ts'
import {colored} from '../../base/io.ts'
import {inOrder} from '../../base/parallel.ts'
import {hasReason} from '../../client/status.ts'
import type {Info} from '../../resources/info.ts'
import type {ResourceQuery} from '../../resources/query.ts'
import type {Session} from '../../session/session.ts'
import {describerFor} from './registry.ts'

/** What `describe` was asked for. */
export interface DescribeOptions {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  readonly selector: string
  readonly allNamespaces: boolean
  readonly showEvents: boolean
  /** Whether the user said whether to show events. */
  readonly showEventsGiven: boolean
  readonly chunkSize: number
}

/**
 * Shows objects in detail, with what belongs to them (kubectl describe). A name that there is not stands for all
 * that begin with it. Throws what could not be shown, after the rest.
 */
export async function describe(session: Session, options: DescribeOptions): Promise<void> {
  const {args, filenames, kustomize} = options
  const {namespace, explicit} = await session.namespace()
  const namespaces = options.allNamespaces ? undefined : await session.namespaces()
  const allNamespaces = options.allNamespaces || namespaces !== undefined
  if (args.length === 0 && filenames.length === 0 && kustomize === '') throw missingType(session)
  const selection = await session.select({
    args,
    filenames,
    kustomize,
    recursive: options.recursive,
    namespace,
    explicitNamespace: explicit && !allNamespaces,
    allNamespaces,
    namespaces,
    labelSelector: options.selector,
    chunkSize: options.chunkSize,
    typeMeansAll: true,
    continueOnError: true,
  })
  // Loaded while the answers are on their way.
  for (const {kind} of selection.types) void describerFor(kind)
  const {infos, error} = await selection.infos()
  const single = error === undefined && infos.length <= 1
  const describer = new Writer(session, options, options.showEventsGiven ? options.showEvents : single)
  const isTypeAndName = namespaces !== undefined && infos.length === 0 && !args[0]?.includes('/')
  const isMissing = hasReason(error, 'NotFound') || (isTypeAndName && isNowhere(error))
  if (error !== undefined && args.length === 2 && isMissing) {
    return byPrefix(session, describer, options, {namespace, allNamespaces, namespaces}, error)
  }
  const errors = await describeAll(session, describer, infos)
  if (error !== undefined) errors.unshift(error)
  if (infos.length === 0 && errors.length === 0) {
    const where = allNamespaces ? '' : ` in ${namespace} namespace.`
    session.io.errOut.write(`No resources found${where}\n`)
  }
  const failure = newAggregate(errors)
  if (failure !== undefined) throw failure
}

/** Whether an object is in none of several namespaces. */
function isNowhere(error: Error | undefined): boolean {
  const flat = flatten(error)
  return flat instanceof AggregateFailure && flat.errors.every((one) => hasReason(one, 'NotFound'))
}

function missingType({commandPath}: Session): Error {
  const [program] = commandPath.split(' ')
  return new Error(
    'You must specify the type of resource to describe. ' +
      `Use "${program} api-resources" for a complete list of supported resources.\n`,
  )
}

/** Objects that are described at once, each with several requests. */
const atOnce = 8

/** Describes each; gives the failures, each text once. */
async function describeAll(session: Session, writer: Writer, infos: readonly Info[]): Promise<Error[]> {
  const errors = new Map<string, Error>()
  let first = true
  for await (const {outcome} of inOrder(infos, {limit: atOnce}, (info) => writer.describe(info))) {
    if (outcome.ok) {
      colored(session.io.out, 'description').write(first ? outcome.value : `\n\n${outcome.value}`)
      first = false
    } else {
      const text = messageOf(outcome.error)
      if (!errors.has(text)) errors.set(text, toError(outcome.error))
    }
  }
  return [...errors.values()]
}

/** Describes all whose names begin so. Throws the first failure, `notFound` when there are none. */
async function byPrefix(
  session: Session,
  writer: Writer,
  {args, chunkSize}: DescribeOptions,
  where: Pick<ResourceQuery, 'namespace' | 'allNamespaces' | 'namespaces'>,
  notFound: Error,
): Promise<void> {
  const [type, prefix] = args as [string, string]
  const selection = await session.select({
    args: [type],
    ...where,
    singleResourceType: true,
    typeMeansAll: true,
    chunkSize,
  })
  const {infos, error} = await selection.infos()
  if (error !== undefined) throw error
  const found = infos.filter(({name}) => name.startsWith(prefix))
  for await (const {outcome} of inOrder(found, {limit: atOnce}, (info) => writer.describe(info))) {
    if (!outcome.ok) throw outcome.error
    colored(session.io.out, 'description').write(`${outcome.value}\n`)
  }
  if (found.length === 0) throw notFound
}

class Writer {
  private readonly session: Session
  private readonly options: DescribeOptions
  private readonly showEvents: boolean

  constructor(session: Session, options: DescribeOptions, showEvents: boolean) {
    this.session = session
    this.options = options
    this.showEvents = showEvents
  }

  async describe({mapping, namespace, name, source, object}: Info): Promise<string> {
    const describer = await describerFor(mapping.kind)
    const {host} = this.session
    const d = {
      client: await this.session.client(),
      showEvents: this.showEvents,
      chunkSize: this.options.chunkSize,
      now: host.now(),
      mapping,
      // A file says only what is to be described.
      found: source === '' && object !== undefined ? {mapping, namespace, name, object} : undefined,
    }
    return describer(d, namespace, name)
  }
}
