import {isDeepStrictEqual} from 'node:util'
import type {Deployment, PodTemplateSpec, ReplicaSet} from '../../../api/raw-models.ts'
import {goSort} from '../../../base/go-sort.ts'
import {type Describer, type Describing, endpoint, list, read} from '../cluster.ts'
import {writeConditions} from '../conditions.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {controllerUid} from '../pod-counts.ts'
import {writePodTemplate} from '../pod-template.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {compareText, selectorText} from '../selectors.ts'
import {longTime} from '../times.ts'

const deployments = endpoint('apps/v1', 'deployments', 'Deployment')
const replicaSets = endpoint('apps/v1', 'replicasets', 'ReplicaSet')

/** Shows a deployment with its replica sets. */
export const describeDeployment: Describer = async (d, namespace, name) => {
  const deployment = await read<Deployment>(d, deployments, namespace, name)
  const [events, sets] = await Promise.all([
    eventsOf(d, deployment, 'Deployment'),
    ownReplicaSets(d, deployment).catch((): ReplicaSet[] => []),
  ])
  const selector = selectorText(deployment.spec?.selector)
  return aligned((w) => {
    writeState(w, deployment, selector)
    writePodTemplate(w, deployment.spec?.template ?? {})
    writeConditions(w, deployment.status?.conditions)
    writeReplicaSets(w, deployment, sets)
    writeEvents(w, events, d.now)
  })
}

function writeState(w: PrefixWriter, {metadata, spec = {}, status = {}}: Deployment, selector: string): void {
  writeName(w, metadata)
  w.write(0, `CreationTimestamp:\t${longTime(metadata?.creationTimestamp)}\n`)
  writeLabelsAndAnnotations(w, metadata)
  w.write(0, `Selector:\t${selector}\n`)
  const {updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0} = status
  w.write(
    0,
    `Replicas:\t${spec.replicas ?? 0} desired | ${updatedReplicas} updated | ${replicas} total | ` +
      `${availableReplicas} available | ${unavailableReplicas} unavailable\n`,
  )
  w.write(0, `StrategyType:\t${spec.strategy?.type ?? ''}\n`)
  w.write(0, `MinReadySeconds:\t${spec.minReadySeconds ?? 0}\n`)
  const rolling = spec.strategy?.rollingUpdate
  if (!rolling) return
  const {maxUnavailable = '<nil>', maxSurge = '<nil>'} = rolling
  w.write(
    0,
    `RollingUpdateStrategy:\t${String(maxUnavailable)} max unavailable, ${String(maxSurge)} max surge\n`,
  )
}

/** The replica sets of the deployment, oldest first. Throws the server's error. */
async function ownReplicaSets(d: Describing, {metadata, spec}: Deployment): Promise<ReplicaSet[]> {
  const found = await list<ReplicaSet>(d, replicaSets, {
    namespace: metadata?.namespace ?? '',
    labelSelector: selectorText(spec?.selector),
    limit: d.chunkSize,
  })
  const own = found.filter((set) => controllerUid(set.metadata) === metadata?.uid)
  const key = (set: ReplicaSet): string =>
    `${set.metadata?.creationTimestamp ?? ''} ${set.metadata?.name ?? ''}`
  return goSort(own, (a, b) => compareText(key(a), key(b)) < 0)
}

function writeReplicaSets(w: PrefixWriter, {spec}: Deployment, sets: readonly ReplicaSet[]): void {
  if (sets.length === 0) return
  const template = withoutHash(spec?.template)
  const current = sets.find((set) => isDeepStrictEqual(withoutHash(set.spec?.template), template))
  const old = sets.filter((set) => set !== current)
  w.write(0, `OldReplicaSets:\t${setsText(old)}\n`)
  w.write(0, `NewReplicaSet:\t${setsText(current === undefined ? [] : [current])}\n`)
}

function setsText(sets: readonly ReplicaSet[]): string {
  const texts = sets.map(
    ({metadata, spec, status}) =>
      `${metadata?.name ?? ''} (${status?.replicas ?? 0}/${spec?.replicas ?? 0} replicas created)`,
  )
  return texts.join(', ') || '<none>'
}

/** The template without the label that tells replica sets apart; empty and missing labels are the same. */
function withoutHash(template: PodTemplateSpec | undefined): unknown {
  const labels = Object.entries(template?.metadata?.labels ?? {}).filter(
    ([key]) => key !== 'pod-template-hash',
  )
  return {...template, metadata: {...template?.metadata, labels: Object.fromEntries(labels)}}
}
