import {newAggregate} from '../../base/aggregate.ts'
import {ahead} from '../../base/ahead.ts'
import {toError} from '../../base/errors.ts'
import {Sweeper} from '../../base/sweeper.ts'
import {isObject} from '../../api/json.ts'
import {isList, type KubeObject, nameOf} from '../../api/object.ts'
import {typedName} from '../../printers/name.ts'
import {formatGroupResource, formatGroupVersion} from '../../api/schema.ts'
import type {RESTClient} from '../../client/request.ts'
import type {ReadOptions} from '../../resources/helper.ts'
import {listPages, type ListQuery} from '../../resources/lists.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'

/**
 * A Table without its objects is the shortest list that has the names: 130 bytes for a pod, where its
 * metadata alone are 1,900 because of the managedFields.
 */
const asTable: ReadOptions = {
  accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
  query: {includeObject: 'None'},
}
const asMetadata: ReadOptions = {
  accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json',
}

/** Types whose table the server puts in another order than its list (kubernetes pkg/printers/internalversion, printFlowSchemaList). */
const sortedTables = new Set(['flowschemas.flowcontrol.apiserver.k8s.io'])

/** Prints `-o name` of whole types, asking the server for little more than the names. Gives what failed. */
export async function printNames(
  session: Session,
  selection: Selection,
  lists: readonly ListQuery[],
): Promise<Error | undefined> {
  const client = await session.client()
  const errors: Error[] = []
  const sweeper = new Sweeper()
  const begun = ahead(lists, 8, (query) => namesOf(client, query))
  for await (const {item: query, results} of begun) {
    const {group, version, kind} = query.mapping.kind
    const type = {apiVersion: formatGroupVersion({group, version}), kind}
    try {
      for await (const names of results) {
        const text = names.map((name) => `${typedName(type, name)}\n`).join('')
        if (text !== '') session.io.out.write(text)
        sweeper.drop(names.length)
      }
    } catch (error) {
      errors.push(toError(error))
    }
  }
  return selection.filter(newAggregate(errors))
}

/** The names, page by page. */
async function* namesOf(client: RESTClient, query: ListQuery): AsyncGenerator<readonly string[]> {
  if (sortedTables.has(formatGroupResource(query.mapping.resource)))
    return yield* namesOfObjects(client, query)
  for await (const page of listPages(client, {...query, read: asTable})) {
    const names = namesInPage(page)
    if (names === undefined) {
      // A server whose table does not say which column has the name: nothing was printed yet.
      return yield* namesOfObjects(client, query)
    }
    yield names
  }
}

/** The same from the objects' metadata. */
async function* namesOfObjects(client: RESTClient, query: ListQuery): AsyncGenerator<readonly string[]> {
  for await (const page of listPages(client, {...query, read: asMetadata})) yield namesInPage(page) ?? []
}

/** The names of a Table or of a list; undefined for a Table that has no column of that format. */
function namesInPage(page: KubeObject): readonly string[] | undefined {
  if (isList(page)) return page.items.map(nameOf)
  const {columnDefinitions, rows} = page
  if (!Array.isArray(columnDefinitions)) return undefined
  const column = columnDefinitions.findIndex((one) => isObject(one) && one['format'] === 'name')
  if (column < 0) return undefined
  return (Array.isArray(rows) ? rows : []).map((row) => {
    const cells = isObject(row) ? row['cells'] : undefined
    const name = Array.isArray(cells) ? cells[column] : undefined
    return typeof name === 'string' ? name : ''
  })
}
