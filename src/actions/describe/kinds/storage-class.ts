import type {StorageClass} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {formatLabels} from '../selectors.ts'
import {writeTerm} from '../terms.ts'

const classes = endpoint('storage.k8s.io/v1', 'storageclasses', 'StorageClass')
const defaultMarks = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
]

/** Shows a storage class. */
export const describeStorageClass: Describer = async (d, _namespace, name) => {
  const object = await read<StorageClass>(d, classes, '', name)
  const events = await eventsOf(d, object, 'StorageClass')
  return aligned((w) => {
    writeClass(w, object)
    if (object.reclaimPolicy !== undefined) w.write(0, `ReclaimPolicy:\t${object.reclaimPolicy}\n`)
    if (object.volumeBindingMode !== undefined)
      w.write(0, `VolumeBindingMode:\t${object.volumeBindingMode}\n`)
    writeTopologies(w, object)
    writeEvents(w, events, d.now)
  })
}

function writeClass(w: PrefixWriter, object: StorageClass): void {
  const {metadata, provisioner = '', parameters, allowVolumeExpansion, mountOptions = []} = object
  const isDefault = defaultMarks.some((mark) => metadata?.annotations?.[mark] === 'true')
  w.write(0, `Name:\t${metadata?.name ?? ''}\n`)
  w.write(0, `IsDefaultClass:\t${isDefault ? 'Yes' : 'No'}\n`)
  w.write(0, `Annotations:\t${formatLabels(metadata?.annotations)}\n`)
  w.write(0, `Provisioner:\t${provisioner}\n`)
  w.write(0, `Parameters:\t${formatLabels(parameters)}\n`)
  const expansion = allowVolumeExpansion === undefined ? '<unset>' : allowVolumeExpansion ? 'True' : 'False'
  w.write(0, `AllowVolumeExpansion:\t${expansion}\n`)
  w.write(0, mountOptions.length === 0 ? 'MountOptions:\t<none>\n' : 'MountOptions:\n')
  for (const option of mountOptions) w.write(1, `${option}\n`)
}

function writeTopologies(w: PrefixWriter, {allowedTopologies}: StorageClass): void {
  if (!allowedTopologies) return
  w.write(0, 'AllowedTopologies:\t')
  w.line(allowedTopologies.length === 0 ? '<none>' : '')
  for (const [index, {matchLabelExpressions = []}] of allowedTopologies.entries()) {
    const requirements = matchLabelExpressions.map(({key = '', values = []}) => ({text: `${key} in`, values}))
    writeTerm(w, 1, index, requirements)
  }
}
