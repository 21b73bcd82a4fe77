import {readFileSync, readdirSync} from 'node:fs'
import path from 'node:path'
import {load} from 'js-yaml'

/** A compared invocation. */
export interface Call {
  readonly kind: 'call'
  readonly args: readonly string[]
  readonly stdin: string
  readonly env: Readonly<Record<string, string>>
  readonly stderr: 'whole' | 'first-line'
  readonly stdout: 'ordered' | 'unordered' | 'help'
}

/** A step with the reference kubectl on both sides, or a look at a file that the calls have written. */
export interface Step {
  readonly kind: 'reference' | 'cat'
  readonly args: readonly string[]
}

/** One case file; see README.md in this folder. */
export interface Case {
  readonly name: string
  readonly about: string
  readonly cluster: boolean
  readonly pods: boolean
  readonly smoke: boolean
  readonly alone: boolean
  /** Whether `5m` in a table is an age, which is masked. */
  readonly ages: boolean
  readonly oldServer: boolean
  /** Whether the calls run as in a pod, without a kubeconfig. */
  readonly inPod: boolean
  readonly env: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, string>>
  readonly setup: readonly (readonly string[])[]
  readonly calls: readonly (Call | Step)[]
  readonly live: readonly string[]
  readonly cleanup: readonly (readonly string[])[]
}

const caseKeys = [
  'about',
  'cluster',
  'pods',
  'smoke',
  'alone',
  'ages',
  'oldServer',
  'inPod',
  'env',
  'files',
  'setup',
  'calls',
  'live',
  'cleanup',
]
const callKeys = ['run', 'stdin', 'env', 'stderr', 'stdout']

/** Reads every case below the folder, sorted by name. Throws on a misspelt or missing field. */
export function loadCases(folder: string): Case[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => parseCase(file.replace(/\.yaml$/, ''), readFileSync(path.join(folder, file), 'utf8')))
}

/** Reads one case. Throws with the case's name when its form is wrong. */
export function parseCase(name: string, text: string): Case {
  const raw = record(load(text), name)
  rejectUnknown(raw, caseKeys, name)
  const calls = list(raw['calls'], `${name}: calls`).map((call) => parseCall(call, name))
  if (typeof raw['about'] !== 'string') throw new Error(`${name}: "about" is missing`)
  if (!calls.some((call) => call.kind !== 'reference')) throw new Error(`${name}: it compares nothing`)
  const argLists = (key: string) => list(raw[key] ?? [], `${name}: ${key}`).map((args) => toArgs(args, name))
  return {
    name,
    about: raw['about'],
    cluster: raw['cluster'] !== false,
    pods: raw['pods'] === true,
    smoke: raw['smoke'] === true,
    alone: raw['alone'] === true,
    ages: raw['ages'] !== false,
    oldServer: raw['oldServer'] === true,
    inPod: raw['inPod'] === true,
    env: strings(raw['env'], name),
    files: strings(raw['files'], name),
    setup: argLists('setup'),
    calls,
    live: list(raw['live'] ?? [], `${name}: live`).map(String),
    cleanup: argLists('cleanup'),
  }
}

function parseCall(raw: unknown, name: string): Call | Step {
  if (typeof raw === 'string' || Array.isArray(raw)) return call(toArgs(raw, name), {}, name)
  const object = record(raw, name)
  if ('reference' in object) return {kind: 'reference', args: toArgs(object['reference'], name)}
  if ('cat' in object) return {kind: 'cat', args: [String(object['cat'])]}
  rejectUnknown(object, callKeys, name)
  return call(toArgs(object['run'], name), object, name)
}

function call(args: readonly string[], object: Record<string, unknown>, name: string): Call {
  return {
    kind: 'call',
    args,
    stdin: typeof object['stdin'] === 'string' ? object['stdin'] : '',
    env: strings(object['env'], name),
    stderr: object['stderr'] === 'first-line' ? 'first-line' : 'whole',
    stdout: object['stdout'] === 'unordered' || object['stdout'] === 'help' ? object['stdout'] : 'ordered',
  }
}

function toArgs(value: unknown, name: string): readonly string[] {
  if (Array.isArray(value)) return value.map(String)
  if (typeof value === 'string') return splitWords(value)
  throw new Error(`${name}: a call is a text or a list, not ${JSON.stringify(value)}`)
}

/** Splits a text into words as a POSIX shell does, without any expansion. */
export function splitWords(text: string): string[] {
  const words: string[] = []
  for (const match of text.trim().matchAll(/(?:[^\s"'\\]+|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S])+/g)) {
    words.push(
      match[0].replace(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\([\s\S])/g, (_, double, single, escaped) =>
        double === undefined ? (single ?? escaped) : double.replace(/\\(["\\$`])/g, '$1'),
      ),
    )
  }
  return words
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new Error(`${name}: a mapping is needed, not ${JSON.stringify(value)}`)
}

function list(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return value
  throw new Error(`${where}: a list is needed`)
}

function strings(value: unknown, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value ?? {}, name)).map(([key, text]) => [key, String(text)]),
  )
}

function rejectUnknown(object: Record<string, unknown>, known: readonly string[], name: string): void {
  const unknown = Object.keys(object).filter((key) => !known.includes(key))
  if (unknown.length > 0) throw new Error(`${name}: unknown field ${unknown.join(', ')}`)
}
