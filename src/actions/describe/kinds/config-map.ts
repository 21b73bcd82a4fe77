import type {ConfigMap} from '../../../api/raw-models.ts'
import type {JsonObject} from '../../../api/json.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {searchEvents, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'
import {byKey} from '../selectors.ts'
import {decodedSize} from '../sizes.ts'

const configMaps = endpoint('v1', 'configmaps', 'ConfigMap')

/** Shows a ConfigMap with its texts; of binary data only the sizes. */
export const describeConfigMap: Describer = async (d, namespace, name) => {
  const map = await read<ConfigMap>(d, configMaps, namespace, name)
  // Unlike for other kinds, a failure to read the events is a failure here.
  const events = d.showEvents ? await searchEvents(d, map as JsonObject, 'ConfigMap') : undefined
  return aligned((w) => {
    writeName(w, map.metadata)
    writeLabelsAndAnnotations(w, map.metadata)
    w.write(0, '\nData\n====\n')
    for (const [key, value] of byKey(map.data)) w.write(0, `${key}:\n----\n${value}\n\n`)
    w.write(0, '\nBinaryData\n====\n')
    for (const [key, value] of byKey(map.binaryData)) w.write(0, `${key}: ${decodedSize(value)} bytes\n`)
    w.write(0, '\n')
    writeEvents(w, events, d.now)
  })
}
