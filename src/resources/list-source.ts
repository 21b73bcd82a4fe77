import {type KubeObject, isList, nameOf, namespaceOf} from '../api/object.ts'
import {kindOf} from '../api/schema.ts'
import {toError} from '../base/errors.ts'
import type {RESTClient} from '../client/request.ts'
import type {RESTMapper, RESTMapping} from '../discovery/mapping.ts'
import type {Info} from './info.ts'
import {type ListQuery, listPages, listsAhead} from './lists.ts'
import {failedBatch, type Source} from './source.ts'

/**
 * The objects of a resource that match the selectors, page by page. Typed lists are flattened; a Table
 * (and anything else that is no list) stays one info.
 */
export function listSource(client: () => Promise<RESTClient>, mapper: RESTMapper, query: ListQuery): Source {
  return {
    async *batches() {
      for await (const page of listPages(await client(), query)) {
        yield {items: await infosOfPage(page, mapper, query), isList: true}
      }
    },
  }
}

/** The objects of several lists in their order, as `listSource` gives those of one; lists fail each for itself. */
export function listsSource(
  client: () => Promise<RESTClient>,
  mapper: RESTMapper,
  queries: readonly ListQuery[],
): Source {
  return {
    async *batches() {
      for await (const {item: query, results} of listsAhead(await client(), queries)) {
        try {
          for await (const page of results)
            yield {items: await infosOfPage(page, mapper, query), isList: true}
        } catch (error) {
          yield failedBatch(toError(error))
        }
      }
    },
  }
}

async function infosOfPage(page: KubeObject, mapper: RESTMapper, query: ListQuery): Promise<Info[]> {
  if (!isList(page)) {
    return [{mapping: query.mapping, namespace: query.namespace, name: '', source: '', object: page}]
  }
  const mappings = new Map<string, RESTMapping>()
  const infos: Info[] = []
  const {apiVersion = '', kind = ''} = page
  for (const item of page.items) {
    const object = withListType(item, apiVersion, kind)
    const mapping =
      object.kind === query.mapping.kind.kind ? query.mapping : await mappingOf(object, mapper, mappings)
    infos.push({mapping, namespace: namespaceOf(object), name: nameOf(object), source: '', object})
  }
  return infos
}

/** Items of typed lists come without apiVersion and kind; the list's own say what they are. */
export function withListType(item: KubeObject, apiVersion: string, listKind: string): KubeObject {
  if (item.kind || item.apiVersion) return item
  item.kind = listKind.replace(/List$/, '')
  item.apiVersion = apiVersion
  return item
}

async function mappingOf(
  object: KubeObject,
  mapper: RESTMapper,
  known: Map<string, RESTMapping>,
): Promise<RESTMapping> {
  const key = `${object.apiVersion} ${object.kind}`
  const mapping = known.get(key) ?? (await mapper.mappingForKind(kindOf(object)))
  known.set(key, mapping)
  return mapping
}
