import {readFileSync, statSync} from 'node:fs'
import {resolve} from 'node:path'
import {FileError} from '../../base/go-file-error.ts'
import {goQuote} from '../../base/go-quote.ts'
import {type Cluster, newCluster} from '../../kubeconfig/config.ts'
import type {Session} from '../../session/session.ts'
import {editConfig} from './access.ts'

/** What is given overwrites; undefined leaves the field as it is. */
export interface SetClusterOptions {
  readonly name: string
  readonly server?: string | undefined
  readonly tlsServerName?: string | undefined
  readonly insecureSkipTlsVerify?: boolean | undefined
  readonly certificateAuthority?: string | undefined
  readonly embedCerts?: boolean | undefined
  readonly proxyUrl?: string | undefined
}

/** Creates or changes a cluster. Throws for options that exclude each other, and for an unreadable CA. */
export async function setCluster(session: Session, options: SetClusterOptions): Promise<void> {
  validate(options, session.host.cwd)
  await editConfig(session, (config) => {
    const cluster = {...(config.clusters.get(options.name) ?? newCluster())}
    change(cluster, options, session.host.cwd)
    config.clusters.set(options.name, cluster)
  })
  session.io.out.write(`Cluster ${goQuote(options.name)} set.\n`)
}

function validate(options: SetClusterOptions, cwd: string): void {
  if (options.name === '') throw new Error('you must specify a non-empty cluster name')
  if (options.insecureSkipTlsVerify && options.certificateAuthority) {
    throw new Error('you cannot specify a certificate authority and insecure mode at the same time')
  }
  if (!options.embedCerts) return
  if (!options.certificateAuthority) throw new Error('you must specify a --certificate-authority to embed')
  requireFile('certificate-authority', options.certificateAuthority, cwd)
}

function change(cluster: Cluster, options: SetClusterOptions, cwd: string): void {
  if (options.server !== undefined) {
    cluster.server = options.server
    // The name belonged to the old server.
    cluster.tlsServerName = ''
  }
  cluster.tlsServerName = options.tlsServerName ?? cluster.tlsServerName
  cluster.proxyURL = options.proxyUrl ?? cluster.proxyURL
  if (options.insecureSkipTlsVerify !== undefined) {
    cluster.insecureSkipTLSVerify = options.insecureSkipTlsVerify
    if (options.insecureSkipTlsVerify) {
      cluster.certificateAuthority = ''
      cluster.certificateAuthorityData = new Uint8Array(0)
    }
  }
  if (options.certificateAuthority === undefined) return
  cluster.insecureSkipTLSVerify = false
  if (options.embedCerts) {
    cluster.certificateAuthorityData = contentOf(options.certificateAuthority, cwd)
    cluster.certificateAuthority = ''
  } else {
    cluster.certificateAuthority = resolve(cwd, options.certificateAuthority)
    cluster.certificateAuthorityData = new Uint8Array(0)
  }
}

/** Throws when the file that a flag names is not there. */
export function requireFile(flag: string, file: string, cwd: string): void {
  try {
    statSync(resolve(cwd, file))
  } catch (error) {
    throw new Error(`could not stat ${flag} file ${file}: ${new FileError('stat', file, error).message}`)
  }
}

/** The content of a file that was there a moment ago; kubectl takes an unreadable one for empty. */
export function contentOf(file: string, cwd: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, file))
  } catch {
    return new Uint8Array(0)
  }
}
