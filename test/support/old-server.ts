import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import https from 'node:https'

/** How the server behind is reached. */
export interface Upstream {
  readonly server: string
  readonly agent: https.Agent
}

export interface OldServer {
  readonly url: string
  close(): Promise<void>
}

/** As many bytes, so that documents in protobuf stay whole. */
const hidden = ['fieldValidation', 'fieldValid_tion'] as const

/** It came with Kubernetes 1.23. */
const unknown = '/apis/autoscaling/v2/'

/**
 * Makes a current API server look like one from before Kubernetes 1.23: no parameter `fieldValidation`, in
 * the OpenAPI documents or in requests, no aggregated discovery, and nothing in autoscaling/v2. All else is passed on as
 * it is.
 */
export async function startOldServer(upstream: Upstream): Promise<OldServer> {
  const server = createServer((request, response) => forward(upstream, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function forward({server, agent}: Upstream, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url!, server)
  if (url.pathname.startsWith(unknown)) {
    response.writeHead(404, {'content-type': 'text/plain'}).end('404 page not found\n')
    return
  }
  url.searchParams.delete('fieldValidation')
  const {host: _, accept = '', ...headers} = request.headers
  const understood = accept.split(',').filter((type) => !type.includes('as=APIGroupDiscoveryList'))
  const outgoing = https.request(
    url,
    {
      agent,
      method: request.method,
      headers: {...headers, accept: understood.join(','), 'accept-encoding': 'identity'},
    },
    (incoming) => void answer(url, incoming, response),
  )
  outgoing.on('error', () => response.destroy())
  request.pipe(outgoing)
}

async function answer(url: URL, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!url.pathname.startsWith('/openapi/')) {
    response.writeHead(incoming.statusCode!, incoming.headers)
    incoming.pipe(response)
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks)
    .toString('latin1')
    .replaceAll(...hidden)
  response.writeHead(incoming.statusCode!, incoming.headers)
  response.end(Buffer.from(text, 'latin1'))
}
