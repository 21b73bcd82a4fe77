import type {IncomingMessage, ServerResponse} from 'node:http'
import {type FrontServer, passBack, passOn, startFrontServer, type Upstream} from './front-server.ts'

/** As many bytes, so that documents in protobuf stay whole. */
const hidden = ['fieldValidation', 'fieldValid_tion'] as const

/** It came with Kubernetes 1.23. */
const unknown = '/apis/autoscaling/v2/'

/**
 * Makes a current API server look like one from before Kubernetes 1.23: no parameter `fieldValidation`, in
 * the OpenAPI documents or in requests, no aggregated discovery, and nothing in autoscaling/v2. All else is passed on as
 * it is.
 */
export function startOldServer(upstream: Upstream): Promise<FrontServer> {
  return startFrontServer((request, response) => forward(upstream, request, response))
}

function forward(upstream: Upstream, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url!, upstream.server)
  if (url.pathname.startsWith(unknown)) {
    response.writeHead(404, {'content-type': 'text/plain'}).end('404 page not found\n')
    return
  }
  url.searchParams.delete('fieldValidation')
  const {accept = '', ...headers} = request.headers
  const understood = accept.split(',').filter((type) => !type.includes('as=APIGroupDiscoveryList'))
  passOn(upstream, url, request, response, {
    headers: {...headers, accept: understood.join(','), 'accept-encoding': 'identity'},
    answer: url.pathname.startsWith('/openapi/')
      ? (incoming) => void withoutField(incoming, response).catch(() => response.destroy())
      : passBack,
  })
}

async function withoutField(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks)
    .toString('latin1')
    .replaceAll(...hidden)
  response.writeHead(incoming.statusCode!, incoming.headers)
  response.end(Buffer.from(text, 'latin1'))
}
