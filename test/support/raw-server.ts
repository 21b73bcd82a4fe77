import {once} from 'node:events'
import {type AddressInfo, type Server, type Socket, createServer} from 'node:net'
import tls from 'node:tls'
import type {PKI} from './pki.ts'

/** A server that answers as it is told, byte by byte. */
export interface RawServer {
  readonly port: number
  /** The requests' heads as they came. */
  readonly requests: string[]
  /** Connections made so far. */
  readonly connections: () => number
  close(): Promise<void>
}

export type Connected = (socket: Socket, request: string, raw: Socket) => void

/** Listens on a free port; `answer` is called for the first bytes of each request. */
export async function tlsServer(
  pki: PKI,
  answer: Connected,
  options: tls.TlsOptions = {},
): Promise<RawServer> {
  const raws: Socket[] = []
  const server = tls.createServer(
    {cert: pki.read('server.crt'), key: pki.read('server.key'), ALPNProtocols: ['http/1.1'], ...options},
    (socket) => answerRequests(socket, answer, requests, raws.at(-1)!),
  )
  const requests: string[] = []
  server.on('tlsClientError', () => {})
  return listening(server, requests, raws)
}

/** The same without TLS. */
export async function plainServer(answer: Connected): Promise<RawServer> {
  const requests: string[] = []
  const server = createServer((socket) => answerRequests(socket, answer, requests, socket))
  return listening(server, requests, [])
}

/** Calls back when a connection comes, before a byte was read. */
export async function acceptingServer(accept: (socket: Socket) => void): Promise<RawServer> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    accept(socket)
  })
  return listening(server, [], [])
}

function answerRequests(socket: Socket, answer: Connected, requests: string[], raw: Socket): void {
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => {
    const text = chunk.toString('latin1')
    requests.push(text)
    answer(socket, text, raw)
  })
}

async function listening(server: Server, requests: string[], raws: Socket[]): Promise<RawServer> {
  const open = new Set<Socket>()
  let count = 0
  server.on('connection', (socket: Socket) => {
    count++
    raws.push(socket)
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    connections: () => count,
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An HTTP/1.1 answer with a Content-Length. */
export function answerOf(status: string, body = '', headers: readonly string[] = []): string {
  const lines = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${Buffer.byteLength(body)}`]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}
