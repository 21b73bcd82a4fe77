import type {PriorityClass} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {aligned} from '../prefix-writer.ts'
import {formatLabels} from '../selectors.ts'

const classes = endpoint('scheduling.k8s.io/v1', 'priorityclasses', 'PriorityClass')

/** Shows a priority class. */
export const describePriorityClass: Describer = async (d, _namespace, name) => {
  const object = await read<PriorityClass>(d, classes, '', name)
  const events = await eventsOf(d, object, 'PriorityClass')
  return aligned((w) => {
    w.write(0, `Name:\t${object.metadata?.name ?? ''}\n`)
    w.write(0, `Value:\t${object.value ?? 0}\n`)
    w.write(0, `GlobalDefault:\t${object.globalDefault ?? false}\n`)
    w.write(0, `PreemptionPolicy:\t${object.preemptionPolicy ?? ''}\n`)
    w.write(0, `Description:\t${object.description ?? ''}\n`)
    w.write(0, `Annotations:\t${formatLabels(object.metadata?.annotations)}\n`)
    writeEvents(w, events, d.now)
  })
}
