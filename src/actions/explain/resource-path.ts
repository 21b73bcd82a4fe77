import {formatGroupResource, type GroupVersionResource} from '../../api/schema.ts'
import type {RESTMapper} from '../../discovery/mapping.ts'
import type {Node} from '../../jsonpath/node.ts'
import {parseTemplate} from '../../jsonpath/parser.ts'

/** What is to be explained: a resource, and the fields that lead to a part of it. */
export interface ResourcePath {
  readonly resource: GroupVersionResource
  readonly fields: readonly string[]
}

/**
 * Reads `pods.spec.containers` for a resource of a version that was named apart (SplitAndParseResourceRequest).
 * Throws JSONPath's mistakes, `invalid jsonpath syntax, …`, NoResourceMatchError.
 */
export async function pathOfVersion(text: string, mapper: RESTMapper): Promise<ResourcePath> {
  const steps = parseSteps(text)
  const resource = await mapper.resourceFor({group: '', version: '', resource: resourceIn(steps)})
  return {resource, fields: fieldsIn(steps, 'all nodes must be field nodes')}
}

/**
 * Reads `pods.spec.containers` or `deployments.apps.spec`, in which the group belongs to the resource
 * (SplitAndParseResourceRequestWithMatchingPrefix). Throws as pathOfVersion.
 */
export async function pathWithGroup(text: string, mapper: RESTMapper): Promise<ResourcePath> {
  const steps = parseSteps(text)
  const candidates = await mapper.resourcesFor({group: '', version: '', resource: resourceIn(steps)})
  for (const resource of candidates) {
    const name = formatGroupResource(resource)
    if (!text.startsWith(name)) continue
    const rest = text.slice(name.length)
    return {resource, fields: rest === '' ? [] : fieldsIn(parseSteps(rest), firstNode)}
  }
  return {resource: candidates[0]!, fields: fieldsIn(steps, firstNode)}
}

const firstNode = 'first node must be field node'

function parseSteps(text: string): readonly Node[] {
  const parts = parseTemplate(`{.${text.replace(/\.$/, '')}}`).nodes
  const [only] = parts
  if (parts.length !== 1 || only?.type !== 'list') throw new Error('must pass in 1 jsonpath string')
  return only.nodes
}

function resourceIn([first]: readonly Node[]): string {
  if (first?.type !== 'field') throw new Error(`invalid jsonpath syntax, ${firstNode}`)
  return first.name
}

function fieldsIn([, ...steps]: readonly Node[], rule: string): string[] {
  return steps.map((step) => {
    if (step.type !== 'field') throw new Error(`invalid jsonpath syntax, ${rule}`)
    return step.name
  })
}
