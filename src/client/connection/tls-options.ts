import {readFile} from 'node:fs'
import {FileError} from '../../base/go-file-error.ts'
import type {Host} from '../../base/host.ts'
import {holdsCertificate, type PemBlock, readPEM, seemsCertificate} from '../../base/pem.ts'
import type {TlsConfig} from '../../kubeconfig/rest-config.ts'

/** What a TLS handshake needs: PEM bytes in hand, nothing left to read. */
export interface TlsMaterial {
  readonly insecure: boolean
  /** The name to verify and to send instead of the host's. */
  readonly serverName?: string
  /** The only CA to trust. */
  readonly ca?: Uint8Array
  /** The system's CAs, without a `ca`; undefined: the runtime's own list. */
  readonly roots?: readonly string[]
  readonly cert?: Uint8Array
  readonly key?: Uint8Array
}

/**
 * Reads the files that a TLS config names (client-go's LoadTLSFiles). Throws with client-go's texts
 * for a missing file, for half a key pair, and for a CA together with `insecure`.
 */
export async function loadTLS(config: TlsConfig, host: Pick<Host, 'env' | 'platform'>): Promise<TlsMaterial> {
  const [pem, cert, key] = await Promise.all([
    dataOrFile(config.caData, config.caFile),
    dataOrFile(config.certData, config.certFile),
    dataOrFile(config.keyData, config.keyFile),
  ])
  // An empty file is as good as none.
  const ca = pem?.length ? authorities(Buffer.from(pem).toString('latin1')) : undefined
  if (ca !== undefined && config.insecure) {
    throw new Error('specifying a root certificates file with the insecure flag is not allowed')
  }
  const roots = ca === undefined && !config.insecure ? await systemRoots(host) : undefined
  return {
    insecure: config.insecure,
    ...(config.serverName ? {serverName: config.serverName} : {}),
    ...(ca === undefined ? {} : {ca}),
    ...(roots === undefined ? {} : {roots}),
    ...(cert === undefined || key === undefined ? {} : {cert, key}),
  }
}

/** The certificates that can be read (transport.rootCertPool). Throws when there is none. */
function authorities(pem: string): Uint8Array {
  const blocks = readPEM(pem)
  const certificates = blocks.filter(holdsCertificate)
  const readable = certificates.filter(seemsCertificate)
  if (readable.length > 0) return Buffer.from(readable.map(({text}) => `${text}\n`).join(''), 'latin1')
  const why =
    certificates.length > 0
      ? 'failed to parse certificate: x509: malformed certificate'
      : noBlock(blocks, pem)
  throw new Error(`unable to load root certificates: ${why}`)
}

function noBlock(blocks: readonly PemBlock[], pem: string): string {
  const readAll = blocks.at(-1)?.end === pem.length
  return readAll ? 'no valid certificate authority data seen' : 'unable to parse bytes as PEM block'
}

/** Bytes in hand, else the content of the file. Throws a FileError. */
export async function dataOrFile(
  data: Uint8Array | undefined,
  file: string | undefined,
): Promise<Uint8Array | undefined> {
  if (data !== undefined && data.length > 0) return data
  if (!file) return undefined
  try {
    return await readBytes(file)
  } catch (error) {
    throw new FileError('open', file, error)
  }
}

/** The same function of node:fs/promises would cost the start of most commands a millisecond. */
function readBytes(file: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    readFile(file, (error, bytes) => (error === null ? resolve(bytes) : reject(error)))
  })
}

async function systemRoots(host: Pick<Host, 'env' | 'platform'>): Promise<string[] | undefined> {
  const {loadSystemRoots} = await import('./system-roots.ts')
  return loadSystemRoots(host.env, host.platform)
}
