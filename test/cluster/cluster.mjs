#!/usr/bin/env node
// Builds the embedded control plane and the reference kubectl from Go modules, and runs them:
//   node test/cluster/cluster.mjs build | up [NAME] | down [NAME] | status [NAME]
// Plain JavaScript, because it must run on a machine's own Node 20 before anything is installed.
import {spawn, spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {availableParallelism} from 'node:os'
import path from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {editSources, editedModules} from './edited-sources.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const state = path.resolve(here, '../../.cache/cluster')
const bin = path.join(state, 'bin')
/** The same programs as others run them, for the benchmark. */
const optimizedBin = path.join(state, 'bin-optimized')
const minimumGo = '1.26'
const kubernetesVersion = '1.37.2'

/** The reference kubectl, of the API server's own version. */
export const referenceKubectl = path.join(bin, 'kubectl')

/** The same as others run it, there once a cluster was brought up "optimized". */
export const optimizedKubectl = path.join(optimizedBin, 'kubectl')

/** Runs a command and prints its times and memory; cmd/measure says how. */
export const measureProgram = path.join(bin, 'measure')

/** The administrator's kubeconfig of a cluster. */
export const kubeconfigOf = (name) => path.join(state, name, 'kubeconfig')

// Without these the API server's version is not one that kubectl can read.
const [major, minor] = kubernetesVersion.split('.')
const versionFlags = Object.entries({
  gitVersion: `v${kubernetesVersion}`,
  gitMajor: major,
  gitMinor: minor,
  gitCommit: '0'.repeat(40),
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
}).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)

/** The programs by the names of their packages' folders; kubectl in our own start or, optimized, in Kubernetes'. */
const targetsOf = (folder) => [
  './cmd/cluster',
  './cmd/measure',
  folder === optimizedBin ? 'k8s.io/kubernetes/cmd/kubectl' : './cmd/kubectl',
  './cmd/control-plane',
  'sigs.k8s.io/kwok/cmd/kwok',
]

/** Where the programs spend their time: what reads, writes, merges and sends objects. */
const busyPackages = [
  'std',
  'golang.org/x/net/...',
  'google.golang.org/protobuf/...',
  'go.yaml.in/...',
  'k8s.io/apimachinery/...',
  'k8s.io/kube-openapi/...',
  'sigs.k8s.io/json/...',
  'sigs.k8s.io/structured-merge-diff/...',
  'sigs.k8s.io/yaml/...',
]

/**
 * Nobody debugs these programs: without debugging data a cold build is a quarter shorter. For tests only the
 * busy packages are inlined, which takes another fifth off and costs kubectl no time that can be measured.
 */
function buildFlags(folder) {
  const gcflags =
    folder === optimizedBin
      ? ['-gcflags=all=-dwarf=false']
      : ['-gcflags=all=-dwarf=false -l', ...busyPackages.map((name) => `-gcflags=${name}=-dwarf=false`)]
  // One more than there are processors: each also waits for its files.
  const jobs = `-p=${availableParallelism() + 1}`
  return [jobs, '-trimpath', ...gcflags, `-ldflags=-s -w ${versionFlags.join(' ')}`]
}

class SetupError extends Error {}

function checkGo() {
  const found = spawnSync('go', ['env', 'GOVERSION'], {encoding: 'utf8', cwd: here})
  const need = `the test cluster is built with Go ${minimumGo} or newer`
  if (found.error) throw new SetupError(`${need}, and no "go" was found in PATH`)
  const [, goMajor, goMinor] = /^go(\d+)\.(\d+)/.exec(found.stdout.trim()) ?? []
  const [needMajor, needMinor] = minimumGo.split('.').map(Number)
  const isOld = Number(goMajor) < needMajor || (Number(goMajor) === needMajor && Number(goMinor) < needMinor)
  if (found.status !== 0 || goMajor === undefined || isOld) {
    const what = found.stdout.trim() || found.stderr.trim().split('\n')[0]
    throw new SetupError(`${need}; this machine has ${what}`)
  }
  return found.stdout.trim()
}

