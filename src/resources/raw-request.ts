import {resolve} from 'node:path'
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
