import type {GroupKind, GroupVersionKind} from '../api/schema.ts'
import type {RESTClient} from '../client/request.ts'
import type {Discovery} from '../discovery/discovery.ts'
import type {OpenAPIDocuments} from '../openapi/server-documents.ts'
import {parseJSON} from '../yaml/json.ts'

/** What the check works with; nothing of it is made before it is needed. */
export interface FieldValidationContext {
  discoveryClient(): Promise<RESTClient>
  discovery(): Promise<Discovery>
  openapi(): Promise<OpenAPIDocuments>
}

/**
 * Whether the server finds unknown and doubled fields in objects of this kind by itself, when asked by
 * `fieldValidation` (kubectl's Validator). Kubernetes' own kinds that can be patched cost no request: all
 * servers that aggregate discovery do. Throws `failed to download openapi: …` when the server cannot be asked.
 */
export async function serverValidates(
  context: FieldValidationContext,
  kind: GroupVersionKind,
): Promise<boolean> {
  if (await isOwnKind(context, kind)) return true
  const {supportsParameter} = await import('../openapi/query-parameters.ts')
  const documents = await context.openapi()
  return supportsParameter(
    {documents, parameter: 'fieldValidation', isCustom: (each) => isCustom(context, each)},
    kind,
  )
}

async function isOwnKind(
  context: FieldValidationContext,
  {group, version, kind}: GroupVersionKind,
): Promise<boolean> {
  if (group.includes('.') && !group.endsWith('.k8s.io')) return false
  try {
    const {aggregated, lists} = await (await context.discovery()).apis()
    return (
      aggregated &&
      lists.some(
        (list) =>
          list.group === group &&
          list.version === version &&
          list.resources.some((resource) => resource.kind === kind && resource.verbs.includes('patch')),
      )
    )
  } catch {
    return false
  }
}

/** Looks for a definition of the kind (cli-runtime's CRDFinder). */
async function isCustom(context: FieldValidationContext, wanted: GroupKind): Promise<boolean> {
  const client = await context.discoveryClient()
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
  const list = parseJSON(await (await client.send({method: 'GET', path})).text()) as unknown as {
    items?: {spec: {group: string; names: {kind: string}}}[]
  }
  return (list.items ?? []).some(({spec}) => spec.group === wanted.group && spec.names.kind === wanted.kind)
}
