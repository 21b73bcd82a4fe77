import {withDryRun} from '../../printers/name.ts'
import {Helper} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import type {Session} from '../../session/session.ts'
import {type Edited, type EditMode, objectIntro, visitAll} from './mode.ts'
import type {EditOptions} from './options.ts'

/** Creates objects as they were edited (EditBeforeCreateMode). */
export function createObjects(session: Session, options: EditOptions): EditMode {
  return {
    intro: objectIntro,
    send: (edited) => visitAll(edited.updated, (info) => createObject(session, options, edited, info)),
  }
}

async function createObject(
  session: Session,
  options: EditOptions,
  edited: Edited,
  info: Info,
): Promise<void> {
  const {dryRun, fieldManager, fieldValidation} = options
  const helper = new Helper(await session.client(), info.mapping, {
    dryRun: dryRun === 'server',
    fieldManager,
    fieldValidation,
  })
  const created = dryRun === 'client' ? info.object! : await helper.create(info.namespace, info.object!)
  await edited.print(withDryRun('created', dryRun), created)
}
