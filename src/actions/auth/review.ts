import type {KubeObject} from '../../api/object.ts'
import {formatGroupVersion, type GroupVersion} from '../../api/schema.ts'
import {parseObject} from '../../resources/response-object.ts'
import type {Session} from '../../session/session.ts'
import {formatJSON} from '../../yaml/json.ts'

/**
 * Asks the server for a review, which is answered and not kept; `resource` is the kind's plural. Throws
 * what the client throws.
 */
export async function requestReview(
  session: Session,
  version: GroupVersion,
  kind: string,
  resource: string,
  spec?: KubeObject['spec'],
): Promise<KubeObject> {
  const client = await session.client()
  const apiVersion = formatGroupVersion(version)
  const response = await client.send({
    method: 'POST',
    path: `/apis/${apiVersion}/${resource}`,
    body: formatJSON({kind, apiVersion, metadata: {}, ...(spec === undefined ? {} : {spec})}),
  })
  return parseObject(await response.text())
}
