import {goQuote} from '../base/go-quote.ts'
import type {Logger} from '../base/logger.ts'
import type {DialObserver, DialTimes} from './connection/dial.ts'
import {maskBody, maskHeader, maskURL} from './mask.ts'
import type {WireResponse} from './connection/wire.ts'

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * What `-v=6` to `-v=9` show of requests: the lines of client-go's transport/round_trippers.go and
 * rest/request.go, with every credential masked.
 */
export class Trace {
  private readonly logger: Logger

  constructor(logger: Logger) {
    this.logger = logger
  }

  /** Logs a request about to be sent; the returned function logs its answer, or the failure to get one. */
  start(method: string, url: string, headers: Headers): (response: WireResponse | undefined) => void {
    const level = Math.min(this.logger.verbosity, 9)
    const request = {verb: method, url: maskURL(url)}
    if (level === 9) this.log('527', 'Request', {curlCommand: curl(request, headers)})
    else if (level >= 7) this.log('527', 'Request', {...request, headers: headerLines(headers)})
    const begin = performance.now()
    return (response) => {
      const milliseconds = Math.floor(performance.now() - begin)
      this.log('632', 'Response', {
        ...(level === 6 || level === 9 ? request : {}),
        status: response?.statusText ?? '',
        headers: level >= 8 ? headerLines(visible(response?.headers ?? {})) : undefined,
        milliseconds,
        ...(level === 9 ? timings(response?.opened, milliseconds) : {}),
      })
    }
  }

  /** Logs a body at `-v=8` and above, cut as client-go cuts it. */
  body(kind: 'Request Body' | 'Response Body', path: string, body: string): void {
    if (!this.logger.enabled(8)) return
    this.logger.info(8, 'request.go:1305', kind, {body: this.truncate(maskBody(path, body))})
  }

  /** Logs how connections come about, at `-v=9`. */
  get dialing(): DialObserver | undefined {
    if (!this.logger.enabled(9)) return undefined
    return {
      resolved: (host, address) =>
        this.log('551', 'HTTP Trace: DNS Lookup resolved', {
          host,
          address: {json: [{IP: address, Zone: ''}]},
        }),
      connected: (address) => this.log('562', 'HTTP Trace: Dial succeed', {network: 'tcp', address}),
      failed: (address, error) =>
        this.log('560', 'HTTP Trace: Dial failed', {network: 'tcp', address, err: error}),
    }
  }

  private log(line: string, message: string, values: Parameters<Logger['info']>[3]): void {
    this.logger.info(6, `round_trippers.go:${line}`, message, values)
  }

  private truncate(body: string): string {
    const max = this.logger.enabled(10) ? Infinity : this.logger.enabled(9) ? 10240 : 1024
    return body.length <= max ? body : `${body.slice(0, max)} [truncated ${body.length - max} chars]`
  }
}

/** Without what net/http takes out of an answer: framing, and the traces of a body it unzips. */
function visible(headers: Headers): Headers {
  const {'transfer-encoding': _, trailer: __, ...rest} = headers
  if (headers['content-encoding'] !== 'gzip') return rest
  const {'content-encoding': ___, 'content-length': ____, ...plain} = rest
  return plain
}

function headerLines(headers: Headers): string {
  return pairs(headers)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

function curl({verb, url}: {verb: string; url: string}, headers: Headers): string {
  const flags = pairs(headers).map(([name, value]) => ` -H ${goQuote(`${name}: ${value}`)}`)
  return `curl -v -X${verb} ${flags.join('')} '${url}'\n`
}

/** One masked pair for each line, names as net/http writes them (`Audit-Id`). */
function pairs(headers: Headers): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const canonical = name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
    const values = value === undefined ? [] : typeof value === 'string' ? [value] : value
    return values.map((one): [string, string] => [canonical, maskHeader(name, one)])
  })
}

function timings(opened: DialTimes | undefined, milliseconds: number): Record<string, number> {
  if (opened === undefined) return {getConnectionMilliseconds: 0, serverProcessingMilliseconds: milliseconds}
  const connecting = opened.dnsLookup + opened.dial + opened.tlsHandshake
  return {
    dnsLookupMilliseconds: Math.floor(opened.dnsLookup),
    dialMilliseconds: Math.floor(opened.dial),
    tlsHandshakeMilliseconds: Math.floor(opened.tlsHandshake),
    serverProcessingMilliseconds: Math.max(0, Math.floor(milliseconds - connecting)),
  }
}
