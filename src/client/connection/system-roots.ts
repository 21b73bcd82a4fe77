import {readFile, readdir} from 'node:fs/promises'
import {join} from 'node:path'
import * as tls from 'node:tls'

/** Where Go's crypto/x509 looks on Linux, first one wins. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]
const folders = ['/etc/ssl/certs', '/etc/pki/tls/certs']

/**
 * The certificates the system trusts, as Go's crypto/x509 finds them (`SSL_CERT_FILE` and
 * `SSL_CERT_DIR` included), because the runtimes bring their own list, in which a company's own CA is
 * missing. Undefined when there are none: the runtime's list is used then.
 */
export async function loadSystemRoots(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Promise<string[] | undefined> {
  if (platform === 'darwin' || platform === 'win32') {
    const system = 'getCACertificates' in tls ? tls.getCACertificates('system') : []
    return system.length === 0 ? undefined : [...system, ...tls.rootCertificates]
  }
  const found: string[] = []
  for (const file of env['SSL_CERT_FILE'] ? [env['SSL_CERT_FILE']] : bundles) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text === '') continue
    found.push(text)
    break
  }
  if (found.length > 0 && !env['SSL_CERT_DIR']) return found
  for (const folder of env['SSL_CERT_DIR']?.split(':') ?? folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      const text = await readFile(join(folder, name), 'utf8').catch(() => '')
      if (text.includes('-----BEGIN CERTIFICATE-----')) found.push(text)
    }
  }
  return found.length === 0 ? undefined : found
}
