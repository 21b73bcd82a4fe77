/**
 * npm run build: the generated files, dist/kctl (a standalone executable) and dist/node (the modules that
 * bin/run.js loads). Skips what is newer than all that it is made of; `--force` does not. Run by Bun.
 */
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync} from 'node:fs'
import path from 'node:path'
import {slimOclif} from './slim-oclif.ts'

/** As much of Bun's bundler as is used here. */
declare const Bun: {
  build(options: object): Promise<unknown>
}

const root = path.resolve(import.meta.dirname, '..')
const node = path.join(root, 'node_modules/.bin/node')
const executable = path.join(root, 'dist/kctl')
const bundle = path.join(root, 'dist/node')

/** What both forms have in common. */
const shared = {
  // The second is a thread's own program.
  entrypoints: ['src/entry.ts', 'src/actions/get/query-worker.ts'].map((file) => path.join(root, file)),
  root: path.join(root, 'src'),
  format: 'esm',
  plugins: [slimOclif],
  // One piece per dynamic import: in one piece, the `node:` modules of all commands are loaded at once.
  splitting: true,
  throw: true,
}

/** A standalone executable must not read settings from the folder that it is started in. */
const closedDoors = {
  autoloadDotenv: false,
  autoloadBunfig: false,
  autoloadTsconfig: false,
  autoloadPackageJson: false,
}

/** The time of the newest source file, in milliseconds. */
function newestSource(): number {
  const files = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'})
      .filter((file) => /\.(ts|json)$/.test(file))
      .map((file) => path.join(folder, file)),
  )
  const all = [...files, 'package-lock.json']
  return Math.max(...all.map((file) => statSync(path.join(root, file)).mtimeMs))
}

function isCurrent(since: number, ...files: readonly string[]): boolean {
  return files.every((file) => existsSync(file) && statSync(file).mtimeMs > since)
}

/** Runs the generators, which need Node's way to import TypeScript. */
function generate(): void {
  const {status} = spawnSync(node, ['scripts/generate.ts'], {cwd: root, stdio: 'inherit'})
  if (status !== 0) throw new Error('scripts/generate.ts failed')
}

async function build(): Promise<void> {
  const since = process.argv.includes('--force') ? Infinity : newestSource()
  if (isCurrent(since, executable, path.join(bundle, 'entry.mjs'))) return
  generate()
  mkdirSync(path.dirname(executable), {recursive: true})
  // Written beside and renamed: a kctl that runs right now keeps its file.
  const made = `${executable}.${process.pid}`
  await Bun.build({
    ...shared,
    target: 'bun',
    minify: true,
    bytecode: true,
    naming: {entry: '[name].[ext]'},
    compile: {outfile: made, ...closedDoors},
  })
  renameSync(made, executable)
  const pieces = `${bundle}.${process.pid}`
  await Bun.build({
    ...shared,
    target: 'node',
    minify: {syntax: true, whitespace: true},
    outdir: pieces,
    naming: {entry: '[name].mjs', chunk: '[name]-[hash].mjs'},
  })
  putPieces(pieces)
}

/** Moves the pieces to their place, the entry last, and only then removes old ones: a kctl that starts right now finds all it needs. */
function putPieces(from: string): void {
  mkdirSync(bundle, {recursive: true})
  const names = readdirSync(from).toSorted((a, b) => Number(a === 'kctl.mjs') - Number(b === 'kctl.mjs'))
  for (const name of names) renameSync(path.join(from, name), path.join(bundle, name))
  rmSync(from, {recursive: true})
  for (const name of readdirSync(bundle)) {
    if (!names.includes(name)) rmSync(path.join(bundle, name), {force: true})
  }
}

await build()
