/** Writes what is generated from the commands and committed; with --check only says what is out of date. Runs on Node 26. */
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {commandSources, commandTable, root} from './command-table.ts'

const check = process.argv.includes('--check')
let stale = 0

function put(file: string, content: string): void {
  const target = path.join(root, file)
  if (existsSync(target) && readFileSync(target, 'utf8') === content) return
  if (check) {
    console.error(`${file} is out of date: npm run build`)
    stale++
    return
  }
  mkdirSync(path.dirname(target), {recursive: true})
  writeFileSync(target, content)
}

const sources = await commandSources()
put('src/command-table.ts', commandTable(sources))
process.exitCode = stale === 0 ? 0 : 1
