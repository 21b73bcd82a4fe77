import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import https from 'node:https'
import type {AddressInfo} from 'node:net'

/** How the server behind is reached. */
export interface Upstream {
  readonly server: string
  readonly agent: https.Agent
}

/** A server in front of an API server. */
export interface FrontServer {
  readonly url: string
  close(): Promise<void>
}

type Handle = (request: IncomingMessage, response: ServerResponse) => void

/** Listens on a free port, without TLS. */
export async function startFrontServer(handle: Handle): Promise<FrontServer> {
  const server = createServer(handle)
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

/** Sends the request on to this address of the API server, and its answer to `answer`, or back as it is. */
export function passOn(
  {agent}: Upstream,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  {headers = request.headers, answer = passBack}: {headers?: object; answer?: typeof passBack} = {},
): void {
  const {host: _, ...sent} = headers as Record<string, string>
  const outgoing = https.request(url, {agent, method: request.method, headers: sent}, (incoming) =>
    answer(incoming, response),
  )
  outgoing.on('error', () => response.destroy())
  // A client that goes before it has its answer must not keep one of the agent's few connections.
  response.on('close', () => {
    if (!response.writableFinished) outgoing.destroy()
  })
  request.pipe(outgoing)
}

/** Answers with what the API server says. */
export function passBack(incoming: IncomingMessage, response: ServerResponse): void {
  response.writeHead(incoming.statusCode!, incoming.headers)
  incoming.pipe(response)
}

/** A server that lets somebody do something before each request is passed on. */
export function startMeddlingServer(
  upstream: Upstream,
  before: (method: string, url: URL) => Promise<void>,
): Promise<FrontServer> {
  return startFrontServer((request, response) => {
    const url = new URL(request.url!, upstream.server)
    void before(request.method!, url).then(
      () => passOn(upstream, url, request, response),
      () => response.destroy(),
    )
  })
}