function sourceDigest(goVersion) {
  const hash = createHash('sha256').update(goVersion)
  const files = readdirSync(here, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && /\.(go|mod|sum|mjs)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
  for (const file of files.sort()) hash.update(path.relative(here, file)).update(readFileSync(file))
  return hash.digest('hex')
}

/** Runs go, saying every 15 seconds how long it has been at it: a cold build takes minutes. Gives its stdout. */
async function runGo(args, what, log) {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const ticker = setInterval(() => log(`  ${what}: ${seconds()} s …`), 15_000)
  try {
    const child = spawn('go', args, {
      cwd: here,
      // Compilers are short-lived: they have no need to collect garbage, unless memory is scarce.
      env: {
        GOGC: 'off',
        GOMEMLIMIT: '2GiB',
        ...process.env,
        CGO_ENABLED: '0',
        GOFLAGS: '-buildvcs=false',
        GOWORK: 'off',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (errors += chunk))
    const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
    if (code !== 0) throw new SetupError(`go ${args[0]} failed:\n${errors.trim()}`)
    if (seconds() > 0) log(`  ${what}: done in ${seconds()} s`)
    return output
  } finally {
    clearInterval(ticker)
  }
}

/** Makes the edited sources in a folder. Gives the path of a go.mod for which go build uses them. */
async function makeEditedSources(folder, log) {
  const downloads = await runGo(['mod', 'download', '-json', ...editedModules], "Kubernetes' sources", log)
  const modules = downloads.split(/^(?=\{)/m).map((text) => JSON.parse(text))
  const folders = new Map(modules.map((module) => [module.Path, module.Dir]))
  const copies = editSources(folder, (module) => folders.get(module))
  const goMod = path.join(folder, 'go.mod')
  copyFileSync(path.join(here, 'go.mod'), goMod)
  copyFileSync(path.join(here, 'go.sum'), path.join(folder, 'go.sum'))
  const replacements = Object.entries(copies).map(([module, copy]) => `-replace=${module}=${copy}`)
  await runGo(['mod', 'edit', ...replacements, goMod], 'go.mod', log)
  return goMod
}

/** Builds into a folder what is missing or out of date there. Throws SetupError with a sentence for people. */
async function build(folder, log) {
  const digest = sourceDigest(checkGo())
  const targets = targetsOf(folder)
  const outputs = targets.map((target) => path.posix.basename(target))
  const stamp = path.join(folder, 'stamp')
  const isComplete = outputs.every((output) => existsSync(path.join(folder, output)))
  if (isComplete && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  mkdirSync(folder, {recursive: true})
  log('Building the test cluster (once; a cold build takes about six minutes on two cores)')
  // All at once, so that what one links another compiles; put in place afterwards, as programs may be running.
  const made = path.join(folder, 'new')
  const sources = path.join(folder, 'sources')
  const flags = buildFlags(folder)
  if (folder !== optimizedBin) flags.push(`-modfile=${await makeEditedSources(sources, log)}`)
  await runGo(['build', ...flags, '-o', `${made}/`, ...targets], 'control plane and kubectl', log)
  for (const output of outputs) renameSync(path.join(made, output), path.join(folder, output))
  for (const folderOfBuild of [made, sources]) rmSync(folderOfBuild, {recursive: true, force: true})
  writeFileSync(stamp, digest)
}

/**
 * Runs the cluster command with its output on ours; gives its exit status. The control plane, which gets
 * our environment, collects garbage at a larger heap: tests wait for the processor, not for memory.
 */
function control(command, name, folder = bin) {
  const args = [command, '--name', name, '--state', state, '--bin', folder]
  const env = {GOGC: '300', ...process.env}
  return (
    spawnSync(path.join(bin, 'cluster'), args, {env, stdio: ['ignore', 'inherit', 'inherit']}).status ?? 1
  )
}

/**
 * Brings a cluster up (or finds it running) and gives its kubeconfig's path; `optimized`: with programs
 * compiled as others run them.
 */
export async function up(name, {optimized = false, log = console.error} = {}) {
  await build(bin, log)
  if (optimized) await build(optimizedBin, log)
  const folder = optimized ? optimizedBin : bin
  if (control('up', name, folder) !== 0) throw new SetupError(`cluster "${name}" did not start`)
  return kubeconfigOf(name)
}

/** Ends a cluster's processes and removes its state; nothing happens when there is none. */
export function down(name) {
  if (existsSync(path.join(state, name)) && control('down', name) !== 0) {
    throw new SetupError(`cluster "${name}" did not stop`)
  }
}

async function main([command, name = 'dev']) {
  switch (command) {
    case 'build':
      return build(bin, console.error)
    case 'up':
      await up(name)
      return
    case 'down':
      return down(name)
    case 'status':
      process.exitCode = existsSync(path.join(bin, 'cluster')) ? control('status', name) : 1
      if (process.exitCode) console.error(`cluster "${name}" does not run`)
      return
    default:
      throw new SetupError('usage: cluster.mjs build | up [NAME] | down [NAME] | status [NAME]')
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error instanceof SetupError ? `cluster: ${error.message}` : error)
    process.exitCode = 1
  })
}
