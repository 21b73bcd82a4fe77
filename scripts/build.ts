/**
 * npm run build: the generated files, dist/kctl (a standalone executable) and dist/kctl.mjs (the bundle that bin/run.js
 * loads). Skips what is newer than all that it is made of; `--force` does not. Run by Bun.
 */
import {existsSync, mkdirSync, readdirSync, renameSync, statSync} from 'node:fs'
import path from 'node:path'
import {spawnSync} from 'node:child_process'

const root = path.resolve(import.meta.dirname, '..')
const bun = path.join(root, 'node_modules/.bin/bun')
const node = path.join(root, 'node_modules/.bin/node')
const entry = path.join(root, 'src/entry.ts')
const executable = path.join(root, 'dist/kctl')
const bundle = path.join(root, 'dist/kctl.mjs')

function run(args: readonly string[], program = bun): void {
  const {status, stdout, stderr} = spawnSync(program, args, {cwd: root, encoding: 'utf8'})
  if (status !== 0) throw new Error(`${path.basename(program)} ${args.join(' ')}:\n${stdout}${stderr}`)
}

/** The time of the newest source file, in milliseconds. */
function newestSource(): number {
  const files = readdirSync(path.join(root, 'src'), {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join('src', file))
  const all = [...files, 'package-lock.json', 'package.json', 'scripts/build.ts']
  return Math.max(...all.map((file) => statSync(path.join(root, file)).mtimeMs))
}

const isCurrent = (file: string, since: number) => existsSync(file) && statSync(file).mtimeMs > since

function build(): void {
  run(['scripts/generate.ts'], node)
  const since = process.argv.includes('--force') ? Infinity : newestSource()
  mkdirSync(path.dirname(executable), {recursive: true})
  if (!isCurrent(executable, since)) {
    // Written beside and renamed: a kctl that runs right now keeps its file.
    const made = `${executable}.new`
    run([
      ...['build', entry, '--compile', '--minify', '--bytecode', '--format=esm', `--outfile=${made}`],
      // A standalone executable must not read .env or bunfig.toml of the folder that it is started in.
      ...['--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig'],
      ...['--no-compile-autoload-tsconfig', '--no-compile-autoload-package-json'],
    ])
    renameSync(made, executable)
  }
  if (!isCurrent(bundle, since)) run(['build', entry, '--target=node', '--format=esm', '--minify-syntax', `--outfile=${bundle}`])
}

build()
