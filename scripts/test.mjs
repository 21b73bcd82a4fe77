// npm test: set-up, then unit, property and parity tests on the embedded control plane (or on the cluster
// of KCTL_TEST_KUBECONFIG). The last line counts them all.
import {spawn} from 'node:child_process'
import {mkdirSync, readFileSync, readdirSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import path from 'node:path'
import {down, kubeconfigOf, referenceKubectl, up} from '../test/cluster/cluster.mjs'
import {bun, node, root, runScript, setup} from './setup.mjs'

const cluster = 'test'
const hasOwnCluster = process.env.KCTL_TEST_KUBECONFIG === undefined

/** Counts of one part; `broken` when it ended badly without a failed test to show for it. */
function counts(text, pattern, status) {
  const [, passed, failed, skipped] = (text.match(pattern) ?? []).map(Number)
  if (passed === undefined) return {passed: 0, failed: 1, skipped: 0}
  return {passed, failed: failed === 0 && status !== 0 ? 1 : failed, skipped: skipped || 0}
}

/** Runs a program of ours with its stderr on ours; gives its exit status, and its stdout unless that is on ours too. */
function run(program, args, env, stdout) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {cwd: root, env, stdio: ['ignore', stdout, 'inherit']})
    const text = []
    child.stdout?.on('data', (chunk) => text.push(chunk))
    child.on('error', reject)
    child.on('close', (status) => resolve({status, stdout: Buffer.concat(text).toString()}))
  })
}

async function unitTests() {
  console.log('== unit and property tests')
  const tap = path.join(root, '.cache/unit.tap')
  mkdirSync(path.dirname(tap), {recursive: true})
  const files = readdirSync(path.join(root, 'test/unit'), {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join('test/unit', file))
  const reporters = [
    ...['--test-reporter=dot', '--test-reporter-destination=stdout'],
    ...['--test-reporter=tap', `--test-reporter-destination=${tap}`],
  ]
  const env = {
    ...process.env,
    KCTL_TEST_KUBECONFIG: process.env.KCTL_TEST_KUBECONFIG ?? kubeconfigOf(cluster),
  }
  env.KCTL_TEST_KUBECTL ??= referenceKubectl
  // Every file is a process; with our modules compiled once they take a fifth less of the processor.
  env.NODE_COMPILE_CACHE ??= path.join(root, '.cache/node')
  // Most files wait for a server or a clock half of their time.
  const concurrency = `--test-concurrency=${2 * availableParallelism()}`
  const {status} = await run(node, ['--test', concurrency, ...reporters, ...files], env, 'inherit')
  const report = readFileSync(tap, 'utf8')
  for (const line of report.split('\n').filter((text) => /# (SKIP|TODO)/.test(text)))
    console.log(`skipped: ${line.trim()}`)
  const total = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(report)?.[1] ?? 0)
  const summary = `${total('pass')} passed, ${total('fail') + total('cancelled')} failed, ${total('skipped') + total('todo')} skipped`
  console.log(summary)
  return counts(summary, /^(\d+) passed, (\d+) failed, (\d+) skipped$/m, status)
}

async function parity(...args) {
  const command = ['test/parity/run.ts', '--cluster', cluster, ...args]
  // Our own cluster is removed as a whole.
  if (hasOwnCluster) command.push('--keep-namespaces')
  // Starting thousands of programs costs Bun a third of what it costs Node, which forks.
  const {status, stdout} = await run(bun, command, process.env, 'pipe')
  console.log(`== parity with kubectl ${args.join(' ')}`)
  process.stdout.write(stdout)
  return counts(stdout, /^(\d+) passed, (\d+) failed$/m, status)
}

async function main() {
  setup()
  if (hasOwnCluster) await up(cluster)
  try {
    // Unit tests leave the processor idle a quarter of their time, parity none of it.
    const together = await Promise.all([unitTests(), parity('--smoke', '--form', 'node')])
    const parts = [...together, await parity()]
    const sum = (key) => parts.reduce((total, part) => total + part[key], 0)
    console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
    return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
  } finally {
    if (hasOwnCluster) down(cluster)
  }
}

await runScript(main)
