import {spawn} from 'node:child_process'
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import type {TestCluster} from '../support/cluster.ts'
import type {FrontServer} from '../support/front-server.ts'
import type {Call, Case} from './case.ts'
import type {SideNames} from './mask.ts'
import {inPod, serviceAccountVariable} from './pod.ts'

/** What one invocation did. */
export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** How long a call may take before it is killed, in milliseconds. */
const callTimeout = 60_000

/** One program's half of a case: its namespace, folder, home and kubeconfig. */
export class Side {
  readonly names: SideNames
  private readonly program: readonly string[]
  private readonly home: string
  private readonly kubeconfig: string
  readonly subject: Case
  private readonly cluster: TestCluster
  private oldServer: FrontServer | undefined

  constructor(subject: Case, program: readonly string[], cluster: TestCluster, names: SideNames) {
    this.subject = subject
    this.program = program
    this.cluster = cluster
    this.names = names
    this.home = path.join(path.dirname(names.folder), `${path.basename(names.folder)}-home`)
    this.kubeconfig = path.join(this.home, 'kubeconfig')
  }

  /** Makes the folder, the files and the namespace, and runs the case's setup. */
  async open(): Promise<void> {
    mkdirSync(this.names.folder, {recursive: true})
    mkdirSync(this.home, {recursive: true})
    for (const [name, content] of Object.entries(this.subject.files)) {
      const file = path.join(this.names.folder, name)
      mkdirSync(path.dirname(file), {recursive: true})
      writeFileSync(file, this.expand(content))
    }
    if (this.subject.cluster) {
      if (this.subject.oldServer) this.oldServer = await this.cluster.asOldServer()
      writeFileSync(this.kubeconfig, this.cluster.kubeconfigFor(this.names.namespace, this.oldServer?.url))
      await this.cluster.createNamespace(this.names.namespace, this.subject.pods)
    }
    for (const args of this.subject.setup) await this.reference(args)
    if (this.subject.inPod) await this.writeServiceAccount()
  }

  /** Runs the case's cleanup and removes the folders and, unless it is to be kept, the namespace. */
  async close(keepNamespace = false): Promise<void> {
    for (const args of this.subject.cleanup) await this.spawn([this.cluster.kubectl], args, '', {})
    if (this.subject.cluster && !keepNamespace) await this.cluster.deleteNamespace(this.names.namespace)
    await this.oldServer?.close()
    // A program that was cut off may still be writing its cache.
    const options = {recursive: true, force: true, maxRetries: 10, retryDelay: 100}
    for (const folder of [this.names.folder, this.home]) rmSync(folder, options)
  }

  /** Runs a compared call with this side's program. */
  run(call: Call): Promise<Outcome> {
    if (!this.subject.inPod) return this.spawn(this.program, call.args, call.stdin, call.env)
    const {hostname, port} = new URL(this.cluster.server)
    return this.spawn(inPod(this.program), call.args, call.stdin, {
      KUBECONFIG: '',
      KUBERNETES_SERVICE_HOST: hostname,
      KUBERNETES_SERVICE_PORT: port,
      [serviceAccountVariable]: 'serviceaccount',
      ...call.env,
    })
  }

  /** What the namespace's own service account has in a pod. */
  private async writeServiceAccount(): Promise<void> {
    const folder = path.join(this.names.folder, 'serviceaccount')
    mkdirSync(folder)
    const {stdout} = await this.reference(['create', 'token', 'default'])
    writeFileSync(path.join(folder, 'token'), stdout.trim())
    writeFileSync(path.join(folder, 'ca.crt'), this.cluster.access.ca ?? '')
    writeFileSync(path.join(folder, 'namespace'), this.names.namespace)
  }

  /** Runs a step with the reference kubectl. Throws unless it succeeds. */
  async reference(args: readonly string[]): Promise<Outcome> {
    const outcome = await this.spawn([this.cluster.kubectl], args, '', {})
    if (outcome.code !== 0) throw new Error(`step "${args.join(' ')}" failed: ${outcome.stderr}`)
    return outcome
  }

  /** A file of the working folder as an outcome; code 1 when it cannot be read. */
  cat(name: string): Outcome {
    try {
      return {code: 0, stdout: readFileSync(path.join(this.names.folder, name), 'utf8'), stderr: ''}
    } catch {
      return {code: 1, stdout: '', stderr: `${name}: cannot be read`}
    }
  }

  private expand(text: string): string {
    return text
      .replaceAll('${NS}', this.names.namespace)
      .replaceAll('${ID}', this.names.id)
      .replaceAll('${DIR}', this.names.folder)
      .replaceAll('${SERVER}', this.names.server)
      .replaceAll('${KUBECONFIG}', this.kubeconfig)
  }

  private environment(extra: Readonly<Record<string, string>>): Record<string, string> {
    // Most of the work of both is their start: without garbage collection kubectl takes a fifth less of the
    // processor, without compiling what runs once kctl takes a quarter less.
    const env: Record<string, string> = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.home,
      TZ: 'UTC',
      GOGC: 'off',
      BUN_JSC_useJIT: '0',
    }
    if (this.subject.cluster) env['KUBECONFIG'] = this.kubeconfig
    for (const [name, value] of Object.entries({...this.subject.env, ...extra}))
      env[name] = this.expand(value)
    return env
  }

  private spawn(
    program: readonly string[],
    args: readonly string[],
    stdin: string,
    env: Readonly<Record<string, string>>,
  ): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn(program[0]!, [...program.slice(1), ...args.map((arg) => this.expand(arg))], {
        cwd: this.names.folder,
        env: this.environment(env),
      })
      const out: Buffer[] = []
      const err: Buffer[] = []
      const timer = setTimeout(() => {
        err.push(Buffer.from(`\n(killed by the test after ${callTimeout / 1000} s)`))
        child.kill('SIGKILL')
      }, callTimeout)
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
      // A program that does not read its stdin closes the pipe early.
      child.stdin.on('error', () => {})
      child.stdin.end(this.expand(stdin))
      child.on('error', reject)
      child.on('close', (code, signal) => {
        clearTimeout(timer)
        resolve({
          code: code ?? (signal === null ? -1 : -2),
          stdout: Buffer.concat(out).toString('utf8'),
          stderr: Buffer.concat(err).toString('utf8'),
        })
      })
    })
  }
}
