import {createHash} from 'node:crypto'
import type {IncomingMessage} from 'node:http'
import type {Socket} from 'node:net'

/** The channels of v5.channel.k8s.io. */
export const channel = {stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255} as const

/** What a client sent on one channel. */
export interface Received {
  readonly channel: number
  readonly text: string
}

const acceptSuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** The server's half of an attach or exec, told frame by frame what to say. */
export class RemoteStream {
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** Everything that was received, in order. */
  readonly received: Received[] = []
  /** Pings and close frames that came: `9`, `8 1000`. */
  readonly control: string[] = []
  readonly socket: Socket
  private rest: Buffer = Buffer.alloc(0)
  private wake: (() => void)[] = []
  private closed = false

  /** Answers the upgrade request. */
  constructor(request: IncomingMessage, socket: Socket, head: Buffer, protocol = 'v5.channel.k8s.io') {
    this.query = new URL(request.url!, 'http://server').searchParams
    this.headers = request.headers
    this.socket = socket
    const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${acceptSuffix}`)
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${key.digest('base64')}`,
      ...(protocol === '' ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
    ]
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    socket.on('error', () => {})
    socket.on('close', () => {
      this.closed = true
      this.notify()
    })
    socket.on('data', (chunk: Buffer) => this.read(chunk))
    if (head.length > 0) this.read(head)
  }

  /** Sends bytes on a channel. */
  send(to: number, data: string | Uint8Array): void {
    this.frame(0x82, Buffer.concat([Buffer.of(to), Buffer.from(data as string)]))
  }

  /** Sends a frame; the first byte holds FIN and the opcode. */
  frame(first: number, payload: Uint8Array): void {
    const {length} = payload
    const head =
      length < 126
        ? Buffer.of(first, length)
        : length < 65_536
          ? Buffer.of(first, 126, length >> 8, length & 255)
          : Buffer.concat([Buffer.of(first, 127, 0, 0, 0, 0), uint32(length)])
    this.socket.write(Buffer.concat([head, payload]))
  }

  /** Says how the command ended: 0, another exit code, or a whole Status. */
  status(status: number | object): void {
    this.send(channel.error, JSON.stringify(typeof status === 'number' ? statusOf(status) : status))
  }

  /** Ends the connection in order. */
  close(code = 1000, reason = ''): void {
    this.frame(0x88, Buffer.concat([Buffer.of(code >> 8, code & 255), Buffer.from(reason)]))
    this.socket.end()
  }

  /** What the server does when all went well. */
  finish(code = 0): void {
    this.status(code)
    this.close()
  }

  /** Cuts the connection. */
  drop(): void {
    this.socket.end()
  }

  /** Waits until the condition holds, or the client has gone. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition() && !this.closed) await new Promise<void>((resolve) => this.wake.push(resolve))
  }

  /** All that came on a channel so far. */
  textOf(from: number): string {
    return this.received
      .filter((one) => one.channel === from)
      .map(({text}) => text)
      .join('')
  }

  private read(chunk: Buffer): void {
    this.rest = Buffer.concat([this.rest, chunk])
    for (let frame = this.takeFrame(); frame !== undefined; frame = this.takeFrame()) this.take(frame)
    this.notify()
  }

  private notify(): void {
    for (const wake of this.wake.splice(0)) wake()
  }

  private take({opcode, payload}: {opcode: number; payload: Buffer}): void {
    if (opcode === 2) this.received.push({channel: payload[0]!, text: payload.toString('utf8', 1)})
    else if (opcode === 9) {
      this.control.push('ping')
      this.frame(0x8a, payload)
    } else if (opcode === 10) this.control.push(`pong ${payload.toString()}`)
    else if (opcode === 8) this.control.push(`close ${payload.length >= 2 ? payload.readUInt16BE(0) : ''}`)
  }

  /** Clients must mask what they send (RFC 6455 section 5.3). */
  private takeFrame(): {opcode: number; payload: Buffer} | undefined {
    const {rest} = this
    if (rest.length < 2) return undefined
    if ((rest[1]! & 0x80) === 0) throw new Error('a client frame is not masked')
    const short = rest[1]! & 0x7f
    const extra = short === 126 ? 2 : short === 127 ? 8 : 0
    if (rest.length < 6 + extra) return undefined
    const length =
      short === 126 ? rest.readUInt16BE(2) : short === 127 ? Number(rest.readBigUInt64BE(2)) : short
    const start = 6 + extra
    if (rest.length < start + length) return undefined
    const mask = rest.subarray(start - 4, start)
    const payload = Buffer.from(rest.subarray(start, start + length))
    for (let i = 0; i < length; i++) payload[i]! ^= mask[i % 4]!
    this.rest = rest.subarray(start + length)
    return {opcode: rest[0]! & 0x0f, payload}
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function statusOf(code: number): object {
  if (code === 0) return {metadata: {}, status: 'Success'}
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${code}`,
    reason: 'NonZeroExitCode',
    details: {causes: [{reason: 'ExitCode', message: String(code)}]},
  }
}
