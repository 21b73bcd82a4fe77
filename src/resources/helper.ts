import type {JsonObject} from '../api/json.ts'
import type {KubeObject} from '../api/object.ts'
import {formatJSON} from '../yaml/json.ts'
import {parseObject} from './response-object.ts'
import type {Request, RESTClient} from '../client/request.ts'
import type {RESTMapping} from '../discovery/mapping.ts'
import {resourcePath} from './path.ts'

/** What rides along with every change (metav1's Create-, Patch- and UpdateOptions). */
export interface MutationOptions {
  /** Let the server do everything but keep the result. */
  readonly dryRun?: boolean
  readonly fieldManager?: string | undefined
  /** Ignore, Warn or Strict. */
  readonly fieldValidation?: string | undefined
  readonly subresource?: string | undefined
}

/** The content types of the four patch formats. */
export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const

/** metav1.DeleteOptions as far as kubectl sets them. */
export interface DeleteOptions {
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
  /** Deletes only this very object. */
  readonly preconditions?: {readonly uid: string; readonly resourceVersion?: string}
}

/** A request's Accept header and further query parameters. */
export interface ReadOptions {
  readonly accept?: string
  readonly query?: Readonly<Record<string, string>>
}

/** Reads and changes objects of one resource (cli-runtime's resource.Helper). All throw what the client throws. */
export class Helper {
  private readonly client: RESTClient
  private readonly mapping: RESTMapping
  private readonly options: MutationOptions

  constructor(client: RESTClient, mapping: RESTMapping, options: MutationOptions = {}) {
    this.client = client
    this.mapping = mapping
    this.options = options
  }

  /** The object as the server has it. */
  get(namespace: string, name: string, read: ReadOptions = {}): Promise<KubeObject> {
    return this.send({
      method: 'GET',
      path: this.path(namespace, name),
      ...(read.query ? {query: read.query} : {}),
      ...(read.accept ? {headers: {accept: read.accept}} : {}),
    })
  }

  /** Creates the object; a resource version left over from a `get` is not sent. */
  create(namespace: string, object: KubeObject, modify = true): Promise<KubeObject> {
    if (this.mapping.namespaced && namespace === '') {
      throw new Error('an empty namespace may not be set during creation')
    }
    return this.send({
      method: 'POST',
      path: resourcePath({mapping: this.mapping, namespace, subresource: this.options.subresource}),
      query: this.mutationQuery(),
      body: formatJSON(modify ? withoutResourceVersion(object) : object),
    })
  }

  /** Sends a patch of one of `patchTypes`; `force` is for apply patches. */
  patch(
    namespace: string,
    name: string,
    contentType: string,
    body: string | Uint8Array,
    force?: boolean,
  ): Promise<KubeObject> {
    const query = this.mutationQuery()
    return this.send({
      method: 'PATCH',
      path: this.path(namespace, name),
      query: force === undefined ? query : {...query, force: String(force)},
      contentType,
      body,
    })
  }

  /** Replaces the object; with `overwrite` the server's resource version is taken when the object has none. */
  async replace(
    namespace: string,
    name: string,
    object: KubeObject,
    overwrite: boolean,
  ): Promise<KubeObject> {
    const path = this.path(namespace, name)
    let sent = object
    if (overwrite && !object.metadata?.resourceVersion) {
      const current = await this.send({method: 'GET', path}).catch(() => undefined)
      const resourceVersion = current?.metadata?.resourceVersion
      if (resourceVersion) sent = {...object, metadata: {...object.metadata, resourceVersion}}
    }
    return this.send({
      method: 'PUT',
      path,
      query: this.mutationQuery(),
      body: formatJSON(sent),
    })
  }

  /** Deletes the object; gives what the server answers, the object or a Status. */
  delete(namespace: string, name: string, options: DeleteOptions = {}): Promise<KubeObject> {
    const body: JsonObject = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      ...options,
      ...(this.options.dryRun ? {dryRun: ['All']} : {}),
    }
    return this.send({
      method: 'DELETE',
      path: this.path(namespace, name),
      body: formatJSON(body),
    })
  }

  private path(namespace: string, name: string): string {
    return resourcePath({
      mapping: this.mapping,
      namespace,
      name,
      subresource: this.options.subresource,
    })
  }

  private mutationQuery(): Record<string, string | undefined> {
    const {dryRun, fieldManager, fieldValidation} = this.options
    return {
      dryRun: dryRun ? 'All' : undefined,
      fieldManager: fieldManager || undefined,
      fieldValidation: fieldValidation || undefined,
    }
  }

  private async send(request: Request): Promise<KubeObject> {
    const response = await this.client.send(request)
    return parseObject(await response.text())
  }
}

function withoutResourceVersion(object: KubeObject): KubeObject {
  if (object.metadata?.resourceVersion === undefined) return object
  const {resourceVersion: _, ...metadata} = object.metadata
  return {...object, metadata}
}
