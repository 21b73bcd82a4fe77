import {spawn} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {text} from 'node:stream/consumers'
import {type TestCluster, testCluster} from './cluster.ts'

/** How a program ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly program?: string
  readonly stdin?: string
  readonly kubeconfig?: string
  /** Is sent when the first output comes. */
  readonly kill?: NodeJS.Signals
}

const kctl = path.resolve(import.meta.dirname, '../../dist/kctl')
let made = 0

/** A namespace of the test cluster with a folder, for programs that are run as their users run them. */
export class ClusterRun {
  readonly cluster: TestCluster
  readonly namespace: string
  readonly folder: string
  readonly kubeconfig: string

  private constructor(cluster: TestCluster, namespace: string, folder: string) {
    this.cluster = cluster
    this.namespace = namespace
    this.folder = folder
    this.kubeconfig = this.write('kubeconfig', cluster.kubeconfigFor(namespace))
  }

  /** Makes the namespace; with `pods` it waits until pods can be made in it. */
  static async open(name: string, pods = false): Promise<ClusterRun> {
    const cluster = testCluster('test')
    const namespace = `${name}-${process.pid}-${made++}`
    await cluster.createNamespace(namespace, pods)
    return new ClusterRun(cluster, namespace, mkdtempSync(path.join(os.tmpdir(), 'kctl-run-')))
  }

  /** Writes a file of the folder and gives its path. */
  write(name: string, content: string): string {
    const file = path.join(this.folder, name)
    writeFileSync(file, content)
    return file
  }

  /** Runs kctl, or another program, to its end. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const child = spawn(options.program ?? kctl, args, {
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: this.folder,
        KUBECONFIG: options.kubeconfig ?? this.kubeconfig,
      },
    })
    child.stdin.on('error', () => {}).end(options.stdin ?? '')
    if (options.kill !== undefined) child.stdout.once('data', () => child.kill(options.kill))
    const ended = new Promise<Pick<Ended, 'code' | 'signal'>>((resolve, reject) => {
      child.once('error', reject).once('close', (code, signal) => resolve({code, signal}))
    })
    const [stdout, stderr, end] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    return {...end, stdout, stderr}
  }

  async close(): Promise<void> {
    await this.cluster.deleteNamespace(this.namespace)
    this.cluster.close()
    rmSync(this.folder, {recursive: true, force: true})
  }
}
