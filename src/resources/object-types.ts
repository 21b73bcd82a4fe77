import {type KubeObject, namespaceOf} from '../api/object.ts'
import {kindOf} from '../api/schema.ts'
import type {RESTMapper, RESTMapping} from '../discovery/mapping.ts'

/** Tells of which resource an object of a manifest is. */
export interface ObjectTypes {
  /** Throws NoKindMatchError for a kind that does not exist. */
  mappingOf(object: KubeObject): Promise<RESTMapping>
}

/** The resources as the server has them. */
export function serverTypes(mapper: RESTMapper): ObjectTypes {
  return {
    async mappingOf(object) {
      const kind = kindOf(object)
      const mapping = await mapper.mappingForKind(kind)
      // kubectl asks in the version that the manifest says, and so not in any when it says none: the server refuses that.
      return kind.version === '' ? {...mapping, resource: {...mapping.resource, version: ''}} : mapping
    },
  }
}

/**
 * What can be said without a server: every kind exists, and an object that names a namespace lives in one
 * (resource.Info.Namespaced without a mapping). The resource's name is a guess that no request uses.
 */
export const localTypes: ObjectTypes = {
  async mappingOf(object) {
    const kind = kindOf(object)
    const {group, version} = kind
    return {
      kind,
      resource: {group, version, resource: `${kind.kind.toLowerCase()}s`},
      namespaced: namespaceOf(object) !== '',
    }
  },
}
