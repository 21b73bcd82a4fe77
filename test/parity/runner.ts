import {randomInt} from 'node:crypto'
import path from 'node:path'
import type {TestCluster} from '../support/cluster.ts'
import type {Call, Case, Step} from './case.ts'
import {comparableObjects} from './live-object.ts'
import {mask} from './mask.ts'
import {type Outcome, Side} from './side.ts'

/** One compared call: what both did, masked, and in what they differ. */
export interface Comparison {
  readonly title: string
  readonly reference: Outcome
  readonly kctl: Outcome
  readonly differs: readonly ('code' | 'stdout' | 'stderr')[]
}

/** How a case ended. An unsteady one differed first and agreed when run again. */
export interface CaseResult {
  readonly subject: Case
  readonly comparisons: readonly Comparison[]
  readonly unsteady?: readonly Comparison[]
  /** The case could not be run. */
  readonly failure?: string
}

/** What all cases share. */
export interface Bench {
  readonly cluster: TestCluster
  /** kctl's command line. */
  readonly kctl: readonly string[]
  /** The folder for the working folders. */
  readonly scratch: string
  /** Whether namespaces stay: emptying them costs a server that is not needed afterwards more than its own end. */
  readonly keepNamespaces?: boolean
}

/** Runs a case, and once more if it differs. */
export async function runCase(subject: Case, bench: Bench): Promise<CaseResult> {
  const first = await attempt(subject, bench)
  if (isClean(first)) return first
  const second = await attempt(subject, bench)
  return isClean(second)
    ? {...second, unsteady: first.comparisons.filter((c) => c.differs.length > 0)}
    : second
}

/** Whether nothing differs and nothing failed. */
export function isClean(result: CaseResult): boolean {
  return (
    result.failure === undefined && result.comparisons.every((comparison) => comparison.differs.length === 0)
  )
}

async function attempt(subject: Case, bench: Bench): Promise<CaseResult> {
  const sides = makeSides(subject, bench)
  const comparisons: Comparison[] = []
  try {
    await Promise.all(sides.map((side) => side.open()))
    for (const call of subject.calls) comparisons.push(...(await compareCall(call, sides)))
    if (subject.live.length > 0) comparisons.push(await compareLive(subject.live, sides))
    return {subject, comparisons}
  } catch (error) {
    return {subject, comparisons, failure: error instanceof Error ? error.message : String(error)}
  } finally {
    await Promise.all(sides.map((side) => side.close(bench.keepNamespaces)))
  }
}

/** The reference's side and kctl's; their names differ in one letter, so that columns are equally wide. */
function makeSides(subject: Case, bench: Bench): [Side, Side] {
  const tag = Array.from({length: 6}, () => 'bcdfghjklmnpqrstvwxz'[randomInt(20)]).join('')
  const make = (letter: string, program: readonly string[]) =>
    new Side(subject, program, bench.cluster, {
      namespace: `parity-${tag}${letter}`,
      id: `id${tag}${letter}`,
      folder: path.join(bench.scratch, `work-${tag}${letter}`),
      server: bench.cluster.server,
    })
  return [make('a', [bench.cluster.kubectl]), make('e', bench.kctl)]
}

async function compareCall(call: Call | Step, sides: [Side, Side]): Promise<Comparison[]> {
  const [reference, kctl] = sides
  switch (call.kind) {
    case 'reference':
      await Promise.all(sides.map((side) => side.reference(call.args)))
      return []
    case 'cat':
      return [compare(`cat ${call.args[0]}`, reference.cat(call.args[0]!), kctl.cat(call.args[0]!), sides)]
    case 'call': {
      // At the same time: what a call only waits for is waited for once.
      const [expected, actual] = await Promise.all([reference.run(call), kctl.run(call)])
      return [compare(call.args.join(' '), expected, actual, sides, call)]
    }
  }
}

/** Compares the objects in one call, which is as strict as one for each. */
async function compareLive(objects: readonly string[], sides: [Side, Side]): Promise<Comparison> {
  const args = ['get', ...objects, '-o', 'json', '--show-managed-fields']
  const [reference, kctl] = await Promise.all(sides.map((side) => liveOf(side, args)))
  return compare(`live ${objects.join(' ')}`, reference!, kctl!, sides)
}

async function liveOf(side: Side, args: readonly string[]): Promise<Outcome> {
  const outcome = await side.reference(args)
  return {...outcome, stdout: comparableObjects(outcome.stdout)}
}

function compare(
  title: string,
  reference: Outcome,
  kctl: Outcome,
  sides: [Side, Side],
  call?: Call,
): Comparison {
  const expected = masked(reference, sides[0], call)
  const actual = masked(kctl, sides[1], call)
  const differs = (['code', 'stdout', 'stderr'] as const).filter((part) => expected[part] !== actual[part])
  return {title, reference: expected, kctl: actual, differs}
}

function masked(outcome: Outcome, side: Side, call?: Call): Outcome {
  let stdout = mask(outcome.stdout, side.names, side.subject.ages)
  let stderr = mask(outcome.stderr, side.names, side.subject.ages)
  if (call?.stdout === 'unordered') stdout = stdout.split('\n').sort().join('\n')
  if (call?.stdout === 'help') stdout = stdout === '' ? '' : '(a help text)'
  if (call?.stderr === 'first-line') stderr = stderr.split('\n')[0] ?? ''
  return {code: outcome.code, stdout, stderr}
}
