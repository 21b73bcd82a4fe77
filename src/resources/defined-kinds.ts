import {isObject} from '../api/json.ts'
import {fieldAt, type KubeObject, nameOf} from '../api/object.ts'
import {formatGroupVersion, type GroupVersionKind, parseGroupVersion} from '../api/schema.ts'
import {toError} from '../base/errors.ts'
import type {RESTMapping} from '../discovery/mapping.ts'
import type {Info} from './info.ts'
import {type Batch, failedBatch, type Source} from './source.ts'

/** A kind of a definition in the input. */
export interface DefinedKind {
  /** The name of the CustomResourceDefinition. */
  readonly name: string
  readonly mapping: RESTMapping
}

/**
 * The kinds that the CustomResourceDefinitions of an input define, so that custom resources can come together with
 * their definition; kubectl knows only what the server served before.
 */
export class DefinedKinds {
  private readonly kinds = new Map<string, DefinedKind>()

  /** Takes note of the object if it is a definition. */
  add(object: KubeObject): void {
    if (object.kind !== 'CustomResourceDefinition' || !isExtension(object)) return
    const [group, kind, resource] = [
      fieldAt(object, 'spec', 'group'),
      fieldAt(object, 'spec', 'names', 'kind'),
      fieldAt(object, 'spec', 'names', 'plural'),
    ]
    const versions = fieldAt(object, 'spec', 'versions')
    if (typeof group !== 'string' || typeof kind !== 'string' || typeof resource !== 'string') return
    const namespaced = fieldAt(object, 'spec', 'scope') !== 'Cluster'
    for (const each of Array.isArray(versions) ? versions : []) {
      if (!isObject(each) || each['served'] !== true || typeof each['name'] !== 'string') continue
      const version = each['name']
      const mapping = {kind: {group, version, kind}, resource: {group, version, resource}, namespaced}
      this.kinds.set(keyOf(mapping.kind), {name: nameOf(object), mapping})
    }
  }

  /** The kind as a definition that was seen so far has it. */
  find(kind: GroupVersionKind): DefinedKind | undefined {
    return this.kinds.get(keyOf(kind))
  }
}

function isExtension({apiVersion = ''}: KubeObject): boolean {
  return apiVersion.startsWith('apiextensions.k8s.io/') && parseGroupVersion(apiVersion).version !== ''
}

function keyOf(kind: GroupVersionKind): string {
  return `${formatGroupVersion(kind)}/${kind.kind}`
}

/** Whether others of the same input may need the object to be there: namespaces and definitions of kinds. */
export function isFoundation({mapping: {resource}}: Info): boolean {
  if (resource.group === '') return resource.resource === 'namespaces'
  return resource.group === 'apiextensions.k8s.io' && resource.resource === 'customresourcedefinitions'
}

/**
 * The sources as one. From the first unknown kind on everything waits for the end of the input, where its definition
 * may stand; the order of objects and failures stays that of the input.
 */
export function definingSource(sources: readonly Source[]): Source {
  return {
    async *batches() {
      const held: Batch[] = []
      for (const source of sources) {
        for await (const batch of withoutExceptions(source)) {
          if (held.length === 0 && batch.again === undefined) yield batch
          else held.push(batch)
        }
      }
      for (const batch of held) yield batch.again === undefined ? batch : await batch.again()
    },
  }
}

async function* withoutExceptions(source: Source): AsyncGenerator<Batch> {
  try {
    yield* source.batches()
  } catch (error) {
    yield failedBatch(toError(error))
  }
}
