import {type Socket, connect} from 'node:net'
import {acceptingServer, type RawServer} from './raw-server.ts'

/** A proxy that passes bytes on and cuts connections where chance wills it. */
export interface CuttingProxy extends RawServer {
  /** Connections cut so far. */
  readonly cuts: () => number
}

/** Which connections are cut, and where. */
export interface CutOptions {
  /** The share of the connections that is cut. */
  readonly rate: number
  /** When so many were cut, those that come later are not. */
  readonly most: number
  /** The share of the cuts that is within what the server sends; the others are within what the client sends. */
  readonly answers: number
  /** The bytes in that direction after which a connection is cut at the earliest, and at the latest. */
  readonly from: number
  readonly to: number
  /** Gives numbers from 0 to 1. */
  readonly random: () => number
}

/**
 * Listens in front of `target`, and cuts connections: before bytes of the client are passed on, after that, or within
 * an answer.
 */
export async function cuttingProxy(
  target: URL,
  {rate, most, answers, from, to, random}: CutOptions,
): Promise<CuttingProxy> {
  let cuts = 0
  const server = await acceptingServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    upstream.on('error', () => client.destroy())
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
    const cut = (): void => {
      cuts++
      client.destroy()
      upstream.destroy()
    }
    const isCut = cuts < most && random() < rate
    const isAnswer = random() < answers
    const isBefore = random() < 0.5
    const place = isCut ? from + Math.floor(random() * (to - from)) : Infinity
    forward(client, upstream, isAnswer ? Infinity : place, isBefore, cut)
    forward(upstream, client, isAnswer ? place : Infinity, false, cut)
  })
  return {...server, cuts: () => cuts}
}

/** Passes bytes on until the place; the chunk with the place in it goes through whole, up to there, or not at all. */
function forward(from: Socket, to: Socket, place: number, isBefore: boolean, cut: () => void): void {
  let passed = 0
  from.on('data', (chunk: Buffer) => {
    if (passed >= place) return
    const rest = place - passed
    passed += chunk.length
    if (chunk.length < rest) return void to.write(chunk)
    if (isBefore) return cut()
    to.write(chunk.subarray(0, rest), () => setTimeout(cut, 1))
  })
}
