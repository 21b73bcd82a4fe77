import {formatGroupVersion} from '../../api/schema.ts'
import {messageOf} from '../../base/errors.ts'
import type {ServerApis} from '../../discovery/api-groups.ts'
import type {Discovery} from '../../discovery/discovery.ts'
import type {Session} from '../../session/session.ts'

/** Prints every group and version of the server, sorted (kubectl's RunAPIVersions). */
export async function apiVersions(session: Session): Promise<void> {
  const {groups} = await readApis(await session.discovery())
  const versions = groups.flatMap(({name, versions: own}) =>
    own.map((version) => formatGroupVersion({group: name, version})),
  )
  for (const version of versions.toSorted()) session.io.out.write(`${version}\n`)
}

async function readApis(discovery: Discovery): Promise<ServerApis> {
  discovery.invalidate()
  try {
    return await discovery.apis()
  } catch (error) {
    throw new Error(`couldn't get available api versions from server: ${messageOf(error)}`, {cause: error})
  }
}
