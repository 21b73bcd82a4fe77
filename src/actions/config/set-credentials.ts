import {resolve} from 'node:path'
import {goQuote} from '../../base/go-quote.ts'
import {type AuthInfo, newAuthInfo, newExecPlugin} from '../../kubeconfig/config.ts'
import type {Session} from '../../session/session.ts'
import {editConfig} from './access.ts'
import type {Pairs} from './pairs.ts'
import {contentOf, requireFile} from './set-cluster.ts'

/** What is given overwrites; undefined leaves the field as it is. */
export interface SetCredentialsOptions {
  readonly name: string
  readonly clientCertificate?: string | undefined
  readonly clientKey?: string | undefined
  readonly embedCerts?: boolean | undefined
  readonly token?: string | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
  readonly authProvider?: string | undefined
  readonly authProviderArg: Pairs
  readonly execCommand?: string | undefined
  readonly execApiVersion?: string | undefined
  readonly execInteractiveMode?: string | undefined
  readonly execProvideClusterInfo?: boolean | undefined
  readonly execArg?: readonly string[]
  readonly execEnv: Pairs
}

/** Creates or changes a user. Throws for options that exclude each other, and for files that are not there. */
export async function setCredentials(session: Session, options: SetCredentialsOptions): Promise<void> {
  const {cwd} = session.host
  validate(options, cwd)
  await editConfig(session, (config) => {
    const user = {...(config.users.get(options.name) ?? newAuthInfo())}
    changeCertificates(user, options, cwd)
    changeSecrets(user, options)
    changeProvider(user, options)
    changeExec(user, options)
    config.users.set(options.name, user)
  })
  session.io.out.write(`User ${goQuote(options.name)} set.\n`)
}

function validate(options: SetCredentialsOptions, cwd: string): void {
  if (options.name === '') throw new Error('you must specify a non-empty user name')
  if (options.token && (options.username || options.password)) {
    throw new Error(
      'you cannot specify more than one authentication method at the same time: --token, --username/--password',
    )
  }
  if (options.embedCerts) {
    const {clientCertificate, clientKey} = options
    if (!clientCertificate && !clientKey) {
      throw new Error('you must specify a --client-certificate or --client-key to embed')
    }
    if (clientCertificate) requireFile('client-certificate', clientCertificate, cwd)
    if (clientKey) requireFile('client-key', clientKey, cwd)
  }
  const mode = options.execInteractiveMode
  if (mode !== undefined && !['IfAvailable', 'Always', 'Never'].includes(mode)) {
    throw new Error('invalid interactive mode type, can be only IfAvailable, Never, Always')
  }
}

function changeCertificates(user: AuthInfo, options: SetCredentialsOptions, cwd: string): void {
  const {clientCertificate, clientKey} = options
  if (clientCertificate !== undefined) {
    user.clientCertificate = options.embedCerts ? '' : resolve(cwd, clientCertificate)
    user.clientCertificateData = options.embedCerts ? contentOf(clientCertificate, cwd) : new Uint8Array(0)
  }
  if (clientKey !== undefined) {
    user.clientKey = options.embedCerts ? '' : resolve(cwd, clientKey)
    user.clientKeyData = options.embedCerts ? contentOf(clientKey, cwd) : new Uint8Array(0)
  }
}

/** A token and a name with a password exclude each other: setting one clears the other. */
function changeSecrets(user: AuthInfo, options: SetCredentialsOptions): void {
  user.token = options.token ?? user.token
  user.username = options.username ?? user.username
  user.password = options.password ?? user.password
  if (options.token) {
    user.username = ''
    user.password = ''
  } else if (options.username || options.password) {
    user.token = ''
  }
}

function changeProvider(user: AuthInfo, options: SetCredentialsOptions): void {
  const name = options.authProvider
  if (name !== undefined && user.authProvider?.name !== name) user.authProvider = {name, config: null}
  if (user.authProvider === null) return
  const pairs = options.authProviderArg
  const config = new Map(user.authProvider.config)
  for (const key of pairs.removed) config.delete(key)
  for (const [key, value] of pairs.set) config.set(key, value)
  user.authProvider = {...user.authProvider, config}
}

function changeExec(user: AuthInfo, options: SetCredentialsOptions): void {
  const command = options.execCommand
  if (command !== undefined) {
    user.exec = user.exec === null ? {...newExecPlugin(), command} : {...user.exec, command, args: null}
  }
  if (user.exec === null) return
  const exec = {...user.exec}
  exec.apiVersion = options.execApiVersion ?? exec.apiVersion
  exec.interactiveMode = options.execInteractiveMode ?? exec.interactiveMode
  exec.provideClusterInfo = options.execProvideClusterInfo ?? exec.provideClusterInfo
  if (options.execArg?.length) exec.args = [...options.execArg]
  const pairs = options.execEnv
  if (pairs.removed.length > 0 || pairs.set.size > 0) {
    const kept = (exec.env ?? []).filter(({name}) => !pairs.removed.includes(name))
    const known = new Set(kept.map(({name}) => name))
    exec.env = [
      ...kept.map(({name, value}) => ({name, value: pairs.set.get(name) ?? value})),
      ...[...pairs.set].filter(([name]) => !known.has(name)).map(([name, value]) => ({name, value})),
    ]
  }
  user.exec = exec
}
