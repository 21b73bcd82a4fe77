import {isObject, type JsonObject, type JsonValue} from '../api/json.ts'
import {kindOf, parseGroupVersion} from '../api/schema.ts'
import {newAggregate} from '../base/aggregate.ts'
import {messageOf} from '../base/errors.ts'
import type {Host} from '../base/host.ts'
import {Logger} from '../base/logger.ts'
import {goQuote} from '../base/go-quote.ts'
import type {RESTClient} from '../client/request.ts'
import {ConnectionError} from '../client/status.ts'
import type {RESTMapper} from '../discovery/mapping.ts'
import type {OpenAPIDocuments} from '../openapi/documents.ts'
import type {ManifestDocument} from '../yaml/documents.ts'

/** What validation works with. */
export interface ValidationContext {
  readonly host: Host
  client(): Promise<RESTClient>
  mapper(): Promise<RESTMapper>
  openapi(): Promise<OpenAPIDocuments>
}

/**
 * Checks a document as kubectl does before it sends one to a server that validates fields itself
 * (validation.paramVerifyingSchema): it must say what it is, and the server must be there. No server validates a
 * List as a whole, so its items are checked here if `directive` is Strict. Throws what is wrong.
 */
export async function validateDocument(
  {value}: Pick<ManifestDocument, 'value'>,
  {host, client, mapper, openapi}: ValidationContext,
  directive: string,
): Promise<void> {
  const failure = newAggregate(typeFaults(value).map((fault) => new Error(fault)))
  if (failure !== undefined) throw failure
  if (isListOfAll(value)) {
    if (directive !== 'Strict') return warnOfList(host)
    const {validateItems} = await import('./validate-items.ts')
    return validateItems(value as JsonObject, openapi)
  }
  try {
    await (await mapper()).mappingForKind(kindOf(value as {apiVersion: string; kind: string}))
  } catch (error) {
    // Anything else is told when the document is used.
    if (!(error instanceof ConnectionError) || error.detail === undefined) return
    const url = `${(await client()).host}/openapi/v2?timeout=32s`
    throw new Error(`failed to download openapi: Get ${goQuote(url)}: ${error.detail}`)
  }
}

function isListOfAll(value: JsonValue): boolean {
  return isObject(value) && value['apiVersion'] === 'v1' && value['kind'] === 'List'
}

function warnOfList({io, now}: Host): void {
  new Logger(0, io.errOut, now).warning(
    'schema.go:145',
    'cannot perform warn validation if server-side field validation is unsupported, skipping validation',
  )
}

/** What keeps a value from saying of which kind it is. */
export function typeFaults(value: JsonValue): string[] {
  if (!isObject(value)) return ['invalid object to validate']
  const faults: string[] = []
  const {apiVersion, kind} = value
  if (apiVersion === undefined || apiVersion === null) faults.push('apiVersion not set')
  else if (typeof apiVersion !== 'string') faults.push("apiVersion isn't string type")
  else faults.push(...groupVersionFaults(apiVersion))
  if (kind === undefined || kind === null) faults.push('kind not set')
  else if (typeof kind !== 'string') faults.push("kind isn't string type")
  return faults
}

function groupVersionFaults(apiVersion: string): string[] {
  try {
    parseGroupVersion(apiVersion)
    return []
  } catch (error) {
    return [messageOf(error)]
  }
}
