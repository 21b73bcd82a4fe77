import {readFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {FileError} from '../../base/go-file-error.ts'
import type {KubeConfig} from '../../kubeconfig/config.ts'

/**
 * Puts the content of certificate and key files into the config, so that it needs no other file
 * (clientcmd's FlattenConfig). Throws for an unreadable file, and for a path beside data.
 */
export function flatten(config: KubeConfig, cwd: string): void {
  for (const user of config.users.values()) {
    const folder = resolve(cwd, dirname(user.origin))
    user.clientCertificateData = content(user.clientCertificate, user.clientCertificateData, folder)
    user.clientCertificate = ''
    user.clientKeyData = content(user.clientKey, user.clientKeyData, folder)
    user.clientKey = ''
  }
  for (const cluster of config.clusters.values()) {
    const folder = resolve(cwd, dirname(cluster.origin))
    cluster.certificateAuthorityData = content(
      cluster.certificateAuthority,
      cluster.certificateAuthorityData,
      folder,
    )
    cluster.certificateAuthority = ''
  }
}

function content(path: string, data: Uint8Array, folder: string): Uint8Array {
  if (path === '') return data
  if (data.length > 0) throw new Error('cannot have values for both path and contents')
  const file = resolve(folder, path)
  try {
    return readFileSync(file)
  } catch (error) {
    throw new FileError('open', file, error)
  }
}
