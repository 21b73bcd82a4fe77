import {formatGo} from '../../../api/go-format.ts'
import {isObject, type JsonObject} from '../../../api/json.ts'
import type {KubeObject} from '../../../api/object.ts'
import type {ObjectMeta} from '../../../api/raw-models.ts'
import {type Describer, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {fieldLabel} from '../field-label.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {compareText} from '../selectors.ts'

/** Shown at the top, or of no interest. */
const shownElsewhere = new Set([
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
])

/** Shows an object of any kind by its fields: custom resources and what has no describer. */
export const describeAny: Describer = async (d, namespace, name) => {
  const {kind, resource} = d.mapping
  const object = await read<KubeObject>(d, {...kind, resource: resource.resource}, namespace, name)
  const events = await eventsOf(d, object, object.kind)
  return aligned((w) => {
    const metadata = object.metadata as ObjectMeta | undefined
    writeName(w, metadata)
    writeLabelsAndAnnotations(w, metadata)
    writeFields(w, 0, object, '')
    writeEvents(w, events, d.now)
  })
}

function writeFields(w: PrefixWriter, level: number, object: JsonObject, path: string): void {
  for (const field of Object.keys(object).toSorted(compareText)) {
    const here = `${path}.${field}`
    if (shownElsewhere.has(here)) continue
    const value = object[field]
    if (isObject(value)) {
      w.write(level, `${fieldLabel(field)}:\n`)
      writeFields(w, level + 1, value, here)
    } else if (Array.isArray(value)) {
      w.write(level, `${fieldLabel(field)}:\n`)
      for (const child of value) {
        if (isObject(child)) writeFields(w, level + 1, child, here)
        else w.write(level + 1, `${formatGo(child)}\n`)
      }
    } else {
      w.write(level, `${fieldLabel(field)}:\t${formatGo(value)}\n`)
    }
  }
}
