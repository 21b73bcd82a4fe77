import {type KubeObject, isList, nameOf} from '../../api/object.ts'
import {formatGroupVersion} from '../../api/schema.ts'
import type {RESTClient} from '../../client/request.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {listPages} from '../../resources/lists.ts'
import {isPathSegment} from '../../resources/path.ts'
import type {Info} from '../../resources/info.ts'

/** From so many objects of one type and namespace on, a list costs less than reading each. */
const worthwhile = 20
/** A list is given up when it holds this many times the objects that are wanted. */
const tolerable = 4
const pageSize = 500

type Listed = Map<string, KubeObject>

/**
 * What the server has of the objects to apply. Many of one type and namespace are read by one list in pages instead of
 * one by one, unless the list may not be had or holds mostly others.
 */
export class LiveObjects {
  private readonly wanted = new Map<string, number>()
  private readonly lists = new Map<string, Promise<Listed | undefined>>()
  private readonly client: RESTClient

  /** Without `lists` each object is read by itself. */
  constructor(client: RESTClient, infos: readonly Info[], lists = true) {
    this.client = client
    if (!lists) return
    const seen = new Set<string>()
    for (const {mapping, namespace, name} of infos) {
      const key = keyOf(mapping, namespace)
      // An object that is mentioned twice must be read again after its first mention was applied.
      if (seen.has(`${key}/${name}`)) this.wanted.set(key, -Infinity)
      seen.add(`${key}/${name}`)
      this.wanted.set(key, (this.wanted.get(key) ?? 0) + 1)
    }
  }

  /**
   * The object as a list had it, null when the list had none of this name, undefined when it was not listed and
   * must be read by itself.
   */
  async find(mapping: RESTMapping, namespace: string, name: string): Promise<KubeObject | null | undefined> {
    const key = keyOf(mapping, namespace)
    const wanted = this.wanted.get(key) ?? 0
    // Reading an impossible name by itself tells what is wrong with it.
    if (wanted < worthwhile || !isPathSegment(name)) return undefined
    let list = this.lists.get(key)
    if (list === undefined) this.lists.set(key, (list = this.list(mapping, namespace, wanted)))
    const listed = await list
    return listed === undefined ? undefined : (listed.get(name) ?? null)
  }

  /** Forgets an object that is done, so that a long run does not hold all of them. */
  async release({mapping, namespace, name}: Info): Promise<void> {
    ;(await this.lists.get(keyOf(mapping, namespace)))?.delete(name)
  }

  private async list(mapping: RESTMapping, namespace: string, wanted: number): Promise<Listed | undefined> {
    const query = {mapping, namespace, labelSelector: '', fieldSelector: '', limit: pageSize}
    const listed = new Map<string, KubeObject>()
    const {kind} = mapping.kind
    const apiVersion = formatGroupVersion(mapping.kind)
    try {
      for await (const page of listPages(this.client, query)) {
        if (!isList(page)) return undefined
        // Items of a list do not say what they are; a single object does.
        for (const item of page.items) listed.set(nameOf(item), {apiVersion, kind, ...item})
        const rest = Number(page.metadata?.['remainingItemCount'] ?? 0)
        if (listed.size + rest > tolerable * wanted) return undefined
      }
      return listed
    } catch {
      // Whoever may read objects but not list them, or whatever broke: reading one by one tells.
      return undefined
    }
  }
}

function keyOf({resource}: RESTMapping, namespace: string): string {
  return `${resource.group}/${resource.version}/${resource.resource}/${namespace}`
}
