import {isObject, type JsonObject, type JsonValue} from '../api/json.ts'
import {type GroupVersionKind, kindOf} from '../api/schema.ts'
import {newAggregate} from '../base/aggregate.ts'
import type {Document} from '../openapi/document.ts'
import {GroupVersionNotFoundError, type OpenAPIDocuments} from '../openapi/documents.ts'
import {modelFaults} from '../openapi/validate-model.ts'
import {typeFaults} from './validate.ts'

/**
 * Checks the items of a List against the server's OpenAPI documents, so that nothing of it is used when a part is
 * wrong (validation.schemaValidation). Kinds that the documents do not know are left to the server. Throws all faults.
 */
export async function validateItems(
  list: JsonObject,
  openapi: () => Promise<OpenAPIDocuments>,
): Promise<void> {
  const {items} = list
  if (!Array.isArray(items)) throw new Error('invalid object to validate')
  const faults: string[] = []
  for (const item of items) faults.push(...(await itemFaults(item, openapi)))
  const failure = newAggregate(faults.map((fault) => new Error(fault)))
  if (failure !== undefined) throw failure
}

async function itemFaults(item: JsonValue, openapi: () => Promise<OpenAPIDocuments>): Promise<string[]> {
  const faults = typeFaults(item)
  if (faults.length > 0 || !isObject(item)) return faults
  const kind = kindOf(item)
  const document = await documentOf(kind, await openapi())
  return document === undefined ? [] : modelFaults(document, item, kind)
}

/** The v3 document, of which copies are kept on disk; that of v2 where the server has no other. */
async function documentOf(
  kind: GroupVersionKind,
  documents: OpenAPIDocuments,
): Promise<Document | undefined> {
  try {
    return await documents.v3(kind)
  } catch (error) {
    return error instanceof GroupVersionNotFoundError ? undefined : documents.v2()
  }
}
