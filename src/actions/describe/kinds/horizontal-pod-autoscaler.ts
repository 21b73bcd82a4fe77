import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerV2,
  MetricSpec,
  MetricStatus,
  ScalingRules,
} from '../../../api/raw-models.ts'
import {goQuote} from '../../../base/go-quote.ts'
import {type Describer, type Describing, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {longTime} from '../times.ts'

const current = endpoint('autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler')
const old = endpoint('autoscaling/v1', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler')
const unknown = '<unknown>'

/** Shows an autoscaler: what it measures, and what it makes of it. */
export const describeAutoscaler: Describer = async (d, namespace, name) => {
  const scaler = await read<HorizontalPodAutoscalerV2>(d, current, namespace, name).catch(() => undefined)
  if (scaler === undefined) return describeOld(d, namespace, name)
  const events = await eventsOf(d, scaler, 'HorizontalPodAutoscaler')
  const {spec = {}, status = {}} = scaler
  return aligned((w) => {
    writeHead(w, scaler)
    w.write(0, 'Metrics:\t( current / target )\n')
    for (const [index, metric] of (spec.metrics ?? []).entries()) {
      writeMetric(w, metric, status.currentMetrics?.[index] ?? {})
    }
    writeBounds(w, spec)
    if (spec.behavior) {
      w.write(0, 'Behavior:\n')
      writeBehavior(w, 'Scale Up', spec.behavior.scaleUp)
      writeBehavior(w, 'Scale Down', spec.behavior.scaleDown)
    }
    writeReplicas(w, scaler)
    writeConditions(w, status)
    writeEvents(w, events, d.now)
  })
}

async function describeOld(d: Describing, namespace: string, name: string): Promise<string> {
  const scaler = await read<HorizontalPodAutoscaler>(d, old, namespace, name)
  const events = await eventsOf(d, scaler, 'HorizontalPodAutoscaler')
  const {spec = {}, status = {}} = scaler
  return aligned((w) => {
    writeHead(w, scaler)
    if (spec.targetCPUUtilizationPercentage !== undefined) {
      w.write(0, `Target CPU utilization:\t${spec.targetCPUUtilizationPercentage}%\n`)
      w.write(0, `Current CPU utilization:\t${status.currentCPUUtilizationPercentage ?? unknown}%\n`)
    }
    writeBounds(w, spec)
    writeReplicas(w, scaler)
    writeEvents(w, events, d.now)
  })
}

type AnyScaler = Pick<HorizontalPodAutoscalerV2, 'metadata'> & {
  spec?: {scaleTargetRef?: {kind?: string; name?: string}}
  status?: {currentReplicas?: number; desiredReplicas?: number}
}

function writeHead(w: PrefixWriter, {metadata, spec}: AnyScaler): void {
  writeName(w, metadata)
  writeLabelsAndAnnotations(w, metadata)
  w.write(0, `CreationTimestamp:\t${longTime(metadata?.creationTimestamp)}\n`)
  w.write(0, `Reference:\t${spec?.scaleTargetRef?.kind ?? ''}/${spec?.scaleTargetRef?.name ?? ''}\n`)
}

function writeBounds(w: PrefixWriter, spec: {minReplicas?: number; maxReplicas?: number}): void {
  w.write(0, `Min replicas:\t${spec.minReplicas ?? '<unset>'}\n`)
  w.write(0, `Max replicas:\t${spec.maxReplicas ?? 0}\n`)
}

function writeReplicas(w: PrefixWriter, {spec, status = {}}: AnyScaler): void {
  const {currentReplicas = 0, desiredReplicas = 0} = status
  const kind = spec?.scaleTargetRef?.kind ?? ''
  w.write(0, `${kind} pods:\t${currentReplicas} current / ${desiredReplicas} desired\n`)
}

function writeConditions(
  w: PrefixWriter,
  {conditions = []}: NonNullable<HorizontalPodAutoscalerV2['status']>,
): void {
  if (conditions.length === 0) return
  w.write(0, 'Conditions:\n')
  w.write(1, 'Type\tStatus\tReason\tMessage\n')
  w.write(1, '----\t------\t------\t-------\n')
  for (const {type = '', status = '', reason = '', message = ''} of conditions) {
    w.write(1, `${type}\t${status}\t${reason}\t${message}\n`)
  }
}

function writeMetric(w: PrefixWriter, metric: MetricSpec, found: MetricStatus): void {
  const {type = '', external, pods, object, resource, containerResource} = metric
  if (type === 'External' && external) {
    const name = goQuote(external.metric?.name ?? '')
    const {averageValue, value = '0'} = external.target ?? {}
    const now = found.external?.current
    if (averageValue !== undefined) {
      w.write(1, `${name} (target average value):\t${now?.averageValue ?? unknown} / ${averageValue}\n`)
    } else {
      w.write(1, `${name} (target value):\t${valueOf(found.external, now?.value)} / ${value}\n`)
    }
  } else if (type === 'Pods' && pods) {
    const now = valueOf(found.pods, found.pods?.current?.averageValue)
    w.write(1, `${goQuote(pods.metric?.name ?? '')} on pods:\t${now} / ${pods.target?.averageValue ?? '0'}\n`)
  } else if (type === 'Object' && object) {
    writeObjectMetric(w, object, found)
  } else if (type === 'Resource' && resource) {
    w.write(1, `resource ${resource.name ?? ''} on pods`)
    writeResourceMetric(w, resource.target ?? {}, found.resource)
  } else if (type === 'ContainerResource' && containerResource) {
    const {name = '', container = '', target = {}} = containerResource
    w.write(1, `resource ${name} of container "${container}" on pods`)
    writeResourceMetric(w, target, found.containerResource)
  } else {
    w.write(1, `<unknown metric type ${goQuote(type)}>\n`)
  }
}

function writeObjectMetric(
  w: PrefixWriter,
  {metric, describedObject, target}: NonNullable<MetricSpec['object']>,
  found: MetricStatus,
): void {
  const now = found.object?.current
  const {kind = '', name = ''} = describedObject ?? {}
  w.write(1, `"${metric?.name ?? ''}" on ${kind}/${name} `)
  if (target?.type === 'AverageValue') {
    const value = valueOf(found.object, now?.averageValue)
    w.write(0, `(target average value):\t${value} / ${target.averageValue ?? '0'}\n`)
  } else {
    w.write(0, `(target value):\t${valueOf(found.object, now?.value)} / ${target?.value ?? '0'}\n`)
  }
}

type ResourceTarget = NonNullable<NonNullable<MetricSpec['resource']>['target']>

function writeResourceMetric(
  w: PrefixWriter,
  target: ResourceTarget,
  found: MetricStatus['resource'] | undefined,
): void {
  const now = found?.current
  if (target.averageValue !== undefined) {
    w.write(0, `:\t${valueOf(found, now?.averageValue)} / ${target.averageValue}\n`)
    return
  }
  const used = now?.averageUtilization
  const value = used === undefined ? unknown : `${used}% (${now?.averageValue ?? '0'})`
  const wanted = target.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`
  w.write(1, `(as a percentage of request):\t${value} / ${wanted}\n`)
}

/** A measured value; one that the status leaves out is zero, a metric without a status is unknown. */
function valueOf(status: object | undefined, value: string | undefined): string {
  return status === undefined ? unknown : (value ?? '0')
}

function writeBehavior(w: PrefixWriter, direction: string, rules: ScalingRules | undefined): void {
  if (!rules) return
  w.write(1, `${direction}:\n`)
  const {stabilizationWindowSeconds: window, policies = [], selectPolicy = 'Max'} = rules
  if (window !== undefined) w.write(2, `Stabilization Window: ${window} seconds\n`)
  if (policies.length === 0) return
  w.write(2, `Select Policy: ${selectPolicy}\n`)
  w.write(2, 'Policies:\n')
  for (const {type = '', value = 0, periodSeconds = 0} of policies) {
    w.write(3, `- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds\n`)
  }
}
