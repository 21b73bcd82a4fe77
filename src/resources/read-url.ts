import type {Host} from '../base/host.ts'
import {goQuote} from '../base/go-quote.ts'
import {sleep} from '../base/sleep.ts'
import {ConnectionError} from '../client/status.ts'

const attempts = 3
const pause = 1000
const maxRedirects = 10

interface Answer {
  readonly code: number
  /** `404 Not Found`. */
  readonly status: string
  readonly body: Uint8Array
}

/**
 * Downloads a manifest with a plain GET (cli-runtime's readHttpWithRetries): network errors and 5xx are
 * tried again, three times in all, one second apart. Certificates are always checked.
 * Throws ConnectionError, or `unable to read URL "U", server reported STATUS, status code=N`.
 */
export async function readURL(url: string, host: Host): Promise<Uint8Array> {
  let failure: unknown
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await sleep(pause, host.signal)
    try {
      const {code, status, body} = await get(url, host.signal, maxRedirects)
      if (code === 200) return body
      failure = new Error(
        `unable to read URL ${goQuote(url)}, server reported ${status}, status code=${code}`,
      )
      if (code < 500 || code >= 600) break
    } catch (error) {
      if (host.signal.aborted) throw error
      failure = error
    }
  }
  throw failure
}

async function get(url: string, signal: AbortSignal, redirects: number): Promise<Answer> {
  const target = new URL(url)
  const secure = target.protocol === 'https:'
  const {request} = secure ? await import('node:https') : await import('node:http')
  const answer = await new Promise<Answer & {location: string | undefined}>((resolve, reject) => {
    const call = request(target, {signal, rejectUnauthorized: true}, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const code = response.statusCode ?? 0
        resolve({
          code,
          status: `${code} ${response.statusMessage ?? ''}`,
          body: Buffer.concat(chunks),
          location: response.headers.location,
        })
      })
    })
    call.on('error', reject)
    call.end()
  }).catch((error: unknown) => connectionError(target, error))
  const moved = [301, 302, 303, 307, 308].includes(answer.code) && answer.location !== undefined
  if (!moved) return answer
  if (redirects === 0) throw new Error(`Get ${goQuote(url)}: stopped after 10 redirects`)
  return get(new URL(answer.location!, target).href, signal, redirects - 1)
}

async function connectionError(url: URL, error: unknown): Promise<never> {
  const {goErrorText} = await import('../client/go-error.ts')
  const {DialError} = await import('../client/dial.ts')
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const detail = await goErrorText(new DialError(error, 'dial', {hostname: url.hostname, port}))
  throw new ConnectionError(
    `Get ${goQuote(url.href)}: ${detail}`,
    url.host,
    detail.includes('connection refused'),
    detail,
  )
}
