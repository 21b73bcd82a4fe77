import {mkdtempSync, rmSync} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {parseArgs} from 'node:util'
import {testCluster} from '../support/cluster.ts'
import {type Case, loadCases} from './case.ts'
import {describeResult, showComparison} from './report.ts'
import {podsPossible} from './pod.ts'
import {type Bench, type CaseResult, isClean, runCase} from './runner.ts'

const root = path.resolve(import.meta.dirname, '../..')
const forms = {
  executable: [path.join(root, 'dist/kctl')],
  node: [path.join(root, 'node_modules/.bin/node'), path.join(root, 'bin/run.js')],
}

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    form: {type: 'string', default: 'executable'},
    show: {type: 'boolean', default: false},
    smoke: {type: 'boolean', default: false},
    jobs: {type: 'string', default: '2'},
    cluster: {type: 'string', default: 'dev'},
    program: {type: 'string'},
    'keep-namespaces': {type: 'boolean', default: false},
  },
})

async function main(): Promise<number> {
  const kctl = values.program === undefined ? forms[values.form as keyof typeof forms] : [values.program]
  if (kctl === undefined) throw new Error(`--form is executable or node, not ${values.form}`)
  const cases = withoutImpossible(
    loadCases(path.join(root, 'test/parity/cases'))
      .filter(({smoke}) => smoke || !values.smoke)
      .filter(({name}) => positionals.length === 0 || positionals.some((word) => name.includes(word))),
  )
  if (cases.length === 0) throw new Error('no case matches')
  const cluster = testCluster(values.cluster)
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'kctl-parity-'))
  const results: CaseResult[] = []
  const bench: Bench = {cluster, kctl, scratch, keepNamespaces: values['keep-namespaces']}
  const record = async (subject: (typeof cases)[number]) => {
    const result = await runCase(subject, bench)
    results.push(result)
    const text = values.show ? result.comparisons.map(showComparison).join('') : describeResult(result)
    if (text !== '') console.log(text)
  }
  try {
    // The longest first, so that none is left over when the others are done.
    const together = cases
      .filter(({alone}) => !alone)
      .toSorted((a, b) => b.calls.length + b.setup.length - a.calls.length - a.setup.length)
    await Promise.all(
      Array.from({length: Number(values.jobs)}, async () => {
        for (let next = together.shift(); next; next = together.shift()) await record(next)
      }),
    )
    for (const subject of cases.filter(({alone}) => alone)) await record(subject)
  } finally {
    cluster.close()
    // A program that was cut off may still be writing its cache.
    rmSync(scratch, {recursive: true, force: true, maxRetries: 10, retryDelay: 100})
  }
  return summarize(results)
}

/** The cases that this machine can run; says which it cannot. */
function withoutImpossible(cases: readonly Case[]): readonly Case[] {
  if (!cases.some(({inPod}) => inPod) || podsPossible()) return cases
  return cases.filter(({name, inPod}) => {
    if (inPod) console.log(`skipped: ${name} (unshare --mount is not allowed here)`)
    return !inPod
  })
}

/** Prints the totals; a case that could not be run counts as one failed call. */
function summarize(results: readonly CaseResult[]): number {
  const calls = results.flatMap((result) => result.comparisons)
  const failed =
    calls.filter(({differs}) => differs.length > 0).length +
    results.filter((r) => r.failure !== undefined).length
  const unsteady = results.filter((result) => result.unsteady).map((result) => result.subject.name)
  const clean = results.filter(isClean).length
  console.log(`parity (${values.form}): ${results.length} cases, ${clean} clean; ${calls.length} calls`)
  if (unsteady.length > 0) console.log(`unsteady: ${unsteady.join(', ')}`)
  const passed = calls.filter(({differs}) => differs.length === 0).length
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

process.exitCode = await main()
