import {type KubeObject, nameOf, namespaceOf} from '../../api/object.ts'
import {resourcePath} from '../../resources/path.ts'
import type {Session} from '../../session/session.ts'
import {findContainer, findOrDefaultContainer, podMapping} from '../attach/index.ts'

/** Which part of the log. */
export interface LogOptions {
  /** '' for the pod's own choice. */
  readonly container: string
  /** Only lines since then, to the second. */
  readonly sinceTime?: Date | undefined
  readonly signal?: AbortSignal | undefined
}

/** Writes a container's log to stdout as it is (run's logOpts). Throws what the server says. */
export async function writeLog(session: Session, pod: KubeObject, options: LogOptions): Promise<void> {
  const {container, sinceTime, signal} = options
  const client = await session.client()
  const response = await client.send({
    method: 'GET',
    path: resourcePath({
      mapping: podMapping,
      namespace: namespaceOf(pod),
      name: nameOf(pod),
      subresource: 'log',
    }),
    query: {
      container: container === '' ? chosen(session, pod) : container,
      sinceTime: sinceTime?.toISOString().replace(/\.\d+Z$/, 'Z'),
    },
    stream: true,
    ...(signal === undefined ? {} : {signal}),
  })
  for await (const chunk of response.chunks()) session.io.out.write(chunk)
}

/** logs names the container that it chose, also in a quiet run. */
function chosen(session: Session, pod: KubeObject): string {
  const {errOut} = session.io
  const annotated = pod.metadata?.annotations?.['kubectl.kubernetes.io/default-container'] ?? ''
  if (annotated === '' || findContainer(pod, annotated) !== undefined) {
    return findOrDefaultContainer(pod, '', errOut).name
  }
  errOut.write(`Default container name "${annotated}" not found in pod ${nameOf(pod)}\n`)
  const {annotations: _, ...metadata} = pod.metadata ?? {}
  return findOrDefaultContainer({...pod, metadata}, '', errOut).name
}
