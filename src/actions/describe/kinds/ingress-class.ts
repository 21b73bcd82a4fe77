import type {IngressClass} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'

const classes = endpoint('networking.k8s.io/v1', 'ingressclasses', 'IngressClass')

/** Shows an ingress class. */
export const describeIngressClass: Describer = async (d, _namespace, name) => {
  const object = await read<IngressClass>(d, classes, '', name)
  const events = await eventsOf(d, object, 'IngressClass')
  return aligned((w) => {
    w.write(0, `Name:\t${object.metadata?.name ?? ''}\n`)
    writeLabelsAndAnnotations(w, object.metadata)
    w.write(0, `Controller:\t${object.spec?.controller ?? ''}\n`)
    const parameters = object.spec?.parameters
    if (parameters) {
      w.write(0, 'Parameters:\n')
      if (parameters.apiGroup !== undefined) w.write(1, `APIGroup:\t${parameters.apiGroup}\n`)
      w.write(1, `Kind:\t${parameters.kind ?? ''}\n`)
      w.write(1, `Name:\t${parameters.name ?? ''}\n`)
    }
    writeEvents(w, events, d.now)
  })
}
