import {resolve} from 'node:path'
import {goQuote} from '../base/go-quote.ts'
import {FileError} from '../base/go-file-error.ts'
import type {Host} from '../base/host.ts'
import {readAll} from '../base/io.ts'
import type {RESTClient} from '../client/request.ts'

/**
 * Sends a request to a path of the server and copies the answer to stdout (kubectl's rawhttp).
 * `file` is the body: a path, `-` for stdin, '' for none. Throws a FileError and what the client throws.
 */
export async function rawRequest(
  client: RESTClient,
  host: Host,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  uri: string,
  file: string,
): Promise<void> {
  const body = file === '' ? undefined : await readBody(file, host)
  const url = new URL(uri, 'https://server')
  const query: Record<string, string[]> = {}
  for (const [key, value] of url.searchParams) (query[key] ??= []).push(value)
  const response = await client.send({
    method,
    path: url.pathname,
    query,
    headers: {accept: 'application/json, */*'},
    stream: true,
    anonymousPath: true,
    ...(body === undefined ? {} : {body}),
  })
  for await (const chunk of response.chunks()) host.io.out.write(chunk)
}

async function readBody(file: string, host: Host): Promise<Uint8Array> {
  if (file === '-') return readAll(host.io.in)
  const {readFile} = await import('node:fs/promises')
  return readFile(resolve(host.cwd, file)).catch((error: unknown) => {
    throw new FileError('open', file, error)
  })
}

/** Go's url.ParseRequestURI as far as it refuses things people type. Throws kubectl's sentence. */
export function checkRawPath(raw: string): void {
  const fail = (why: string): Error =>
    new Error(`--raw must be a valid URL path: parse ${goQuote(raw)}: ${why}`)
  if (/[\x00-\x1f\x7f]/.test(raw)) throw fail('net/url: invalid control character in URL')
  if (!raw.startsWith('/') && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(raw)) {
    throw fail('invalid URI for request')
  }
  const escape = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(raw.split('?', 1)[0]!)
  if (escape !== null) throw fail(`invalid URL escape ${goQuote(escape[0])}`)
}
