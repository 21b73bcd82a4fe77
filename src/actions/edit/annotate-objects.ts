import {encodeObject, lastAppliedPatch} from '../../patch/last-applied.ts'
import {Helper, patchTypes} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import type {Session} from '../../session/session.ts'
import {type Edited, type EditMode, originalOf, visitAll} from './mode.ts'
import type {EditOptions} from './options.ts'

const intro = `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`

/** Puts edited configurations back into the annotations of the live objects (ApplyEditMode). */
export function annotateObjects(session: Session, options: EditOptions, namespace: string): EditMode {
  return {
    intro,
    send: (edited) => visitAll(edited.updated, (info) => annotate(session, options, edited, info, namespace)),
  }
}

async function annotate(
  session: Session,
  {fieldManager, fieldValidation}: EditOptions,
  edited: Edited,
  info: Info,
  namespace: string,
): Promise<void> {
  const object = info.object!
  // Configurations have no uid, so kubectl takes the first of them for the original of each.
  const original = await originalOf(info, edited.originals)
  if (encodeObject(original) === encodeObject(object)) return edited.print('skipped', object)
  const helper = new Helper(await session.client(), info.mapping, {fieldManager, fieldValidation})
  await helper.patch(namespace, info.name, patchTypes.merge, lastAppliedPatch(object).patch)
  await edited.print('edited', object)
}
