import {type KubeObject, nameOf, namespaceOf} from '../../api/object.ts'
import {kindOf} from '../../api/schema.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason} from '../../client/status.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {Helper} from '../../resources/helper.ts'
import {encodeRBAC} from './rbac-types.ts'
import type {Reconciled} from './reconciled.ts'

const namespaces: RESTMapping = {
  resource: {group: '', version: 'v1', resource: 'namespaces'},
  kind: {group: '', version: 'v1', kind: 'Namespace'},
  namespaced: false,
}

/** The live object of a role or binding in a manifest, as client-go's typed clients read and change it. */
export class RBACObjects {
  private readonly client: RESTClient
  private readonly helper: Helper
  private readonly kind: string
  private readonly namespace: string
  private readonly name: string

  constructor(client: RESTClient, object: KubeObject) {
    const kind = kindOf(object)
    const isClusterWide = kind.kind.startsWith('Cluster')
    this.client = client
    this.kind = kind.kind
    this.namespace = isClusterWide ? '' : namespaceOf(object)
    this.name = nameOf(object)
    const {group, version} = kind
    const resource = {group, version, resource: `${kind.kind.toLowerCase()}s`}
    // Without a namespace the server is asked all the same, and does not find it.
    this.helper = new Helper(client, {kind, resource, namespaced: this.namespace !== ''})
  }

  /** The live object, undefined when there is none. */
  async get(): Promise<KubeObject | undefined> {
    try {
      return await this.helper.get(this.namespace, this.name)
    } catch (error) {
      if (hasReason(error, 'NotFound')) return undefined
      throw error
    }
  }

  /** Sends the change and gives what came of it; undefined where somebody else was quicker. */
  async carryOut(
    {operation, object}: Reconciled,
    live: KubeObject | undefined,
  ): Promise<KubeObject | undefined> {
    const sent = encodeRBAC(object)
    if (operation === 'update') {
      return unless('NotFound', () => this.helper.replace(this.namespace, this.name, sent, false))
    }
    if (operation === 'recreate' && !(await this.delete(live!))) return undefined
    if (!this.kind.startsWith('Cluster')) await this.ensureNamespace()
    return unless('AlreadyExists', () => this.helper.create(this.namespace, sent, false))
  }

  /** Deletes this very object; false when there is another one of its name by now. */
  private async delete({metadata}: KubeObject): Promise<boolean> {
    try {
      await this.helper.delete(this.namespace, this.name, {preconditions: {uid: metadata?.uid ?? ''}})
      return true
    } catch (error) {
      if (hasReason(error, 'Conflict')) return false
      if (hasReason(error, 'NotFound')) return true
      throw error
    }
  }

  /** Makes the namespace as far as the user may; who may only change roles goes on (tryEnsureNamespace). */
  private async ensureNamespace(): Promise<void> {
    const helper = new Helper(this.client, namespaces)
    try {
      await helper.get('', this.namespace)
      return
    } catch (error) {
      if (!hasReason(error, 'NotFound') && !hasReason(error, 'Forbidden')) throw error
    }
    const namespace = {
      kind: 'Namespace',
      apiVersion: 'v1',
      metadata: {name: this.namespace},
      spec: {},
      status: {},
    }
    try {
      await helper.create('', namespace)
    } catch (error) {
      if (!hasReason(error, 'AlreadyExists') && !hasReason(error, 'Forbidden')) throw error
    }
  }
}

/** What the request gives, undefined where the server refuses it for this reason. */
async function unless(reason: string, request: () => Promise<KubeObject>): Promise<KubeObject | undefined> {
  try {
    return await request()
  } catch (error) {
    if (hasReason(error, reason)) return undefined
    throw error
  }
}
