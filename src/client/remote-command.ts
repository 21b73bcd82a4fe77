import {isObject, type JsonObject} from '../api/json.ts'
import {textAt} from '../api/object.ts'
import {ExitError, messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {parseJSON} from '../yaml/json.ts'
import type {Output} from '../base/io.ts'
import type {TerminalSize} from '../base/terminal.ts'
import type {RESTClient, UpgradeRequest} from './request.ts'
import {CloseError, type WebSocketConnection} from './connection/websocket.ts'
import {opcode, WebSocketError} from './connection/websocket-frames.ts'

/** The subprotocol in which stdin can end; servers before 1.30 do not speak it. */
const protocol = 'v5.channel.k8s.io'
/** The first byte of each message. */
const channel = {stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255} as const
/** The most of stdin in one message, as io.Copy reads. */
const largestPiece = 32 << 10
/** A Status is small; more than this on the error channel is no Status. */
const longestStatus = 1 << 20

/** What is connected to a process in a container (client-go's remotecommand.StreamOptions). */
export interface RemoteStreams {
  /** Sent until it ends; absent for a process without input. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined
  readonly stdout: Output
  /** Absent when the process has a terminal, whose output is all on stdout. */
  readonly stderr?: Output | undefined
  /** Tells each size of the terminal, the present one first; gives what ends that. */
  readonly sizes?: ((resized: (size: TerminalSize) => void) => () => void) | undefined
  /** Is told when stdin cannot be read on; the process then sees its end. */
  readonly stdinFailed: (error: unknown) => void
  /** Is told of messages for channels that do not exist. */
  readonly unknownChannel: (id: number) => void
}

/**
 * Connects the streams to a process in a container and waits for its end. Throws an `ExitError` with the exit
 * code of a process that failed, and an error for everything else that is not success: a connection that ends
 * before the server has said how the process ended is one, too (kubectl calls that success when the connection
 * was closed in order).
 */
export async function streamRemote(
  client: RESTClient,
  request: Pick<UpgradeRequest, 'path' | 'query' | 'signal'>,
  streams: RemoteStreams,
): Promise<void> {
  const connection = await client.openWebSocket({...request, protocol}).catch((error: unknown) => {
    throw refused(error)
  })
  const stopSizes = streams.sizes?.((size) => void connection.send(resizeMessage(size)))
  const input = streams.stdin?.[Symbol.asyncIterator]()
  if (input !== undefined) void copyInput(input, connection, streams.stdinFailed)
  try {
    throwFailure(await receive(connection, streams))
  } finally {
    stopSizes?.()
    connection.destroy()
    // A read of a terminal cannot be taken back; nobody waits for it.
    void input?.return?.()
  }
}

/** kubectl would try SPDY now, and say this when that is refused as well. */
function refused(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'UpgradeError') return error
  return new Error(`unable to upgrade connection: ${error.message}`, {cause: error})
}

/** Go's JSON of remotecommand.TerminalSize. */
function resizeMessage({columns, rows}: TerminalSize): Buffer {
  return Buffer.concat([Buffer.of(channel.resize), Buffer.from(`{"Width":${columns},"Height":${rows}}\n`)])
}

async function copyInput(
  input: AsyncIterator<Uint8Array>,
  connection: WebSocketConnection,
  failed: (error: unknown) => void,
): Promise<void> {
  try {
    for (let read = await input.next(); !read.done; read = await input.next()) {
      for (let at = 0; at < read.value.length; at += largestPiece) {
        const piece = read.value.subarray(at, at + largestPiece)
        await connection.send(Buffer.concat([Buffer.of(channel.stdin), piece]))
      }
    }
  } catch (error) {
    failed(error)
  }
  await connection.send(Buffer.of(channel.close, channel.stdin))
}

/** Passes output on until the connection ends; gives what came on the error channel. */
async function receive(connection: WebSocketConnection, streams: RemoteStreams): Promise<string> {
  const status: Buffer[] = []
  let statusLength = 0
  let target: number | undefined
  try {
    for await (const piece of connection.pieces()) {
      if (piece.opcode !== opcode.binary) throw new StreamError(`unexpected message type: ${piece.opcode}`)
      if (piece.first) target = undefined
      let {data} = piece
      if (target === undefined && data.length > 0) {
        target = data[0]
        data = data.subarray(1)
      }
      if (target === undefined && piece.last) throw new StreamError('read stream id: EOF')
      if (target === channel.stdout) streams.stdout.write(data)
      else if (target === channel.stderr && streams.stderr !== undefined) streams.stderr.write(data)
      else if (target === channel.error) {
        statusLength += data.length
        if (statusLength > longestStatus) throw new StreamError('the status is too long')
        status.push(data)
      } else if (piece.last && target !== undefined && !isKnown(target, streams))
        streams.unknownChannel(target)
    }
  } catch (error) {
    if (!(error instanceof CloseError) || error.code !== 1000) throw named(error)
  }
  return Buffer.concat(status).toString('utf8')
}

function isKnown(id: number, streams: RemoteStreams): boolean {
  return (id === channel.stdin && streams.stdin !== undefined) || id === channel.error
}

/** The server does not keep to the protocol. */
class StreamError extends Error {
  override name = 'StreamError'
}

/** kubectl learns of what broke the connection when it reads the error channel. */
function named(error: unknown): unknown {
  if (error instanceof StreamError) return new Error(`error reading from error stream: ${error.message}`)
  if (!(error instanceof WebSocketError)) return error
  const {message} = error
  const inMessage = message.startsWith('read message: ')
  return new Error(`error reading from error stream: ${inMessage ? '' : 'next reader: '}${message}`, {
    cause: error,
  })
}

/** What the server's last word means (client-go's errorDecoderV4). Throws unless it is success. */
function throwFailure(text: string): void {
  if (text === '') throw new Error('the connection was closed before the server said how the process ended')
  const status = readStatus(text)
  if (status['status'] === 'Success') return
  if (status['status'] !== 'Failure') throw new Error('error stream protocol error: unknown error')
  if (status['reason'] !== 'NonZeroExitCode') throw new Error(textAt(status, 'message'))
  const {details} = status
  if (!isObject(details)) throw new Error('error stream protocol error: details must be set')
  const causes = Array.isArray(details['causes']) ? details['causes'].filter(isObject) : []
  const cause = causes.find(({reason}) => reason === 'ExitCode')
  if (cause === undefined) throw new Error('error stream protocol error: no ExitCode cause given')
  const code = textAt(cause, 'message')
  if (!/^\d+$/.test(code) || Number(code) > 255) {
    throw new Error(`error stream protocol error: invalid exit code value ${goQuote(code)}`)
  }
  throw new ExitError(Number(code), `command terminated with exit code ${Number(code)}`)
}

function readStatus(text: string): JsonObject {
  try {
    const status = parseJSON(text)
    if (isObject(status)) return status
  } catch (error) {
    throw new Error(`error stream protocol error: ${messageOf(error)} in ${goQuote(text)}`)
  }
  throw new Error(`error stream protocol error: no object in ${goQuote(text)}`)
}
