import {spawn} from 'node:child_process'
import {constants, accessSync} from 'node:fs'
import {isAbsolute, join, normalize} from 'node:path'
import {type JsonObject, isObject} from '../../api/json.ts'
import {FileError} from '../../base/go-file-error.ts'
import {goQuote} from '../../base/go-quote.ts'
import {isProgramPath, lookPath} from '../../base/look-path.ts'
import {messageOf} from '../../base/errors.ts'
import type {ExecConfig, RestConfig} from '../../kubeconfig/rest-config.ts'
import type {CredentialOptions, Credentials} from './credentials.ts'
import type {allowPlugin} from './plugin-policy.ts'
import type {ClientCertificate} from '../connection/transport.ts'

const group = 'client.authentication.k8s.io'
const versions = new Set([`${group}/v1`, `${group}/v1beta1`])
const notInstalled = `

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins`

interface Granted {
  readonly token: string
  readonly certificate: ClientCertificate | undefined
  /** Milliseconds since the epoch, undefined for no end. */
  readonly expires: number | undefined
}

/**
 * Credentials from a program that the kubeconfig names (client-go/plugin/pkg/client/auth/exec). It is
 * started with its arguments as they are, never through a shell; what it gives is kept in memory only.
 */
export class ExecCredentials implements Credentials {
  private readonly config: RestConfig
  private readonly exec: ExecConfig
  private readonly options: CredentialOptions
  private granted: Granted | undefined
  private running: Promise<Granted> | undefined
  private hinted = false

  /** Throws for a version of the plugin protocol that is not known, and for a plugin that policy forbids. */
  constructor(config: RestConfig, exec: ExecConfig, options: CredentialOptions) {
    if (!versions.has(exec.apiVersion))
      throw new Error(`exec plugin: invalid apiVersion ${goQuote(exec.apiVersion)}`)
    this.config = config
    this.exec = exec
    this.options = options
  }

  async authorization(): Promise<string | undefined> {
    try {
      const {token} = await this.current()
      return token === '' ? undefined : `Bearer ${token}`
    } catch (error) {
      throw new Error(`getting credentials: ${messageOf(error)}`)
    }
  }

  certificate(): ClientCertificate | undefined {
    return this.granted?.certificate
  }

  async rejected(): Promise<boolean> {
    const before = this.granted
    try {
      const after = await this.refresh()
      return before?.token !== after.token || !sameCertificate(before.certificate, after.certificate)
    } catch (error) {
      this.options.logger.error('exec.go:389', `refreshing credentials: ${messageOf(error)}`, error)
      return false
    }
  }

  private async current(): Promise<Granted> {
    const {granted} = this
    const expired = granted?.expires !== undefined && this.options.host.now() > granted.expires
    return granted !== undefined && !expired ? granted : this.refresh()
  }

  /** Runs the plugin once for all who wait. */
  private refresh(): Promise<Granted> {
    this.running ??= this.run().finally(() => (this.running = undefined))
    return this.running
  }

  private async run(): Promise<Granted> {
    const interactive = this.isInteractive()
    const env = {
      ...this.options.host.env,
      ...Object.fromEntries(this.exec.env.map(({name, value}) => [name, value])),
      KUBERNETES_EXEC_INFO: `${JSON.stringify(await this.execInfo(interactive))}\n`,
    }
    const output = await this.start(interactive, env)
    const granted = await this.read(output)
    const previous = this.granted
    this.granted = granted
    if (previous !== undefined && !sameCertificate(previous.certificate, granted.certificate)) {
      this.options.certificateChanged()
    }
    return granted
  }

  private isInteractive(): boolean {
    const {isTerminal} = this.options.host.io.in
    const {interactiveMode: mode, stdinUsedBy} = this.exec
    const refuse = (why: string): never => {
      throw new Error(`exec plugin cannot support interactive mode: ${why}`)
    }
    if (mode === 'Never') return false
    if (mode === 'IfAvailable') return isTerminal && stdinUsedBy === undefined
    if (mode !== 'Always') refuse(`unknown interactiveMode: ${goQuote(mode)}`)
    if (!isTerminal) refuse('standard input is not a terminal')
    if (stdinUsedBy !== undefined) refuse(`standard input is unavailable: used by ${stdinUsedBy}`)
    return true
  }

  /** What the plugin is told in KUBERNETES_EXEC_INFO. */
  private async execInfo(interactive: boolean): Promise<JsonObject> {
    const spec: JsonObject = {}
    if (this.exec.provideClusterInfo) spec['cluster'] = await this.clusterInfo()
    spec['interactive'] = interactive
    return {kind: 'ExecCredential', apiVersion: this.exec.apiVersion, spec}
  }

  private async clusterInfo(): Promise<JsonObject> {
    const {tls, host, disableCompression} = this.config
    const {dataOrFile} = await import('../connection/tls-options.ts')
    const ca = await dataOrFile(tls.caData, tls.caFile).catch((error: unknown) => {
      throw new Error(`failed to load CA bundle for execProvider: ${messageOf(error)}`)
    })
    return {
      server: host,
      ...(tls.serverName ? {'tls-server-name': tls.serverName} : {}),
      ...(tls.insecure ? {'insecure-skip-tls-verify': true} : {}),
      ...(ca === undefined ? {} : {'certificate-authority-data': Buffer.from(ca).toString('base64')}),
      ...(this.options.proxyUrl ? {'proxy-url': this.options.proxyUrl} : {}),
      ...(disableCompression ? {'disable-compression': true} : {}),
      config: (this.exec.clusterConfig ?? null) as JsonObject | null,
    }
  }

