import {newAggregate} from '../../base/aggregate.ts'
import {toError} from '../../base/errors.ts'
import {isList, nameOf} from '../../api/object.ts'
import {typedName} from '../../printers/name.ts'
import {formatGroupVersion} from '../../api/schema.ts'
import {listPages, type ListQuery} from '../../resources/lists.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'

const metadataAccept = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json'

/** Prints `-o name` of whole types, asking the server for no more than metadata. Gives what failed. */
export async function printNames(
  session: Session,
  selection: Selection,
  lists: readonly ListQuery[],
): Promise<Error | undefined> {
  const client = await session.client()
  const errors: Error[] = []
  for (const query of lists) {
    const {group, version, kind} = query.mapping.kind
    const type = {apiVersion: formatGroupVersion({group, version}), kind}
    try {
      for await (const page of listPages(client, {...query, read: {accept: metadataAccept}})) {
        const items = isList(page) ? page.items : []
        const text = items.map((item) => `${typedName(type, nameOf(item))}\n`).join('')
        if (text !== '') session.io.out.write(text)
      }
    } catch (error) {
      errors.push(toError(error))
    }
  }
  return selection.filter(newAggregate(errors))
}
