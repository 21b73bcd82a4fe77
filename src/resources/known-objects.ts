import {isObject} from '../api/json.ts'
import {isList, type KubeObject, nameOf, namespaceOf, type ObjectMeta} from '../api/object.ts'
import {withListType} from './list-source.ts'
import type {WatchEvent} from './watch.ts'

/** One object of an answer: as it is to be shown, a Table of one row for instance, and its metadata. */
interface Part {
  readonly object: KubeObject
  readonly metadata: ObjectMeta
}

/**
 * Which objects a watch has told of, and in which version: no more than it takes to say what was missed
 * when the server has forgotten the place where the watch was cut.
 */
export class KnownObjects {
  private readonly versions = new Map<string, {readonly uid: string; readonly version: string}>()

  /** How many there are. */
  get size(): number {
    return this.versions.size
  }

  /** Takes note of what a list or a watch told. Tables and lists count by their rows and items. */
  note(type: WatchEvent['type'], object: KubeObject): void {
    for (const {metadata} of partsOf(object)) {
      if (type === 'DELETED') this.versions.delete(keyOf(metadata))
      else this.set(metadata)
    }
  }

  /**
   * What a watch would have said of the objects on the pages of a new list, each change once; those that
   * are as they were are left out. What is gone is known, and told, after the last page.
   */
  async *changes(pages: AsyncIterable<KubeObject>): AsyncGenerator<WatchEvent> {
    const gone = new Set(this.versions.keys())
    let shape: KubeObject = {}
    for await (const page of pages) {
      shape = page
      for (const {object, metadata} of partsOf(page)) {
        gone.delete(keyOf(metadata))
        yield* this.changesOf(object, metadata, shape)
      }
    }
    for (const key of gone) {
      this.versions.delete(key)
      yield {type: 'DELETED', object: tombstone(key, shape)}
    }
  }

  private *changesOf(object: KubeObject, metadata: ObjectMeta, shape: KubeObject): Generator<WatchEvent> {
    const key = keyOf(metadata)
    const known = this.versions.get(key)
    this.set(metadata)
    if (known === undefined) yield {type: 'ADDED', object}
    else if (known.uid !== metadata.uid) {
      yield {type: 'DELETED', object: tombstone(key, shape)}
      yield {type: 'ADDED', object}
    } else if (known.version !== metadata.resourceVersion) yield {type: 'MODIFIED', object}
  }

  private set(metadata: ObjectMeta): void {
    const {uid = '', resourceVersion: version = ''} = metadata
    this.versions.set(keyOf(metadata), {uid, version})
  }
}

function partsOf(object: KubeObject): Part[] {
  const {rows} = object
  if (object.kind === 'Table' && Array.isArray(rows)) {
    // A row without its object cannot be told from others.
    return rows.flatMap((row) => {
      const metadata = isObject(row) && isObject(row['object']) ? row['object']['metadata'] : undefined
      return isObject(metadata) ? [{object: {...object, rows: [row]}, metadata: metadata}] : []
    })
  }
  const objects = isList(object)
    ? object.items.map((item) => withListType(item, object.apiVersion ?? '', object.kind ?? ''))
    : [object]
  return objects.map((each) => ({object: each, metadata: each.metadata ?? {}}))
}

function keyOf(metadata: ObjectMeta): string {
  return `${namespaceOf({metadata})}/${nameOf({metadata})}`
}

/** What is left to say of an object that went away unseen: its name, in the shape of the list that it is missing from. */
function tombstone(key: string, {apiVersion = '', kind = '', columnDefinitions}: KubeObject): KubeObject {
  const [namespace, name] = key.split('/') as [string, string]
  const metadata: ObjectMeta = namespace === '' ? {name} : {name, namespace}
  if (!Array.isArray(columnDefinitions)) return {apiVersion, kind: kind.replace(/List$/, ''), metadata}
  const cells = columnDefinitions.map((column) =>
    isObject(column) && column['format'] === 'name' ? name : '',
  )
  const object = {apiVersion, kind: 'PartialObjectMetadata', metadata}
  return {apiVersion, kind, columnDefinitions, rows: [{cells, object}]}
}