  private async start(
    interactive: boolean,
    env: Readonly<Record<string, string | undefined>>,
  ): Promise<string> {
    const {host} = this.options
    const command = normalize(this.exec.command)
    if (this.exec.pluginPolicy !== undefined) await allow(this.exec.pluginPolicy, command, host)
    const program = this.locate(command)
    return new Promise((resolve, reject) => {
      const child = spawn(program, [...this.exec.args], {
        argv0: command,
        cwd: host.cwd,
        env,
        shell: false,
        windowsHide: true,
        stdio: [interactive ? 'inherit' : 'ignore', 'pipe', 'inherit'],
      })
      const chunks: Buffer[] = []
      const abort = (): void => {
        child.kill()
        reject(host.signal.reason as Error)
      }
      host.signal.addEventListener('abort', abort, {once: true})
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
      child.on('error', (error) =>
        reject(new Error(`exec: ${new FileError('fork/exec', program, error).message}`)),
      )
      child.on('close', (code) => {
        host.signal.removeEventListener('abort', abort)
        if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'))
        else reject(new Error(`exec: executable ${command} failed with exit code ${code ?? -1}`))
      })
    })
  }

  /** Finds a bare name in PATH as Go's exec.LookPath does; nothing in the current folder counts. */
  private locate(command: string): string {
    const {platform, cwd} = this.options.host
    if (isProgramPath(command, platform)) {
      const file = isAbsolute(command) ? command : join(cwd, command)
      try {
        accessSync(file, constants.X_OK)
      } catch (error) {
        throw new Error(`exec: ${new FileError('fork/exec', command, error).message}`)
      }
      return file
    }
    const found = lookPath(command, this.options.host)
    if (found !== undefined) return found
    throw new Error(`exec: executable ${command} not found${this.hint()}`)
  }

  private hint(): string {
    if (this.hinted) return ''
    this.hinted = true
    return `${notInstalled}${this.exec.installHint ? `\n\n${this.exec.installHint}` : ''}`
  }

  /** Reads the ExecCredential that the plugin printed. */
  private async read(output: string): Promise<Granted> {
    const printed = await decode(output, this.exec.apiVersion)
    const status = printed['status']
    if (!isObject(status)) throw new Error("exec plugin didn't return a status field")
    const token = textOf(status['token'])
    const cert = textOf(status['clientCertificateData'])
    const key = textOf(status['clientKeyData'])
    if (token === '' && cert === '' && key === '')
      throw new Error("exec plugin didn't return a token or cert/key pair")
    if ((cert === '') !== (key === ''))
      throw new Error('exec plugin returned only certificate or key, not both')
    const expires = Date.parse(textOf(status['expirationTimestamp']))
    return {
      token,
      certificate: cert === '' ? undefined : await keyPair(cert, key),
      expires: Number.isNaN(expires) ? undefined : expires,
    }
  }
}

async function allow(...what: Parameters<typeof allowPlugin>): Promise<void> {
  const {allowPlugin} = await import('./plugin-policy.ts')
  allowPlugin(...what)
}

async function keyPair(cert: string, key: string): Promise<ClientCertificate> {
  const {checkKeyPair} = await import('../connection/key-pair.ts')
  const pair = {cert: Buffer.from(cert), key: Buffer.from(key)}
  try {
    checkKeyPair(pair)
  } catch (error) {
    throw new Error(`failed parsing client key/certificate: ${messageOf(error)}`)
  }
  return pair
}

function sameCertificate(a: ClientCertificate | undefined, b: ClientCertificate | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return Buffer.from(a.cert).equals(Buffer.from(b.cert)) && Buffer.from(a.key).equals(Buffer.from(b.key))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The object in a plugin's output. Throws when it is none, or of another kind or version. */
async function decode(output: string, wanted: string): Promise<JsonObject> {
  let printed: unknown
  try {
    printed = JSON.parse(output)
  } catch {
    printed = await decodeYAML(output)
  }
  if (!isObject(printed)) {
    throw new Error(
      `decoding stdout: couldn't get version/kind; json parse error: json: cannot unmarshal ${typeof printed} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    )
  }
  const version = textOf(printed['apiVersion']) || `${group}/__internal`
  const kind = textOf(printed['kind']) || 'ExecCredential'
  if (kind !== 'ExecCredential' || !version.startsWith(`${group}/`)) {
    throw new Error(
      `decoding stdout: no kind ${goQuote(kind)} is registered for version ${goQuote(version)} in scheme "pkg/runtime/scheme.go:111"`,
    )
  }
  if (version !== wanted) {
    throw new Error(
      `exec plugin is configured to use API version ${wanted}, plugin returned version ${version}`,
    )
  }
  return printed
}

async function decodeYAML(output: string): Promise<unknown> {
  if (output.trim() === '') return {}
  if (/^\s*[[{]/.test(output))
    throw new Error(
      "decoding stdout: couldn't get version/kind; json parse error: unexpected end of JSON input",
    )
  const {parseYAML} = await import('../../yaml/yaml-reader.ts')
  return parseYAML(output)
}
