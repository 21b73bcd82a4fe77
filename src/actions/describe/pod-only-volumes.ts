import {compareQuantities} from '../../api/quantity.ts'
import {amount} from '../../api/quantity-text.ts'
import type {Volume} from '../../api/raw-models.ts'
import {writeClaimTemplate} from './claims.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {rows} from './volume-rows.ts'

/** Shows a source that only pods have; false for any other. */
export function writePodOnly(w: PrefixWriter, volume: Volume): boolean {
  const {emptyDir, gitRepo, secret, configMap, persistentVolumeClaim, image} = volume
  if (emptyDir) {
    const {medium, sizeLimit} = emptyDir
    const limited = sizeLimit !== undefined && compareQuantities(amount(sizeLimit), amount('0')) > 0
    return rows(w, "EmptyDir (a temporary directory that shares a pod's lifetime)", [
      ['Medium:', medium],
      ['SizeLimit:', limited ? sizeLimit : '<unset>'],
    ])
  }
  if (gitRepo) {
    return rows(w, 'GitRepo (a volume that is pulled from git when the pod is created)', [
      ['Repository:', gitRepo.repository],
      ['Revision:', gitRepo.revision],
    ])
  }
  if (secret) {
    return rows(w, 'Secret (a volume populated by a Secret)', [
      ['SecretName:', secret.secretName],
      ['Optional:', secret.optional ?? false],
    ])
  }
  if (configMap) {
    return rows(w, 'ConfigMap (a volume populated by a ConfigMap)', [
      ['Name:', configMap.name],
      ['Optional:', configMap.optional ?? false],
    ])
  }
  if (persistentVolumeClaim) {
    const note = 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)'
    return rows(w, note, [
      ['ClaimName:', persistentVolumeClaim.claimName],
      ['ReadOnly:', persistentVolumeClaim.readOnly ?? false],
    ])
  }
  if (image) {
    return rows(w, 'Image (a container image or OCI artifact)', [
      ['Reference:', image.reference],
      ['PullPolicy:', image.pullPolicy],
    ])
  }
  return writeComposed(w, volume)
}

function writeComposed(w: PrefixWriter, {ephemeral, downwardAPI, projected}: Volume): boolean {
  if (ephemeral) {
    const note = 'an inline specification for a volume that gets created and deleted with the pod'
    w.write(2, `Type:\tEphemeralVolume (${note})\n`)
    if (ephemeral.volumeClaimTemplate) writeClaimTemplate(w.nested(2), ephemeral.volumeClaimTemplate)
    return true
  }
  if (downwardAPI) {
    w.write(2, 'Type:\tDownwardAPI (a volume populated by information about the pod)\n    Items:\n')
    for (const {fieldRef, resourceFieldRef, path = ''} of downwardAPI.items ?? []) {
      if (fieldRef) w.write(3, `${fieldRef.fieldPath ?? ''} -> ${path}\n`)
      if (resourceFieldRef) w.write(3, `${resourceFieldRef.resource ?? ''} -> ${path}\n`)
    }
    return true
  }
  if (!projected) return false
  w.write(2, 'Type:\tProjected (a volume that contains injected data from multiple sources)\n')
  for (const {secret, downwardAPI: pod, configMap, serviceAccountToken} of projected.sources ?? []) {
    if (secret) writeProjected(w, 'SecretName', secret)
    else if (pod) w.write(2, 'DownwardAPI:\ttrue\n')
    else if (configMap) writeProjected(w, 'ConfigMapName', configMap)
    else if (serviceAccountToken) {
      w.write(2, `TokenExpirationSeconds:\t${serviceAccountToken.expirationSeconds ?? 0}\n`)
    }
  }
  return true
}

function writeProjected(
  w: PrefixWriter,
  label: string,
  {name = '', optional = false}: {name?: string; optional?: boolean},
): void {
  w.write(2, `${label}:\t${name}\n    Optional:\t${optional}\n`)
}
