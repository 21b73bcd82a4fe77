import type {PersistentVolume, Volume} from '../../api/raw-models.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {writePodOnly} from './pod-only-volumes.ts'
import {type Rows, rows} from './volume-rows.ts'
import {writeAttributes} from './volume-attributes.ts'

type VolumeSource = Omit<Volume, 'name'>
type PersistentSource = NonNullable<PersistentVolume['spec']>
type Text = string | undefined
type Flag = boolean | undefined

/** Shows the volumes of a pod (kubectl's describeVolumes). */
export function writeVolumes(w: PrefixWriter, volumes: readonly Volume[] | undefined, space: string): void {
  if (!volumes?.length) {
    w.write(0, `${space}Volumes:\t<none>\n`)
    return
  }
  w.write(0, `${space}Volumes:\n`)
  for (const volume of volumes) {
    w.write(1, `${space === '' ? '' : ' '}${volume.name ?? ''}:\n`)
    if (!writePodSource(w, volume)) w.write(1, '<unknown>\n')
  }
}

/** Shows where a persistent volume's data is. */
export function writePersistentSource(w: PrefixWriter, source: PersistentSource): void {
  if (!writePersistent(w, source)) w.write(1, '<unknown>\n')
}

const hostNote = "mount on the host that shares a pod's lifetime"

/** Sources that pods and persistent volumes have in the same form. */
function writeCommon(w: PrefixWriter, s: VolumeSource & PersistentSource): boolean {
  if (s.hostPath) {
    return rows(w, 'HostPath (bare host directory volume)', [
      ['Path:', s.hostPath.path],
      ['HostPathType:', s.hostPath.type ?? '<none>'],
    ])
  }
  if (s.gcePersistentDisk) {
    const {pdName, fsType, partition = 0, readOnly = false} = s.gcePersistentDisk
    const note = 'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)'
    return rows(w, note, disk(['PDName:', pdName], fsType, partition, readOnly))
  }
  if (s.awsElasticBlockStore) {
    const {volumeID, fsType, partition = 0, readOnly = false} = s.awsElasticBlockStore
    const note = 'AWSElasticBlockStore (a Persistent Disk resource in AWS)'
    return rows(w, note, disk(['VolumeID:', volumeID], fsType, partition, readOnly))
  }
  if (s.nfs) {
    return rows(w, 'NFS (an NFS mount that lasts the lifetime of a pod)', [
      ['Server:', s.nfs.server],
      ['Path:', s.nfs.path],
      ['ReadOnly:', s.nfs.readOnly ?? false],
    ])
  }
  if (s.quobyte) {
    return rows(w, `Quobyte (a Quobyte ${hostNote})`, [
      ['Registry:', s.quobyte.registry],
      ['Volume:', s.quobyte.volume],
      ['ReadOnly:', s.quobyte.readOnly ?? false],
    ])
  }
  return writeCommonDisk(w, s)
}

function writeCommonDisk(w: PrefixWriter, s: VolumeSource & PersistentSource): boolean {
  if (s.azureDisk) {
    return rows(w, 'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)', [
      ['DiskName:', s.azureDisk.diskName],
      ['DiskURI:', s.azureDisk.diskURI],
      ['Kind: ', s.azureDisk.kind],
      ['FSType:', s.azureDisk.fsType],
      ['CachingMode:', s.azureDisk.cachingMode],
      ['ReadOnly:', s.azureDisk.readOnly ?? false],
    ])
  }
  if (s.vsphereVolume) {
    return rows(w, 'vSphereVolume (a Persistent Disk resource in vSphere)', [
      ['VolumePath:', s.vsphereVolume.volumePath],
      ['FSType:', s.vsphereVolume.fsType],
      ['StoragePolicyName:', s.vsphereVolume.storagePolicyName],
    ])
  }
  if (s.photonPersistentDisk) {
    return rows(w, 'PhotonPersistentDisk (a Persistent Disk resource in photon platform)', [
      ['PdID:', s.photonPersistentDisk.pdID],
      ['FSType:', s.photonPersistentDisk.fsType],
    ])
  }
  if (s.portworxVolume) {
    return rows(w, 'PortworxVolume (a Portworx Volume resource)', [['VolumeID:', s.portworxVolume.volumeID]])
  }
  if (s.fc) {
    return rows(w, 'FC (a Fibre Channel disk)', [
      ['TargetWWNs:', (s.fc.targetWWNs ?? []).join(', ')],
      ['LUN:', s.fc.lun ?? '<none>'],
      ['FSType:', s.fc.fsType],
      ['ReadOnly:', s.fc.readOnly ?? false],
    ])
  }
  if (!s.flocker) return false
  return rows(w, 'Flocker (a Flocker volume mounted by the Flocker agent)', [
    ['DatasetName:', s.flocker.datasetName],
    ['DatasetUUID:', s.flocker.datasetUUID],
  ])
}

