import type {Host} from '../base/host.ts'
import {goQuote} from '../base/go-quote.ts'
import {sleep} from '../base/sleep.ts'
import {decodedResponse} from '../client/response.ts'
import {requestFailure} from '../client/request-failure.ts'
import {drain, roundTrip} from '../client/round-trip.ts'
import {parseOrigin, type ServerURL} from '../client/server-url.ts'
import {Transport} from '../client/connection/transport.ts'

const attempts = 3
const pause = 1000

/**
 * Downloads a manifest with a plain GET (cli-runtime's readHttpWithRetries): network errors and 5xx are
 * tried again, three times in all, one second apart. Proxies of the environment and the system's CAs
 * count, the kubeconfig does not. Throws ConnectionError, or `unable to read URL "U", server reported
 * STATUS, status code=N`.
 */
export async function readURL(url: string, host: Host): Promise<Uint8Array> {
  let failure: unknown
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await sleep(pause, host.signal)
    try {
      const answer = await get(url, host)
      if (typeof answer !== 'string') return answer
      failure = new Error(
        `unable to read URL ${goQuote(url)}, server reported ${answer}, status code=${answer.slice(0, 3)}`,
      )
      if (!answer.startsWith('5')) break
    } catch (error) {
      if (host.signal.aborted) throw error
      failure = error
    }
  }
  throw failure
}

/** The body, or the status of an answer other than 200: `404 Not Found`. */
async function get(url: string, host: Host): Promise<Uint8Array | string> {
  const {href, pathname, search, username, password} = new URL(url)
  const server = parseOrigin(href)
  const transport = new Transport({config: {tls: {insecure: false}}, server, host, maxInFlight: 1})
  try {
    const wire = await roundTrip(
      {
        transport,
        credentials: {authorization: async () => basic(username, password)},
        impersonate: undefined,
        trace: undefined,
        quietHeaders: {'Accept-Encoding': 'gzip'},
      },
      {
        method: 'GET',
        target: `${pathname}${search}`,
        authority: server.authority,
        headers: {'User-Agent': 'Go-http-client/1.1'},
        signal: host.signal,
      },
    )
    if (wire.status === 200) return await bodyOf(wire)
    await drain(wire)
    return wire.statusText
  } catch (error) {
    throw await failureOf(error, withoutPassword(url, password), server, host)
  } finally {
    transport.pool.close()
  }
}

async function bodyOf(wire: Awaited<ReturnType<typeof roundTrip>>): Promise<Uint8Array> {
  const response = decodedResponse(wire, {failed: async (error) => error, done: () => {}, text: () => {}})
  const chunks: Uint8Array[] = []
  for await (const chunk of response.chunks()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function failureOf(error: unknown, url: string, server: ServerURL, host: Host): Promise<unknown> {
  const {signal, platform} = host
  return requestFailure(error, undefined, {method: 'GET', url, host: server.authority, signal, platform})
}

/** A user name and a password in the address, as net/http sends them. */
function basic(username: string, password: string): string | undefined {
  if (username === '' && password === '') return undefined
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

/** Error texts of net/http keep it to themselves. */
function withoutPassword(url: string, password: string): string {
  return password === '' ? url : url.replace(/^([^/]*\/\/[^/@]*?:)[^/@]*@/, '$1***@')
}
