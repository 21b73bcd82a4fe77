import {isObject, type JsonValue} from '../api/json.ts'
import {kindOf, parseGroupVersion} from '../api/schema.ts'
import {newAggregate} from '../base/aggregate.ts'
import {messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import type {RESTClient} from '../client/request.ts'
import {ConnectionError} from '../client/status.ts'
import type {RESTMapper} from '../discovery/mapping.ts'
import type {ManifestDocument} from '../yaml/documents.ts'

/**
 * Checks a document as kubectl does before it sends one to a server that validates fields itself
 * (validation.paramVerifyingSchema): it must say what it is, and the server must be there.
 * Throws what is wrong.
 */
export async function validateDocument(
  {value}: Pick<ManifestDocument, 'value'>,
  client: () => Promise<RESTClient>,
  mapper: () => Promise<RESTMapper>,
): Promise<void> {
  const failure = newAggregate(typeFaults(value).map((fault) => new Error(fault)))
  if (failure !== undefined) throw failure
  try {
    await (await mapper()).mappingForKind(kindOf(value as {apiVersion: string; kind: string}))
  } catch (error) {
    // Anything else is told when the document is used.
    if (!(error instanceof ConnectionError) || error.detail === undefined) return
    const url = `${(await client()).host}/openapi/v2?timeout=32s`
    throw new Error(`failed to download openapi: Get ${goQuote(url)}: ${error.detail}`)
  }
}

function typeFaults(value: JsonValue): string[] {
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
