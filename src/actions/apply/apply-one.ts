import {withChangeCause} from '../../api/change-cause.ts'
import type {PatchSchemaSource} from '../../patch/schema.ts'
import type {Info} from '../../resources/info.ts'
import type {Session} from '../../session/session.ts'
import {type Applied, type ApplyContext, helperFactory} from './context.ts'
import {LiveObjects} from './live-objects.ts'
import type {ApplyOptions} from './options.ts'
import {targetOf} from './target.ts'

/** How the server says to merge; its documents are read when the first kind is asked for. */
export function patchSchemas(session: Session): PatchSchemaSource {
  return {
    async support(kind) {
      const {OpenAPIPatchSchemas} = await import('../../openapi/patch-schemas.ts')
      return await new OpenAPIPatchSchemas(await session.openapi()).support(kind)
    },
  }
}

/** What applying these objects works with. */
export async function newContext(
  session: Session,
  options: ApplyOptions,
  infos: readonly Info[],
): Promise<ApplyContext> {
  const client = await session.client()
  return {
    apply: options.serverSide
      ? (await import('./server-side.ts')).applyServerSide
      : (await import('./client-side.ts')).applyClientSide,
    live: new LiveObjects(client, infos, options.concurrency > 1),
    options,
    client,
    signal: session.host.signal,
    program: session.commandPath.split(' ')[0] ?? 'kctl',
    openapi: options.openapiPatch ? patchSchemas(session) : undefined,
    helper: helperFactory(client, options),
  }
}

/** Applies one object. `note` tells the user something on the way. Throws what kubectl reports for the object. */
export async function applyOne(
  info: Info,
  context: ApplyContext,
  note: (text: string) => void,
): Promise<Applied> {
  const target = targetOf(info)
  target.object = withChangeCause(target.object, context.options.changeCause)
  const generateName = target.object.metadata?.generateName
  if (info.name === '' && generateName) {
    throw new Error(`from ${generateName}: cannot use generate name with apply`)
  }
  return await context.apply(target, context, note)
}
