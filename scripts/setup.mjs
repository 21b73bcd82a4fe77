// Brings a fresh checkout to where everything else can run: npm packages, the executable.
// Plain JavaScript on Node 20, with no package of its own. Does only what is missing.
import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
export const node = path.join(root, 'node_modules/.bin/node')
export const bun = path.join(root, 'node_modules/.bin/bun')
export const kctl = path.join(root, 'dist/kctl')

/** A step failed; its own output has said why. */
export class StepFailed extends Error {}

/** Runs a program with our streams. Throws StepFailed unless it ends with 0. */
export function step(program, args, options = {}) {
  const {status, error} = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
  })
  if (status !== 0)
    throw new StepFailed(`${path.basename(program)} ${args.join(' ')}: ${error?.message ?? `exit ${status}`}`)
}

/** Installs the packages of the lockfile unless exactly these are there. */
export function installPackages() {
  const digest = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, '.cache/packages')
  const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === digest
  if (isCurrent && existsSync(node)) return
  console.error('Installing the npm packages of the lockfile')
  step('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  mkdirSync(path.dirname(stamp), {recursive: true})
  writeFileSync(stamp, digest)
}

/** Packages and the executable. */
export function setup() {
  installPackages()
  step('npm', ['run', '--silent', 'build'])
}

/** Runs a script's main function; a StepFailed or SetupError ends it with its sentence alone. */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    const isExpected = error instanceof StepFailed || error?.constructor?.name === 'SetupError'
    console.error(isExpected ? `failed: ${error.message}` : error)
    process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runScript(installPackages)
