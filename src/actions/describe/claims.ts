import type {PersistentVolumeClaim} from '../../api/raw-models.ts'
import {writeLabels, writeLabelsAndAnnotations, writeName} from './metadata.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {since} from './times.ts'

const shortModes = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
] as const

/** Access modes in short, always in the same order (kubectl's GetAccessModesAsString). */
export function accessModes(modes: readonly string[] = []): string {
  return shortModes
    .filter(([mode]) => modes.includes(mode))
    .map(([, short]) => short)
    .join(',')
}

/** The storage class of a volume or claim; the beta annotation comes first. */
export function storageClass({
  metadata,
  spec,
}: {
  readonly metadata?: {readonly annotations?: Readonly<Record<string, string>>}
  readonly spec?: {readonly storageClassName?: string}
}): string {
  return metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? ''
}

/** Shows a claim with its name and state (kubectl's printPersistentVolumeClaim). */
export function writeClaim(w: PrefixWriter, claim: PersistentVolumeClaim, now: number): void {
  const {metadata, status} = claim
  writeName(w, metadata)
  w.write(0, `StorageClass:\t${storageClass(claim)}\n`)
  w.write(
    0,
    metadata?.deletionTimestamp
      ? `Status:\tTerminating (lasts ${since(now, metadata.deletionTimestamp)})\n`
      : `Status:\t${status?.phase ?? ''}\n`,
  )
  writeMiddle(w, claim)
  w.write(0, `Finalizers:\t[${(metadata?.finalizers ?? []).join(' ')}]\n`)
  writeRequest(w, claim)
}

/** Shows what claims will be made of. */
export function writeClaimTemplate(w: PrefixWriter, claim: PersistentVolumeClaim): void {
  w.write(0, `StorageClass:\t${storageClass(claim)}\n`)
  writeMiddle(w, claim)
  writeRequest(w, claim)
}

function writeMiddle(w: PrefixWriter, {metadata, spec}: PersistentVolumeClaim): void {
  w.write(0, `Volume:\t${spec?.volumeName ?? ''}\n`)
  writeLabelsAndAnnotations(w, metadata)
}

function writeRequest(w: PrefixWriter, {spec = {}, status}: PersistentVolumeClaim): void {
  const bound = Boolean(spec.volumeName)
  w.write(0, `Capacity:\t${bound ? (status?.capacity?.['storage'] ?? '0') : ''}\n`)
  w.write(0, `Access Modes:\t${bound ? accessModes(status?.accessModes) : ''}\n`)
  if (spec.volumeMode !== undefined) w.write(0, `VolumeMode:\t${spec.volumeMode}\n`)
  if (!spec.dataSource) return
  const {apiGroup, kind = '', name = ''} = spec.dataSource
  w.write(0, 'DataSource:\n')
  if (apiGroup !== undefined) w.write(1, `APIGroup:\t${apiGroup}\n`)
  w.write(1, `Kind:\t${kind}\n`)
  w.write(1, `Name:\t${name}\n`)
}

/** The claim templates of a stateful set (kubectl's describeVolumeClaimTemplates). */
export function writeClaimTemplates(w: PrefixWriter, claims: readonly PersistentVolumeClaim[] = []): void {
  if (claims.length === 0) {
    w.write(0, 'Volume Claims:\t<none>\n')
    return
  }
  w.write(0, 'Volume Claims:\n')
  for (const claim of claims) {
    w.write(1, `Name:\t${claim.metadata?.name ?? ''}\n`)
    w.write(1, `StorageClass:\t${storageClass(claim)}\n`)
    writeLabels(w, 'Labels', claim.metadata?.labels, '  ')
    writeLabels(w, 'Annotations', claim.metadata?.annotations, '  ')
    w.write(1, `Capacity:\t${claim.spec?.resources?.requests?.['storage'] ?? '<default>'}\n`)
    w.write(1, `Access Modes:\t[${(claim.spec?.accessModes ?? []).join(' ')}]\n`)
  }
}
