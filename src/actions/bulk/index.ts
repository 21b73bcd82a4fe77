import {inOrder, type Settled} from '../../base/parallel.ts'
import {isFoundation} from '../../resources/defined-kinds.ts'
import {identityOf, type Info, laneOf} from '../../resources/info.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import {Progress} from './progress.ts'
import {Tally} from './tally.ts'

export {ComingKinds} from './coming-kinds.ts'

/** How many objects are worked on. */
export interface BulkOptions {
  /** Objects worked on at once; 1 keeps to the order of the input, whatever the objects are. */
  readonly concurrency: number
  /** What was done to an object: `applied`. */
  readonly verb: string
  /** Namespaces and definitions of kinds before all others; the infos are then collected first. */
  readonly foundationsFirst: boolean
}

/** Throws for a `--concurrency` that is none. */
export function checkConcurrency(concurrency: number): void {
  if (concurrency < 1) throw new Error('--concurrency must be greater than 0')
}

/** Requests in flight where the user says nothing about it. */
const parallel = 64

/**
 * Changes what is selected, several objects at once, or one by one where no server is asked (`here`); `done` sees the
 * results in order. A failure of either counts as one of the object.
 */
export function changeEach<R>(
  session: Session,
  selection: Selection,
  {verb, here}: {readonly verb: string; readonly here: boolean},
  work: (info: Info) => Promise<R>,
  done: (info: Info, result: R) => void | Promise<void>,
): Promise<void> {
  const options = {concurrency: here ? 1 : parallel, verb, foundationsFirst: false}
  return selection.visitSettled((infos) => workOnMany(session, infos, options, work), done)
}

/**
 * Works on many objects, several at once: types one after the other in the order of the input, two mentions of an
 * object too. Gives what became of each in the order of the input. Shows on a terminal how far it is. When a signal
 * ends the run, nothing more is begun, what is done is given, stderr tells what is not, and the signal's reason is thrown.
 */
export async function* workOnMany<R>(
  session: Session,
  infos: AsyncIterable<Info> | readonly Info[],
  {concurrency, verb, foundationsFirst}: BulkOptions,
  work: (info: Info) => Promise<R>,
): AsyncGenerator<Settled<Info, R>> {
  const {signal} = session.host
  const tally = new Tally(verb)
  const options = {
    limit: concurrency,
    key: identityOf,
    lane: laneOf,
    first: foundationsFirst && concurrency > 1 ? isFoundation : undefined,
  }
  const progress = new Progress(session.io.errOut, tally)
  try {
    const settled = inOrder(tally.counted(infos, signal), options, (info) => {
      signal.throwIfAborted()
      return tally.follow(info, work(info), signal)
    })
    for await (const each of settled) if (each.outcome.ok || !signal.aborted) yield each
  } finally {
    progress.end()
  }
  if (!signal.aborted) return
  session.io.errOut.write(tally.interrupted())
  throw signal.reason
}
