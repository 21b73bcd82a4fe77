import {requireKeyUnchanged, requireMetadataKeyUnchanged} from '../../patch/errors.ts'
import {encodeObject} from '../../patch/last-applied.ts'
import {type TypedPatch, twoWayPatch} from '../../patch/two-way.ts'
import {formatGroupVersion} from '../../api/schema.ts'
import type {KubeObject} from '../../api/object.ts'
import {Helper, patchTypes} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import type {Session} from '../../session/session.ts'
import {formatJSON} from '../../yaml/json.ts'
import {type Edited, type EditMode, objectIntro, originalOf, visitAll} from './mode.ts'
import type {EditOptions} from './options.ts'

/** Patches the live objects as they were edited (NormalEditMode). */
export function patchObjects(session: Session, options: EditOptions): EditMode {
  return {
    intro: objectIntro,
    send: (edited) => visitAll(edited.updated, (info) => patchObject(session, options, edited, info)),
  }
}

async function patchObject(
  session: Session,
  options: EditOptions,
  edited: Edited,
  info: Info,
): Promise<void> {
  const object = info.object!
  const original = await originalOf(info, edited.originals)
  if (encodeObject(original) === encodeObject(object)) return edited.print('skipped', object)
  const {type, patch} = await patchFor(session, info, original)
  const body = formatJSON(patch)
  if (options.outputPatch) session.io.out.write(`Patch: ${body}\n`)
  const {fieldManager, fieldValidation, subresource} = options
  const helper = new Helper(await session.client(), info.mapping, {
    fieldManager,
    fieldValidation,
    subresource,
  })
  let patched: KubeObject
  try {
    patched = await helper.patch(info.namespace, info.name, patchTypes[type], body)
  } catch (error) {
    return edited.note(edited.results.refused(error, info))
  }
  await edited.print('edited', patched)
}

const preconditions = [
  requireKeyUnchanged('apiVersion'),
  requireKeyUnchanged('kind'),
  requireMetadataKeyUnchanged('name'),
  requireKeyUnchanged('managedFields'),
]

function patchFor({logger}: Session, {mapping, object}: Info, original: KubeObject): Promise<TypedPatch> {
  const kind = {apiVersion: formatGroupVersion(mapping.kind), kind: mapping.kind.kind}
  return twoWayPatch(kind, original, object!, preconditions, (why, typed) => {
    // Where it has no type kubectl logs another error, which is none.
    const [line, shown] = typed ? [700, why] : [690, '<nil>']
    logger.text(4, `editoptions.go:${line}`, `Unable to calculate diff, no merge is possible: ${shown}`)
  })
}
