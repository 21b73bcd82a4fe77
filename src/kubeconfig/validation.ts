import {closeSync, openSync} from 'node:fs'
import {resolve} from 'node:path'
import {FileError} from '../base/go-file-error.ts'
import {goQuote} from '../base/go-quote.ts'
import {toError} from '../base/errors.ts'
import type {AuthInfo, Cluster, ExecPlugin} from './config.ts'
import {checkProxyURL} from './proxy-url.ts'

/** What is wrong with a cluster (clientcmd's validateClusterInfo). */
export function clusterErrors(name: string, cluster: Cluster, cwd: string): Error[] {
  const errors: Error[] = []
  if (cluster.server === '') {
    errors.push(
      new Error(
        name === ''
          ? 'default cluster has no server defined'
          : `no server found for cluster ${goQuote(name)}`,
      ),
    )
  }
  if (cluster.proxyURL !== '') {
    try {
      checkProxyURL(cluster.proxyURL)
    } catch (error) {
      const why = toError(error).message
      errors.push(
        new Error(`invalid 'proxy-url' ${goQuote(cluster.proxyURL)} for cluster ${goQuote(name)}: ${why}`),
      )
    }
  }
  if (cluster.certificateAuthority !== '' && cluster.certificateAuthorityData.length > 0) {
    errors.push(
      new Error(
        `certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`,
      ),
    )
  }
  return [...errors, ...unreadable('certificate-authority', cluster.certificateAuthority, name, cwd)]
}

/** What is wrong with a user (clientcmd's validateAuthInfo). */
export function userErrors(name: string, user: AuthInfo, cwd: string): Error[] {
  const errors: Error[] = []
  const methods: string[] = []
  if (user.token !== '') methods.push('token')
  if (user.username !== '' || user.password !== '') methods.push('basicAuth')
  if (user.clientCertificate !== '' || user.clientCertificateData.length > 0) {
    errors.push(...certificateErrors(name, user, cwd))
  }
  if (user.exec !== null) errors.push(...execErrors(name, user.exec, user.authProvider !== null))
  if (methods.length > 1) {
    errors.push(
      new Error(
        `more than one authentication method found for ${name}; found [${methods.join(' ')}], only one is allowed`,
      ),
    )
  }
  const asWhat =
    user.impersonateUID !== '' || user.impersonateGroups.length > 0 || user.impersonateUserExtra.size > 0
  if (asWhat && user.impersonate === '') {
    errors.push(new Error(`requesting uid, groups or user-extra for ${name} without impersonating a user`))
  }
  return errors
}

function certificateErrors(name: string, user: AuthInfo, cwd: string): Error[] {
  const errors: Error[] = []
  const hasKeyData = user.clientKeyData.length > 0
  if (user.clientCertificate !== '' && user.clientCertificateData.length > 0) {
    errors.push(
      new Error(
        `client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`,
      ),
    )
  }
  if (user.clientKey !== '' && hasKeyData) {
    errors.push(
      new Error(
        `client-key-data and client-key are both specified for ${name}; client-key-data will override`,
      ),
    )
  }
  if (user.clientKey === '' && !hasKeyData) {
    errors.push(
      new Error(
        `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
      ),
    )
  }
  return [
    ...errors,
    ...unreadable('client-cert', user.clientCertificate, name, cwd),
    ...unreadable('client-key', user.clientKey, name, cwd),
  ]
}

const interactiveModes = new Set(['Never', 'IfAvailable', 'Always'])

function execErrors(name: string, exec: ExecPlugin, hasAuthProvider: boolean): Error[] {
  const plugin = `${name} to use exec authentication plugin`
  const errors: string[] = []
  if (hasAuthProvider) {
    errors.push(`authProvider cannot be provided in combination with an exec plugin for ${name}`)
  }
  if (exec.command === '') errors.push(`command must be specified for ${plugin}`)
  if (exec.apiVersion === '') errors.push(`apiVersion must be specified for ${plugin}`)
  for (const variable of exec.env ?? []) {
    if (variable.name === '') errors.push(`env variable name must be specified for ${plugin}`)
  }
  if (exec.interactiveMode === '') errors.push(`interactiveMode must be specified for ${plugin}`)
  else if (!interactiveModes.has(exec.interactiveMode)) {
    errors.push(`invalid interactiveMode for ${name}: ${goQuote(exec.interactiveMode)}`)
  }
  return errors.map((message) => new Error(message))
}

/** Opens the file as client-go does to see whether it can be read; '' is no file. */
function unreadable(what: string, file: string, name: string, cwd: string): Error[] {
  if (file === '') return []
  try {
    closeSync(openSync(resolve(cwd, file), 'r'))
    return []
  } catch (error) {
    return [
      new Error(
        `unable to read ${what} ${file} for ${name} due to ${new FileError('open', file, error).message}`,
      ),
    ]
  }
}
