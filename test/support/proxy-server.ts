import {type Socket, connect} from 'node:net'
import type {PKI} from './pki.ts'
import {acceptingServer, type Connected, plainServer, type RawServer, tlsServer} from './raw-server.ts'

/**
 * An HTTP proxy: CONNECT tunnels, and whole addresses forwarded; `credentials` as `user:password`. With a PKI it is
 * spoken to with TLS.
 */
export function httpProxy(credentials?: string, pki?: PKI): Promise<RawServer> {
  const tunnels = new WeakSet<Socket>()
  const answer: Connected = (socket, request) => {
    if (tunnels.has(socket)) return
    const secret = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`
    if (secret && !request.includes(`Proxy-Authorization: ${secret}\r\n`)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const tunnel = /^CONNECT ([^ ]+):(\d+) /.exec(request)
    const forward = /^(\w+) http:\/\/([^/: ]+):(\d+)([^ ]*)/.exec(request)
    if (tunnel !== null) {
      tunnels.add(socket)
      join(socket, tunnel[1]!, Number(tunnel[2]), () =>
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n'),
      )
    } else if (forward !== null) {
      tunnels.add(socket)
      const rest = request.replace(/ http:\/\/[^/ ]+/, ' ')
      join(socket, forward[2]!, Number(forward[3]), (upstream) => upstream.write(rest))
    } else {
      socket.end('HTTP/1.1 405 Method Not Allowed\r\n\r\n')
    }
  }
  return pki === undefined ? plainServer(answer) : tlsServer(pki, answer)
}

/** A SOCKS 5 proxy (RFC 1928); `reply` other than 0 refuses, `method` 255 accepts no kind of log-in. */
export async function socksProxy(
  options: {reply?: number; method?: number} = {},
): Promise<RawServer & {targets: string[]}> {
  const targets: string[] = []
  const server = await acceptingServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, options.method ?? 0]))
      socket.once('data', (request: Buffer) => {
        const isName = request[3] === 3
        const host = isName
          ? request.subarray(5, 5 + request[4]!).toString()
          : [...request.subarray(4, 8)].join('.')
        const port = request.readUInt16BE(request.length - 2)
        targets.push(`${host}:${port}`)
        const answer = Buffer.from([5, options.reply ?? 0, 0, 1, 0, 0, 0, 0, 0, 0])
        if (options.reply) socket.end(answer)
        else join(socket, host, port, () => socket.write(answer))
      })
    })
  })
  return {...server, targets}
}

function join(socket: Socket, host: string, port: number, connected: (upstream: Socket) => void): void {
  const upstream = connect(port, host, () => {
    connected(upstream)
    socket.pipe(upstream)
    upstream.pipe(socket)
  })
  upstream.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
  socket.on('close', () => upstream.destroy())
}