function disk(id: readonly [string, Text], fsType: Text, partition: number, readOnly: boolean): Rows {
  return [id, ['FSType:', fsType], ['Partition:', partition], ['ReadOnly:', readOnly]]
}

/** A reference to a secret as Go prints one (`%v` of a pointer to the struct). */
function secretRef(ref: {name?: string} | undefined): string {
  return ref ? `&LocalObjectReference{Name:${ref.name ?? ''},}` : 'nil'
}

function namespacedRef(ref: {name?: string; namespace?: string} | undefined): string {
  return ref ? `&SecretReference{Name:${ref.name ?? ''},Namespace:${ref.namespace ?? ''},}` : 'nil'
}

/** Sources that differ only in how they name their secret. */
function writeWithSecret(
  w: PrefixWriter,
  s: VolumeSource & PersistentSource,
  secret: typeof secretRef,
): boolean {
  if (s.iscsi) return writeIscsi(w, s.iscsi, secret(s.iscsi.secretRef))
  if (s.rbd) {
    return rows(w, `RBD (a Rados Block Device ${hostNote})`, [
      ['CephMonitors:', s.rbd.monitors ?? []],
      ['RBDImage:', s.rbd.image],
      ['FSType:', s.rbd.fsType],
      ['RBDPool:', s.rbd.pool],
      ['RadosUser:', s.rbd.user],
      ['Keyring:', s.rbd.keyring],
      ['SecretRef:', secret(s.rbd.secretRef)],
      ['ReadOnly:', s.rbd.readOnly ?? false],
    ])
  }
  if (s.cinder) {
    return rows(w, 'Cinder (a Persistent Disk resource in OpenStack)', [
      ['VolumeID:', s.cinder.volumeID],
      ['FSType:', s.cinder.fsType],
      ['ReadOnly:', s.cinder.readOnly ?? false],
      ['SecretRef:', secret(s.cinder.secretRef)],
    ])
  }
  if (s.cephfs) {
    return rows(w, `CephFS (a CephFS ${hostNote})`, [
      ['Monitors:', s.cephfs.monitors ?? []],
      ['Path:', s.cephfs.path],
      ['User:', s.cephfs.user],
      ['SecretFile:', s.cephfs.secretFile],
      ['SecretRef:', secret(s.cephfs.secretRef)],
      ['ReadOnly:', s.cephfs.readOnly ?? false],
    ])
  }
  if (s.storageos) {
    return rows(w, 'StorageOS (a StorageOS Persistent Disk resource)', [
      ['VolumeName:', s.storageos.volumeName],
      ['VolumeNamespace:', s.storageos.volumeNamespace],
      ['FSType:', s.storageos.fsType],
      ['ReadOnly:', s.storageos.readOnly ?? false],
    ])
  }
  if (!s.flexVolume) return false
  const note =
    'FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)'
  return rows(w, note, [
    ['Driver:', s.flexVolume.driver],
    ['FSType:', s.flexVolume.fsType],
    ['SecretRef:', secret(s.flexVolume.secretRef)],
    ['ReadOnly:', s.flexVolume.readOnly ?? false],
    ['Options:', s.flexVolume.options ?? {}],
  ])
}

function writeIscsi(w: PrefixWriter, iscsi: NonNullable<VolumeSource['iscsi']>, secret: string): true {
  const note =
    "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)"
  return rows(w, note, [
    ['TargetPortal:', iscsi.targetPortal],
    ['IQN:', iscsi.iqn],
    ['Lun:', iscsi.lun ?? 0],
    // kubectl leaves the colon out.
    ['ISCSIInterface', iscsi.iscsiInterface],
    ['FSType:', iscsi.fsType],
    ['ReadOnly:', iscsi.readOnly ?? false],
    ['Portals:', iscsi.portals ?? []],
    ['DiscoveryCHAPAuth:', iscsi.chapAuthDiscovery ?? false],
    ['SessionCHAPAuth:', iscsi.chapAuthSession ?? false],
    ['SecretRef:', secret],
    ['InitiatorName:', iscsi.initiatorName ?? '<none>'],
  ])
}

