import {fieldAt, type KubeObject, nameOf} from '../../api/object.ts'
import type {GroupKind} from '../../api/schema.ts'
import {goQuote} from '../../base/go-quote.ts'

/** What the rollout of an object looks like now. */
export interface RolloutState {
  /** The line to print, with its line break; '' for none. */
  readonly message: string
  readonly done: boolean
}

/** Reads the state off an object; throws when the rollout has failed or cannot be told. */
export type StatusViewer = (object: KubeObject, revision: number) => RolloutState

const revisionAnnotation = 'deployment.kubernetes.io/revision'

/** The viewer for a kind (polymorphichelpers.StatusViewerFor). Throws when there is none. */
export function statusViewerFor({group, kind}: GroupKind): StatusViewer {
  if (group === 'apps' || group === 'extensions') {
    if (kind === 'Deployment') return deploymentState
    if (kind === 'DaemonSet') return daemonSetState
  }
  if (group === 'apps' && kind === 'StatefulSet') return statefulSetState
  throw new Error(`no status viewer has been implemented for ${group === '' ? kind : `${kind}.${group}`}`)
}

const deploymentState: StatusViewer = (object, revision) => {
  const name = goQuote(nameOf(object))
  if (revision > 0) checkRevision(object, revision)
  if (count(object, 'metadata', 'generation') > count(object, 'status', 'observedGeneration')) {
    return waiting('Waiting for deployment spec update to be observed...')
  }
  if (progressReason(object) === 'ProgressDeadlineExceeded') {
    throw new Error(`deployment ${name} exceeded its progress deadline`)
  }
  const wanted = fieldAt(object, 'spec', 'replicas')
  const [updated, all, available] = ['updatedReplicas', 'replicas', 'availableReplicas'].map((field) =>
    count(object, 'status', field),
  ) as [number, number, number]
  const prefix = `Waiting for deployment ${name} rollout to finish:`
  if (typeof wanted === 'number' && updated < wanted) {
    return waiting(`${prefix} ${updated} out of ${wanted} new replicas have been updated...`)
  }
  if (all > updated) return waiting(`${prefix} ${all - updated} old replicas are pending termination...`)
  if (available < updated) {
    return waiting(`${prefix} ${available} of ${updated} updated replicas are available...`)
  }
  return done(`deployment ${name} successfully rolled out`)
}

function checkRevision(object: KubeObject, revision: number): void {
  const text = object.metadata?.annotations?.[revisionAnnotation]
  const running = text === undefined ? 0 : Number(text)
  if (text !== undefined && !/^[+-]?\d+$/.test(text)) {
    const name = goQuote(nameOf(object))
    throw new Error(
      `cannot get the revision of deployment ${name}: strconv.ParseInt: parsing ${goQuote(text)}: invalid syntax`,
    )
  }
  if (running !== revision) {
    throw new Error(`desired revision (${revision}) is different from the running revision (${running})`)
  }
}

function progressReason(object: KubeObject): unknown {
  const conditions = fieldAt(object, 'status', 'conditions')
  if (!Array.isArray(conditions)) return undefined
  const progressing = (conditions as KubeObject[]).find((c) => c['type'] === 'Progressing')
  return progressing?.['reason']
}

const daemonSetState: StatusViewer = (object) => {
  const name = goQuote(nameOf(object))
  requireRollingUpdate(object)
  if (count(object, 'metadata', 'generation') > count(object, 'status', 'observedGeneration')) {
    return waiting('Waiting for daemon set spec update to be observed...')
  }
  const [updated, wanted, available] = [
    'updatedNumberScheduled',
    'desiredNumberScheduled',
    'numberAvailable',
  ].map((field) => count(object, 'status', field)) as [number, number, number]
  const prefix = `Waiting for daemon set ${name} rollout to finish:`
  if (updated < wanted) {
    return waiting(`${prefix} ${updated} out of ${wanted} new pods have been updated...`)
  }
  if (available < wanted) {
    return waiting(`${prefix} ${available} of ${wanted} updated pods are available...`)
  }
  return done(`daemon set ${name} successfully rolled out`)
}

const statefulSetState: StatusViewer = (object) => {
  requireRollingUpdate(object)
  const observed = count(object, 'status', 'observedGeneration')
  if (observed === 0 || count(object, 'metadata', 'generation') > observed) {
    return waiting('Waiting for statefulset spec update to be observed...')
  }
  const wanted = fieldAt(object, 'spec', 'replicas')
  const ready = count(object, 'status', 'readyReplicas')
  const updated = count(object, 'status', 'updatedReplicas')
  if (typeof wanted === 'number' && ready < wanted) {
    return waiting(`Waiting for ${wanted - ready} pods to be ready...`)
  }
  const rolling = fieldAt(object, 'spec', 'updateStrategy', 'rollingUpdate')
  if (rolling !== undefined && rolling !== null) return partitionedState(object, wanted, updated)
  const updateRevision = revisionIn(object, 'updateRevision')
  const currentRevision = revisionIn(object, 'currentRevision')
  if (updateRevision !== currentRevision) {
    return waiting(
      `waiting for statefulset rolling update to complete ${updated} pods at revision ${updateRevision}...`,
    )
  }
  const current = count(object, 'status', 'currentReplicas')
  return done(`statefulset rolling update complete ${current} pods at revision ${currentRevision}...`)
}

function revisionIn(object: KubeObject, field: string): string {
  const revision = fieldAt(object, 'status', field)
  return typeof revision === 'string' ? revision : ''
}

function partitionedState(object: KubeObject, wanted: unknown, updated: number): RolloutState {
  const partition = fieldAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition')
  if (typeof wanted === 'number' && typeof partition === 'number' && updated < wanted - partition) {
    return waiting(
      `Waiting for partitioned roll out to finish: ${updated} out of ${wanted - partition} new pods have been updated...`,
    )
  }
  return done(`partitioned roll out complete: ${updated} new pods have been updated...`)
}

function requireRollingUpdate(object: KubeObject): void {
  if (fieldAt(object, 'spec', 'updateStrategy', 'type') === 'RollingUpdate') return
  throw new Error('rollout status is only available for RollingUpdate strategy type')
}

/** A number of the object, 0 where it is missing. */
function count(object: KubeObject, ...path: string[]): number {
  const value = fieldAt(object, ...path)
  return typeof value === 'number' ? value : 0
}

function waiting(message: string): RolloutState {
  return {message: `${message}\n`, done: false}
}

function done(message: string): RolloutState {
  return {message: `${message}\n`, done: true}
}
