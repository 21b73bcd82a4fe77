import type {KubeObject} from '../api/object.ts'
import type {RESTClient} from '../client/request.ts'
import {hasReason} from '../client/status.ts'
import {Helper, type ReadOptions} from './helper.ts'
import type {Info} from './info.ts'

/**
 * The object the info names (resource.Info.Get). When it is missing because its namespace is, the error
 * says so instead.
 */
export async function getObject(client: RESTClient, info: Info, read: ReadOptions = {}): Promise<KubeObject> {
  const helper = new Helper(client, info.mapping, {subresource: info.subresource})
  try {
    return await helper.get(info.namespace, info.name, read)
  } catch (error) {
    if (!hasReason(error, 'NotFound')) throw error
    throw (await missingNamespace(client, info.namespace)) ?? error
  }
}

async function missingNamespace(client: RESTClient, namespace: string): Promise<Error | undefined> {
  if (namespace === '' || namespace === 'default') return undefined
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}`
  return client.send({method: 'GET', path}).then(
    async (response) => void (await response.text()),
    (error: unknown) => (hasReason(error, 'NotFound') ? error : undefined),
  )
}
