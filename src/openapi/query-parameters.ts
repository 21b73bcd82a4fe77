import type {GroupVersionKind} from '../api/schema.ts'
import {messageOf} from '../base/errors.ts'
import {type Document, type Parameter, patchOperation, referencedName} from './schema.ts'
import {GroupVersionNotFoundError, type OpenAPIDocuments} from './server-documents.ts'

/** Custom resources take what namespaces take. */
const namespaceKind = {group: '', version: 'v1', kind: 'Namespace'}

export interface ParameterCheck {
  readonly documents: OpenAPIDocuments
  /** `fieldValidation`. */
  readonly parameter: string
  /** Whether the kind is a custom resource: such a kind may be newer than the documents. */
  isCustom(kind: GroupVersionKind): Promise<boolean>
}

/**
 * Whether changes of a kind take the query parameter (cli-runtime's QueryParamVerifierV3, then
 * QueryParamVerifier where v3 cannot be read or does not know the kind). Throws
 * `failed to download openapi: …` when the server cannot be asked.
 */
export async function supportsParameter(check: ParameterCheck, kind: GroupVersionKind): Promise<boolean> {
  // The documents do not describe the list of anything.
  if (kind.group === '' && kind.version === 'v1' && kind.kind === 'List') return false
  const supported = await supportedByV3(check, kind).catch(() => undefined)
  return supported ?? supportedByV2(check, kind)
}

/** Undefined when the document does not know the kind. Throws when it cannot be read. */
async function supportedByV3(check: ParameterCheck, kind: GroupVersionKind): Promise<boolean | undefined> {
  const {documents, parameter} = check
  try {
    return takes(await documents.v3(kind), parameter, kind)
  } catch (error) {
    if (!(error instanceof GroupVersionNotFoundError)) throw error
    if (!(await check.isCustom(kind).catch(() => false))) return false
    return takes(await documents.v3(namespaceKind), parameter, namespaceKind)
  }
}

async function supportedByV2(check: ParameterCheck, kind: GroupVersionKind): Promise<boolean> {
  let document: Document
  try {
    document = await check.documents.v2()
  } catch (error) {
    throw new Error(`failed to download openapi: ${messageOf(error)}`, {cause: error})
  }
  const supported = takes(document, check.parameter, kind)
  if (supported !== undefined) return supported
  if (takes(document, check.parameter, namespaceKind) !== true) return false
  try {
    return await check.isCustom(kind)
  } catch (error) {
    throw new Error(`failed to check CRD: ${messageOf(error)}`, {cause: error})
  }
}

/** Undefined when the document does not know the kind. */
function takes(document: Document, parameter: string, kind: GroupVersionKind): boolean | undefined {
  const operation = patchOperation(document, kind)
  if (operation === undefined) return undefined
  return (operation.parameters ?? []).some((each) => isQueryParameter(document, each, parameter))
}

function isQueryParameter(document: Document, given: Parameter, name: string): boolean {
  const parameter = given.$ref === undefined ? given : document.parameters[referencedName(given.$ref)]
  return parameter?.in === 'query' && parameter.name === name
}
