/**
 * Writes src/commands/table.ts, the list of all commands with what must be known before one is loaded,
 * from the classes in src/commands. Run by `npm run build`; `--check` only says whether it is up to date.
 */
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {pathToFileURL} from 'node:url'
import type {CommandClass} from '../src/cli/base-command.ts'
import {flagName} from '../src/cli/flag.ts'

const folder = path.resolve(import.meta.dirname, '../src/commands')
const target = path.join(folder, 'table.ts')

async function entry(file: string): Promise<string> {
  const cls = ((await import(pathToFileURL(path.join(folder, file)).href)) as {default: CommandClass}).default
  const command = file.replace(/(\/index)?\.ts$/, '').replaceAll('/', ' ')
  const valueless = Object.entries(cls.flagSet)
    .filter(([, spec]) => spec.withoutValue !== undefined)
    .flatMap(([key, spec]) => [`--${flagName(key)}`, ...(spec.shorthand === undefined ? [] : [`-${spec.shorthand}`])])
  const text = (value: unknown) => JSON.stringify(value)
  return `  {path: ${text(command)}, summary: ${text(cls.summary ?? '')}, aliases: ${text(cls.aliases ?? [])}, hidden: ${cls.hidden === true}, valueless: ${text(valueless)}, load: () => import('./${file}')},`
}

async function table(): Promise<string> {
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.ts') && file !== 'table.ts')
    .sort()
  const entries = await Promise.all(files.map(entry))
  return [
    '// Made by scripts/generate-table.ts from the classes in this folder; do not edit.',
    "import type {CommandEntry} from '../cli/command-tree.ts'",
    '',
    'export const commands: readonly CommandEntry[] = [',
    ...entries,
    ']',
    '',
  ].join('\n')
}

const wanted = await table()
const isCurrent = existsSync(target) && readFileSync(target, 'utf8') === wanted
if (!isCurrent && process.argv.includes('--check')) {
  console.error('src/commands/table.ts is out of date: npm run build')
  process.exitCode = 1
} else if (!isCurrent) {
  writeFileSync(target, wanted)
}
