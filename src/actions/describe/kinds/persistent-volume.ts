import type {PersistentVolume} from '../../../api/raw-models.ts'
import {accessModes, storageClass} from '../claims.ts'
import {type Describer, type Describing, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations} from '../metadata.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {writeTerm} from '../terms.ts'
import {since} from '../times.ts'
import {writePersistentSource} from '../volumes.ts'

const volumes = endpoint('v1', 'persistentvolumes', 'PersistentVolume')

/** Shows a persistent volume: whose it is, and where its data is. */
export const describePersistentVolume: Describer = async (d, _namespace, name) => {
  const volume = await read<PersistentVolume>(d, volumes, '', name)
  const events = await eventsOf(d, volume, 'PersistentVolume')
  return aligned((w) => {
    writeState(w, d, volume)
    const {spec = {}, status} = volume
    w.write(0, `Capacity:\t${spec.capacity?.['storage'] ?? '0'}\n`)
    writeAffinity(w, spec)
    w.write(0, `Message:\t${status?.message ?? ''}\n`)
    w.write(0, 'Source:\n')
    writePersistentSource(w, spec)
    writeEvents(w, events, d.now)
  })
}

function writeState(w: PrefixWriter, d: Describing, volume: PersistentVolume): void {
  const {metadata, spec = {}, status} = volume
  w.write(0, `Name:\t${metadata?.name ?? ''}\n`)
  writeLabelsAndAnnotations(w, metadata)
  w.write(0, `Finalizers:\t[${(metadata?.finalizers ?? []).join(' ')}]\n`)
  w.write(0, `StorageClass:\t${storageClass(volume)}\n`)
  const deleted = metadata?.deletionTimestamp
  w.write(0, `Status:\t${deleted ? `Terminating (lasts ${since(d.now, deleted)})` : (status?.phase ?? '')}\n`)
  const {claimRef} = spec
  w.write(0, `Claim:\t${claimRef ? `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` : ''}\n`)
  w.write(0, `Reclaim Policy:\t${spec.persistentVolumeReclaimPolicy ?? ''}\n`)
  w.write(0, `Access Modes:\t${accessModes(spec.accessModes)}\n`)
  if (spec.volumeMode !== undefined) w.write(0, `VolumeMode:\t${spec.volumeMode}\n`)
}

function writeAffinity(w: PrefixWriter, {nodeAffinity}: NonNullable<PersistentVolume['spec']>): void {
  w.write(0, 'Node Affinity:\t')
  if (!nodeAffinity?.required) {
    w.line('<none>')
    return
  }
  w.line('')
  const terms = nodeAffinity.required.nodeSelectorTerms ?? []
  w.write(1, 'Required Terms:\t')
  w.line(terms.length === 0 ? '<none>' : '')
  for (const [index, {matchExpressions = []}] of terms.entries()) {
    const requirements = matchExpressions.map(({key = '', operator = '', values = []}) => ({
      text: `${key} ${operator.toLowerCase()}`,
      values,
    }))
    writeTerm(w, 2, index, requirements)
  }
}
