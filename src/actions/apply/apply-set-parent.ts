import type {KubeObject} from '../../api/object.ts'
import {isList} from '../../api/object.ts'
import {formatGroupResource} from '../../api/schema.ts'
import {goQuote} from '../../base/go-quote.ts'
import type {RESTClient} from '../../client/request.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {parseObject} from '../../resources/response-object.ts'

/** On members: the id of their set. */
export const PART_OF = 'applyset.kubernetes.io/part-of'
/** On the parent: its own id. */
export const PARENT_ID = 'applyset.kubernetes.io/id'
/** On the parent: the tool that keeps the set, as name/version. */
export const TOOLING = 'applyset.kubernetes.io/tooling'
/** On the parent: the kinds of the members, `ConfigMap,Deployment.apps`. */
export const KINDS = 'applyset.kubernetes.io/contains-group-kinds'
/** On the parent: the namespaces of members besides its own. */
export const NAMESPACES = 'applyset.kubernetes.io/additional-namespaces'
/** On definitions of custom resources that may be parents. */
const PARENT_TYPE = 'applyset.kubernetes.io/is-parent-type'

/** What a parent notes. */
export interface ParentState {
  readonly kinds: readonly string[]
  readonly namespaces: readonly string[]
}

/** Whether objects of this type are parents without further ado: secrets and config maps. */
export function isBuiltinParent({resource: {group, version, resource}}: RESTMapping): boolean {
  return group === '' && version === 'v1' && (resource === 'secrets' || resource === 'configmaps')
}

/** Whether the type's definition says that its objects may be parents. Throws what the client throws. */
export async function isAllowedCustomParent(client: RESTClient, {resource}: RESTMapping): Promise<boolean> {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
  const response = await client.send({method: 'GET', path, query: {labelSelector: PARENT_TYPE}})
  const list = parseObject(await response.text())
  return isList(list) && list.items.some(({metadata}) => metadata?.name === formatGroupResource(resource))
}

/** Reads the notes of a parent (ApplySet.fetchParent). Throws when it belongs to another tool or set, or lacks notes. */
export function parentState(object: KubeObject, own: {shown: string; id: string; tool: string}): ParentState {
  const {annotations = {}, labels = {}} = object.metadata ?? {}
  const {shown, id, tool} = own
  const tooling = annotations[TOOLING]
  if (tooling === undefined) {
    throw new Error(
      `ApplySet parent object ${shown} already exists and is missing required annotation ${goQuote(TOOLING)}`,
    )
  }
  const manager = tooling.includes('/') ? tooling.slice(0, tooling.lastIndexOf('/')) : tooling
  if (manager !== tool) {
    throw new Error(
      `ApplySet parent object ${shown} already exists and is managed by tooling ${goQuote(manager)} instead of ${goQuote(tool)}`,
    )
  }
  const label = labels[PARENT_ID]
  if (label === undefined) {
    throw new Error(`ApplySet parent object ${shown} exists and does not have required label ${PARENT_ID}`)
  }
  if (label !== id) {
    throw new Error(
      `ApplySet parent object ${shown} exists and has incorrect value for label ${goQuote(PARENT_ID)} (got: ${label}, want: ${id})`,
    )
  }
  const kinds = annotations[KINDS]
  if (kinds === undefined) {
    throw new Error(
      `parsing ApplySet annotation on ${shown}: kubectl requires the ${goQuote(KINDS)} annotation to be set on all ApplySet parent objects`,
    )
  }
  return {kinds: items(kinds), namespaces: items(annotations[NAMESPACES] ?? '')}
}

function items(list: string): string[] {
  return list === '' ? [] : list.split(',')
}
