import {formatGo} from '../../api/go-format.ts'
import {isObject} from '../../api/json.ts'
import {isList, type KubeObject, nameOf, namespaceOf} from '../../api/object.ts'
import {formatGroupVersion} from '../../api/schema.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import type {ReadOptions} from '../../resources/helper.ts'
import {type Table, tableOf} from '../../printers/table-data.ts'

/** metav1.OwnerReference, as far as it is looked at. */
export interface Owner {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
}

/** What is kept of an object: enough for its line, a few hundred bytes. */
export interface TreeNode {
  readonly apiVersion: string
  readonly kind: string
  /** '' for cluster-scoped objects. */
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly owners: readonly Owner[]
  /** As the server wrote it, '' when it is not known. */
  readonly created: string
  /** `1/2`, `True`, or '' when the type does not tell. */
  readonly ready: string
  readonly status: string
}

/**
 * One request gives who owns an object and how it is: a Table brings each row's metadata along. A server that makes no
 * tables sends metadata only, or the objects.
 */
export const readNodes: ReadOptions = {
  accept: [
    'application/json;as=Table;v=v1;g=meta.k8s.io',
    'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    'application/json',
  ].join(','),
}

/** The objects of a Table, of a list, or the one object that it is; what has no uid is left out. */
export function nodesOf(mapping: RESTMapping, answer: KubeObject): TreeNode[] {
  const table = tableOf(answer)
  if (table !== undefined)
    return table.rows.flatMap((row) => nodeOf(mapping, row.object ?? {}, cellsOf(table, row.cells)))
  return (isList(answer) ? answer.items : [answer]).flatMap((object) => nodeOf(mapping, object, new Map()))
}

type Cells = ReadonlyMap<string, string>

function cellsOf({columns}: Table, cells: Table['rows'][number]['cells']): Cells {
  return new Map(
    columns.map(({name}, index) => {
      const cell = cells[index] ?? ''
      return [name.toLowerCase(), typeof cell === 'string' ? cell : formatGo(cell)]
    }),
  )
}

function nodeOf({kind}: RESTMapping, object: KubeObject, cells: Cells): TreeNode[] {
  const {metadata} = object
  if (!isObject(metadata) || !metadata.uid) return []
  return [
    {
      apiVersion: formatGroupVersion(kind),
      kind: kind.kind,
      namespace: namespaceOf(object),
      name: nameOf(object),
      uid: metadata.uid,
      owners: ownersOf(metadata['ownerReferences']),
      created: metadata.creationTimestamp ?? '',
      ready: readyOf(cells),
      status: statusOf(cells, metadata.deletionTimestamp !== undefined),
    },
  ]
}

function ownersOf(references: unknown): Owner[] {
  if (!Array.isArray(references)) return []
  return references.filter(isObject).map((reference) => {
    const text = (field: string): string => (typeof reference[field] === 'string' ? reference[field] : '')
    return {apiVersion: text('apiVersion'), kind: text('kind'), name: text('name'), uid: text('uid')}
  })
}

/** `READY`, as of pods; of replica sets and their like with what is wanted; `COMPLETIONS` of jobs. */
function readyOf(cells: Cells): string {
  const ready = cells.get('ready') ?? cells.get('completions') ?? ''
  const desired = cells.get('desired')
  return desired !== undefined && /^\d+$/.test(ready) ? `${ready}/${desired}` : ready
}

const stateColumns = ['status', 'phase', 'state', 'reason', 'condition']

function statusOf(cells: Cells, isDeleted: boolean): string {
  const column = stateColumns.find((name) => cells.has(name))
  const state = column === undefined ? '' : cells.get(column)!
  return state === '' && isDeleted ? 'Terminating' : state
}
