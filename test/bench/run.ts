import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {parseArgs} from 'node:util'
import Table from 'cli-table3'
import {optimizedKubectl, up} from '../cluster/cluster.mjs'
import {testCluster} from '../support/cluster.ts'
import {ensurePods, ensureTypes, removeTypes} from './load.ts'
import {type Command, type Usage, measure, median} from './measure.ts'
import {type Ground, type Scenario, scenarios} from './scenarios.ts'

/**
 * npm run bench [-- WORD …] [--readme]: pairs kctl with kubectl and prints the ratios of the medians; with words, those of
 * the scenarios that have one of them in their names. `--readme` writes them down there, and keeps the other rows.
 */
const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {readme: {type: 'boolean', default: false}},
})
const root = path.resolve(import.meta.dirname, '../..')
const kctl = path.join(root, 'dist/kctl')

interface Result {
  readonly scenario: Scenario
  readonly kubectl: Usage
  readonly kctl: Usage
  readonly ratio: Usage
}

async function main(): Promise<void> {
  const chosen = scenarios.filter(
    ({name}) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
  )
  // Measured on a server as others run it, not on the one that saves time in tests.
  process.env['GOGC'] ??= '100'
  if (process.env['KCTL_TEST_KUBECONFIG'] === undefined) {
    process.env['KCTL_TEST_KUBECONFIG'] = await up('bench', {optimized: true})
    process.env['KCTL_TEST_KUBECTL'] ??= optimizedKubectl
  }
  const cluster = testCluster('bench')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kctl-bench-'))
  const ground: Ground = {
    cluster,
    folder,
    kctl,
    smallNamespace: `bench-${process.pid}`,
    largeNamespace: 'bench-pods',
  }
  const namespaces = ['', '-kubectl', '-kctl'].map((suffix) => ground.smallNamespace + suffix)
  try {
    for (const namespace of namespaces) await cluster.createNamespace(namespace, true)
    if (chosen.some(({needsLarge}) => needsLarge)) await ensurePods(cluster, ground.largeNamespace)
    const results: Result[] = []
    for (const scenario of chosen) {
      if (scenario.needsTypes) await ensureTypes(cluster)
      results.push(await run(scenario, ground))
    }
    console.log(terminalTable(results))
    if (values.readme) updateReadme(results)
  } finally {
    if (chosen.some(({needsTypes}) => needsTypes)) await removeTypes(cluster)
    for (const namespace of namespaces) await cluster.deleteNamespace(namespace)
    cluster.close()
    rmSync(folder, {recursive: true, force: true})
  }
}

async function run(scenario: Scenario, ground: Ground): Promise<Result> {
  console.error(`${scenario.name} …`)
  const samples: Record<'kubectl' | 'kctl', Usage[]> = {kubectl: [], kctl: []}
  const isWarmed = scenario.runs > 1
  for (let turn = isWarmed ? -1 : 0; turn < scenario.runs; turn++) {
    for (const side of ['kubectl', 'kctl'] as const) {
      await scenario.prepare?.(side, ground)
      const usage = await measure(command(side, scenario, ground))
      if (turn >= 0) samples[side].push(usage)
    }
  }
  const middle = (usages: readonly Usage[]) => combine((key) => median(usages.map((usage) => usage[key])))
  const ratio = combine((key) =>
    median(samples.kctl.map((usage, i) => usage[key] / samples.kubectl[i]![key])),
  )
  return {scenario, kubectl: middle(samples.kubectl), kctl: middle(samples.kctl), ratio}
}

function combine(value: (key: keyof Usage) => number): Usage {
  return {wall: value('wall'), cpu: value('cpu'), memory: value('memory')}
}

function command(side: 'kubectl' | 'kctl', scenario: Scenario, ground: Ground): Command {
  const home = path.join(ground.folder, `home-${side}`)
  mkdirSync(home, {recursive: true})
  const program = side === 'kctl' ? kctl : ground.cluster.kubectl
  const env = {PATH: process.env['PATH'] ?? '', HOME: home, KUBECONFIG: ground.cluster.kubeconfig}
  return {argv: [program, ...scenario.args(side, ground)], env, exit: scenario.exit ?? 0}
}

const heads = ['work', 'kubectl', 'kctl', 'wall', 'CPU', 'memory', 'target']

function row({scenario, kubectl, kctl, ratio}: Result): string[] {
  const figures = ({wall, memory}: Usage) =>
    `${wall < 1 ? `${(wall * 1000).toFixed(0)} ms` : `${wall.toFixed(1)} s`}, ${memory.toFixed(0)} MiB`
  const times = (value: number) => `${value.toFixed(value < 0.1 ? 3 : 2)}x`
  const {target} = scenario
  const isMet = ratio.wall <= (target?.wall ?? Infinity) && ratio.memory <= (target?.memory ?? Infinity)
  const limits = [
    ...(target?.wall === undefined ? [] : [times(target.wall)]),
    ...(target?.memory === undefined ? [] : [`memory ${times(target.memory)}`]),
  ]
  const wanted = target === undefined ? '' : `${isMet ? 'met' : 'MISSED'}: ${limits.join(', ')}`
  return [
    scenario.name,
    figures(kubectl),
    figures(kctl),
    times(ratio.wall),
    times(ratio.cpu),
    times(ratio.memory),
    wanted,
  ]
}

function terminalTable(results: readonly Result[]): string {
  const table = new Table({
    head: heads,
    style: {head: [], border: []},
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'left'],
  })
  for (const result of results) table.push(row(result))
  return table.toString()
}

/** Puts the rows between the README's markers, with the day and the machine; rows of what was not measured now stay. */
function updateReadme(results: readonly Result[]): void {
  const file = path.join(root, 'README.md')
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const machine = `${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, the API server on the same machine`
  const readme = readFileSync(file, 'utf8')
  const measured = new Map(results.map((result) => [result.scenario.name, line(row(result))]))
  const kept = keptRows(readme)
  const text = [
    `Measured on ${new Date().toISOString().slice(0, 10)}, ${machine}; medians, ratios pair by pair (kctl / kubectl, less is better).`,
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...scenarios.flatMap(({name}) => measured.get(name) ?? kept.get(name) ?? []),
  ].join('\n')
  writeFileSync(
    file,
    readme.replace(
      /(<!-- bench:begin -->\n)[\s\S]*(<!-- bench:end -->)/,
      (_, begin, end) => `${begin}${text}\n${end}`,
    ),
  )
}

/** The rows that the README has, by the names of their scenarios; a star behind a name is a footnote's. */
function keptRows(readme: string): Map<string, string> {
  const [, old = ''] = /<!-- bench:begin -->\n([\s\S]*)<!-- bench:end -->/.exec(readme) ?? []
  const rows = old.split('\n').filter((line) => line.startsWith('| '))
  return new Map(
    rows.map((row) => [
      row
        .split('|')[1]!
        .replace(/ \*? *$/, '')
        .trim(),
      row,
    ]),
  )
}

await main()
