import type {VolumeAttributesClass} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {aligned} from '../prefix-writer.ts'
import {formatLabels} from '../selectors.ts'

const classes = endpoint('storage.k8s.io/v1', 'volumeattributesclasses', 'VolumeAttributesClass')

/** Shows a class of volume attributes. */
export const describeVolumeAttributesClass: Describer = async (d, _namespace, name) => {
  const object = await read<VolumeAttributesClass>(d, classes, '', name)
  const events = await eventsOf(d, object, 'VolumeAttributesClass')
  return aligned((w) => {
    w.write(0, `Name:\t${object.metadata?.name ?? ''}\n`)
    w.write(0, `Annotations:\t${formatLabels(object.metadata?.annotations)}\n`)
    w.write(0, `DriverName:\t${object.driverName ?? ''}\n`)
    w.write(0, `Parameters:\t${formatLabels(object.parameters)}\n`)
    writeEvents(w, events, d.now)
  })
}
