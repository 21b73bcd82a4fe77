import {isList} from '../../api/object.ts'
import type {GroupVersionResource} from '../../api/schema.ts'
import {resourcePath} from '../../resources/path.ts'
import {parseObject} from '../../resources/response-object.ts'
import type {Session} from '../../session/session.ts'

/** Which objects of a resource to read. */
export interface Reading {
  readonly resource: GroupVersionResource
  /** '' for cluster-scoped resources and for all namespaces. */
  readonly namespace: string
  /** '' for all objects that the selectors match. */
  readonly name?: string
  readonly labelSelector: string
  readonly fieldSelector?: string
}

/** The object of the name, or all that the selectors match, in one request. Throws what the client throws. */
export async function read<T extends object>(session: Session, reading: Reading): Promise<readonly T[]> {
  const {resource, namespace, name = '', labelSelector, fieldSelector = ''} = reading
  // A name without a namespace is for the server to refuse, as kubectl's typed clients do it.
  const mapping = {resource, namespaced: namespace !== ''}
  const client = await session.client()
  const response = await client.send({
    method: 'GET',
    path: resourcePath({mapping, namespace, ...(name === '' ? {} : {name})}),
    query: {labelSelector: labelSelector || undefined, fieldSelector: fieldSelector || undefined},
  })
  const answer = parseObject(await response.text())
  const found: readonly object[] = name === '' && isList(answer) ? answer.items : [answer]
  return found as readonly T[]
}
