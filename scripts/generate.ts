/**
 * Writes what is made from the commands and committed: the command table, oclif's manifest, the man pages, the README's
 * table. With --check only says what is out of date. Runs on Node.
 */
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {commandTable} from './command-table.ts'
import {loadCommands, root} from './commands.ts'
import {compatTable, replaceBetween} from './compat-table.ts'
import {manPages} from './man-pages.ts'
import type {Surface} from './reference-surface.ts'

const isCheck = process.argv.includes('--check')
const stale: string[] = []

function read(file: string): string | undefined {
  const target = path.join(root, file)
  return existsSync(target) ? readFileSync(target, 'utf8') : undefined
}

function put(file: string, content: string): void {
  if (read(file) === content) return
  stale.push(file)
  if (isCheck) return
  mkdirSync(path.dirname(path.join(root, file)), {recursive: true})
  writeFileSync(path.join(root, file), content)
}

function putManPages(pages: ReadonlyMap<string, string>): void {
  for (const [name, content] of pages) put(`man/${name}`, content)
  for (const name of readdirSync(path.join(root, 'man'))) {
    if (pages.has(name) || !name.endsWith('.1')) continue
    stale.push(`man/${name}`)
    if (!isCheck) rmSync(path.join(root, 'man', name))
  }
}

const {manifest, commands} = loadCommands()
const surface = JSON.parse(read('docs/reference-surface.json')!) as Surface
put('src/command-table.ts', commandTable(commands))
put('oclif.manifest.json', `${JSON.stringify(manifest, undefined, 2)}\n`)
put('README.md', replaceBetween(read('README.md')!, 'compat', compatTable(commands, surface)))
mkdirSync(path.join(root, 'man'), {recursive: true})
putManPages(manPages(commands))
if (isCheck && stale.length > 0) {
  console.error(`out of date, npm run build renews them: ${stale.join(', ')}`)
  process.exitCode = 1
}
