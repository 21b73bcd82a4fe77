import type {CacheFolder} from '../base/cache-folder.ts'
import {formatGroupVersion, type GroupVersion} from '../api/schema.ts'
import type {Request, RESTClient} from '../client/request.ts'
import {asDocument, type Document} from './schema.ts'

export interface DocumentsOptions {
  readonly client: RESTClient
  /** Where documents are kept; absent: nowhere. */
  readonly cache?: CacheFolder | undefined
  /** What `--request-timeout` came to, in milliseconds; 0 for none. */
  readonly requestTimeout?: number | undefined
}

/** The server publishes no v3 document for this group and version. */
export class GroupVersionNotFoundError extends Error {
  override name = 'GroupVersionNotFoundError'
  constructor(version: GroupVersion) {
    super(`GroupVersion (${formatGroupVersion(version)}) not found as OpenAPI V3 path`)
  }
}

/** As for discovery; kubectl's traces show it. */
const defaultTimeout = 32

/**
 * The OpenAPI documents that a server publishes, each read once per run. The v3 documents carry a hash
 * in their address, so a copy on disk with the same hash never needs to be read again.
 */
export class OpenAPIDocuments {
  private readonly options: DocumentsOptions
  private readonly documents = new Map<string, Promise<Document>>()
  private index: Promise<ReadonlyMap<string, string>> | undefined

  constructor(options: DocumentsOptions) {
    this.options = options
  }

  /** The addresses of the v3 documents, by `apis/apps/v1`. Throws what the client throws. */
  paths(): Promise<ReadonlyMap<string, string>> {
    this.index ??= this.fetchIndex()
    return this.index
  }

  /** The v3 document of a group and version. Throws GroupVersionNotFoundError and what the client throws. */
  v3(version: GroupVersion): Promise<Document> {
    return this.once(versionPath(version), (path) => this.loadV3(path, version))
  }

  /** The document of all groups, for servers without v3. Throws what the client throws. */
  v2(): Promise<Document> {
    return this.once('v2', async () => asDocument(JSON.parse(await this.fetch('/openapi/v2'))))
  }

  private once(name: string, load: (name: string) => Promise<Document>): Promise<Document> {
    let document = this.documents.get(name)
    if (document === undefined) {
      document = load(name)
      this.documents.set(name, document)
    }
    return document
  }

  private async loadV3(path: string, version: GroupVersion): Promise<Document> {
    const address = (await this.paths()).get(path)
    if (address === undefined) throw new GroupVersionNotFoundError(version)
    const {pathname, searchParams} = new URL(address, 'https://server')
    const hash = searchParams.get('hash') ?? ''
    const file = `kctl-openapi/${path.replaceAll(/[^\w.-]/g, '_')}.json`
    const cached = hash === '' ? undefined : this.readCache(file, hash)
    if (cached !== undefined) return cached
    const text = await this.fetch(this.belowServer(pathname), Object.fromEntries(searchParams))
    const document = asDocument(JSON.parse(text))
    if (hash !== '') this.options.cache?.write(file, `${hash}\n${text}`)
    return document
  }

  /** The hash stands in the first line. */
  private readCache(file: string, hash: string): Document | undefined {
    const text = this.options.cache?.read(file)?.text
    if (text === undefined || !text.startsWith(`${hash}\n`)) return undefined
    try {
      return asDocument(JSON.parse(text.slice(hash.length + 1)))
    } catch {
      return undefined
    }
  }

  private async fetchIndex(): Promise<ReadonlyMap<string, string>> {
    const {paths = {}} = JSON.parse(await this.fetch('/openapi/v3')) as {
      paths?: Record<string, {serverRelativeURL: string}>
    }
    return new Map(Object.entries(paths).map(([path, {serverRelativeURL}]) => [path, serverRelativeURL]))
  }

  /** A server behind a path prefix may or may not know of it. */
  private belowServer(path: string): string {
    const prefix = new URL(this.options.client.host).pathname.replace(/\/$/, '')
    return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path
  }

  private async fetch(path: string, query: Readonly<Record<string, string>> = {}): Promise<string> {
    const {client, requestTimeout} = this.options
    const request: Request = {
      method: 'GET',
      path,
      headers: {Accept: 'application/json'},
      ...(requestTimeout
        ? {query}
        : {query: {...query, timeout: `${defaultTimeout}s`}, timeout: defaultTimeout * 1000}),
    }
    try {
      return await (await client.send(request)).text()
    } catch (error) {
      const {rawError} = await import('../client/raw-error.ts')
      throw rawError(error)
    }
  }
}

function versionPath({group, version}: GroupVersion): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`
}