function writePodSource(w: PrefixWriter, volume: Volume): boolean {
  const s = volume as VolumeSource & PersistentSource
  if (writeCommon(w, s) || writeWithSecret(w, s, secretRef) || writePodOnly(w, volume)) return true
  if (s.glusterfs) {
    return rows(w, `Glusterfs (a Glusterfs ${hostNote})`, glusterfs(s.glusterfs))
  }
  if (s.scaleIO) return rows(w, scaleIONote, [...scaleIO(s.scaleIO), ...ending(s.scaleIO)])
  if (s.azureFile) {
    const {secretName, shareName, readOnly = false} = s.azureFile
    return rows(w, azureFileNote, [
      ['SecretName:', secretName],
      ['ShareName:', shareName],
      ['ReadOnly:', readOnly],
    ])
  }
  if (!volume.csi) return false
  const {driver, fsType, readOnly = false, volumeAttributes} = volume.csi
  rows(w, csiNote, [
    ['Driver:', driver],
    ['FSType:', fsType],
    ['ReadOnly:', readOnly],
  ])
  writeAttributes(w, volumeAttributes)
  return true
}

const csiNote = 'CSI (a Container Storage Interface (CSI) volume source)'
const azureFileNote = 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)'
const scaleIONote = 'ScaleIO (a persistent volume backed by a block device in ScaleIO)'

function glusterfs({
  endpoints,
  path,
  readOnly = false,
}: {
  endpoints?: Text
  path?: Text
  readOnly?: Flag
}): Rows {
  return [
    ['EndpointsName:', endpoints],
    ['Path:', path],
    ['ReadOnly:', readOnly],
  ]
}

function scaleIO(s: Omit<NonNullable<VolumeSource['scaleIO']>, 'secretRef'>): Rows {
  return [
    ['Gateway:', s.gateway],
    ['System:', s.system],
    ['Protection Domain:', s.protectionDomain],
    ['Storage Pool:', s.storagePool],
    ['Storage Mode:', s.storageMode],
    ['VolumeName:', s.volumeName],
  ]
}

function ending({fsType, readOnly = false}: {fsType?: Text; readOnly?: Flag}): Rows {
  return [
    ['FSType:', fsType],
    ['ReadOnly:', readOnly],
  ]
}

function writePersistent(w: PrefixWriter, source: PersistentSource): boolean {
  const s = source as VolumeSource & PersistentSource
  if (writeCommon(w, s) || writeWithSecret(w, s, namespacedRef)) return true
  if (source.glusterfs) {
    const [name, ...rest] = glusterfs(source.glusterfs)
    const namespace = source.glusterfs.endpointsNamespace ?? '<unset>'
    return rows(w, `Glusterfs (a Glusterfs ${hostNote})`, [
      name!,
      ['EndpointsNamespace:', namespace],
      ...rest,
    ])
  }
  if (source.scaleIO) {
    const {secretRef: secret} = source.scaleIO
    return rows(w, scaleIONote, [
      ...scaleIO(source.scaleIO),
      ['SecretName:', secret?.name],
      ['SecretNamespace:', secret?.namespace],
      ...ending(source.scaleIO),
    ])
  }
  if (source.local) {
    const note = 'LocalVolume (a persistent volume backed by local storage on a node)'
    return rows(w, note, [['Path:', source.local.path]])
  }
  if (source.azureFile) {
    const {secretName, secretNamespace, shareName, readOnly = false} = source.azureFile
    return rows(w, azureFileNote, [
      ['SecretName:', secretName],
      ['SecretNamespace:', secretNamespace],
      ['ShareName:', shareName],
      ['ReadOnly:', readOnly],
    ])
  }
  if (!source.csi) return false
  const {driver, fsType, volumeHandle, readOnly = false, volumeAttributes} = source.csi
  rows(w, csiNote, [
    ['Driver:', driver],
    ['FSType:', fsType],
    ['VolumeHandle:', volumeHandle],
    ['ReadOnly:', readOnly],
  ])
  writeAttributes(w, volumeAttributes)
  return true
}
