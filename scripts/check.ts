/**
 * npm run check: everything that can be said about the sources without running them; with --fix what can be
 * repaired is. Each tool that finds something is shown with what it said. Runs on Node.
 */
import {spawn} from 'node:child_process'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {importsIn, importsOf, layerFaults, type Layers} from './layers.ts'

const root = path.resolve(import.meta.dirname, '..')
const bin = (name: string): string => path.join(root, 'node_modules/.bin', name)

interface Outcome {
  readonly name: string
  readonly isGood: boolean
  readonly text: string
  readonly seconds: number
}

/** Runs a tool of node_modules on the lockfile's Node. */
function tool(name: string, ...args: readonly string[]): Promise<Outcome> {
  const start = Date.now()
  const env = {
    ...process.env,
    PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env['PATH']}`,
  }
  const child = spawn(bin(name), args, {cwd: root, env, stdio: ['ignore', 'pipe', 'pipe']})
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({
        name: [name, ...args].join(' '),
        isGood: code === 0,
        text: Buffer.concat(chunks).toString(),
        seconds: (Date.now() - start) / 1000,
      }),
    )
  })
}

/** The layer rule, after a proof that it sees what it must see. */
function layers(): Outcome {
  const start = Date.now()
  const rule = JSON.parse(readFileSync(path.join(root, 'layers.json'), 'utf8')) as Layers
  const canaries = [
    ['base/a.ts', "import {x} from '../yaml/x.ts'"],
    ['yaml/a.ts', "import type {X} from '../api/x.ts'"],
    ['actions/get/a.ts', "const x = await import('../../commands/get.ts')"],
    ['printers/a.ts', "export * from '../client/x.ts'"],
    ['client/a.ts', "import {Command} from '@oclif/core/command'"],
    ['nowhere/a.ts', "import '../base/x.ts'"],
  ] as const
  const silent = canaries.filter(([file, text]) => layerFaults(importsOf(file, text), rule).length !== 1)
  const faults = [
    ...silent.map(([file, text]) => `the layer rule does not see that ${file} must not say: ${text}`),
    ...layerFaults(importsIn(path.join(root, 'src')), rule),
  ]
  return {
    name: 'layers',
    isGood: faults.length === 0,
    text: faults.join('\n'),
    seconds: (Date.now() - start) / 1000,
  }
}

function report({name, isGood, text, seconds}: Outcome): void {
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (!isGood) console.log(text.trimEnd())
}

async function check(): Promise<number> {
  const start = Date.now()
  const outcomes = [layers()]
  report(outcomes[0]!)
  const steps = [
    ['oxfmt', '--check'],
    ['oxlint', '--type-aware', '--deny-warnings'],
    ['tsc', '--noEmit', '-p', '.'],
    ['knip'],
    ['node', 'scripts/generate.ts', '--check'],
  ] as const
  for (const [name, ...args] of steps) {
    const outcome = await tool(name, ...args)
    report(outcome)
    outcomes.push(outcome)
  }
  const failed = outcomes.filter(({isGood}) => !isGood)
  const verdict = failed.length === 0 ? 'all good' : `${failed.length} of ${outcomes.length} failed`
  console.log(`check: ${verdict}, ${((Date.now() - start) / 1000).toFixed(0)} s`)
  return failed.length === 0 ? 0 : 1
}

async function fix(): Promise<number> {
  const steps = [['node', 'scripts/generate.ts'], ['oxlint', '--type-aware', '--fix'], ['oxfmt']] as const
  let code = 0
  for (const [name, ...args] of steps) {
    const outcome = await tool(name, ...args)
    report(outcome)
    if (!outcome.isGood) code = 1
  }
  return code
}

process.exitCode = process.argv.includes('--fix') ? await fix() : await check()
