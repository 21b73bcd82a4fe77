import {canonicalFieldSelector} from '../../api/field-selector.ts'
import {parseLabelSelector} from '../../api/label-selector.ts'
import type {Pod} from '../../api/raw-models.ts'
import {aggregate} from '../../base/aggregate.ts'
import {toError} from '../../base/errors.ts'
import {formatGoDuration} from '../../base/go-duration.ts'
import type {Session} from '../../session/session.ts'
import {readMetrics} from './metrics-api.ts'
import {read} from './read.ts'
import {checkSortBy, measuredPod, type PodMetrics} from './usage.ts'
import {type PodTableOptions, printPods} from './usage-table.ts'

/** What `top pod` was told, flags by their names. */
export interface TopPodOptions extends PodTableOptions {
  /** '' for all pods that the selectors match. */
  readonly name: string
  readonly selector: string
  readonly fieldSelector: string
}

const resource = {group: '', version: 'v1', resource: 'pods'}

/** Prints what pods or their containers use of CPU, memory and swap (kubectl top pod). Throws when metrics are late. */
export async function topPod(session: Session, options: TopPodOptions): Promise<void> {
  const {name, selector: labelSelector, sortBy} = options
  const {namespace} = await session.namespace()
  const several = options.allNamespaces ? undefined : await session.namespaces()
  const allNamespaces = options.allNamespaces || several !== undefined
  await session.client()
  checkSortBy(sortBy)
  if (name !== '' && (labelSelector !== '' || options.fieldSelector !== '')) {
    throw new Error('only one of NAME or selector can be provided')
  }
  parseLabelSelector(labelSelector)
  const fieldSelector = canonicalFieldSelector(options.fieldSelector)
  const pods = {resource, labelSelector, fieldSelector}
  const places = several ?? [allNamespaces ? '' : namespace]
  const failures: Error[] = []
  const everywhere = async <T>(ask: (place: string) => Promise<readonly T[]>): Promise<readonly T[]> => {
    const answers = await Promise.allSettled(places.map(ask))
    failures.push(...answers.flatMap((each) => (each.status === 'rejected' ? toError(each.reason) : [])))
    // One place of several that cannot be read leaves the others.
    if (several === undefined && failures.length > 0) throw failures[0]
    return answers.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  }
  let metrics = await everywhere((place) =>
    readMetrics<PodMetrics>(session, 'pods', {namespace: place, name, labelSelector}),
  )
  if (metrics.length > 0 && options.fieldSelector !== '') {
    const wanted = new Set(
      (await everywhere((place) => read<Pod>(session, {...pods, namespace: place}))).map(keyOf),
    )
    metrics = metrics.filter((pod) => wanted.has(keyOf(pod)))
  }
  if (metrics.length > 0) printPods(session.io.out, metrics.map(measuredPod), {...options, allNamespaces})
  const failure = aggregate(failures)
  if (failure !== undefined) throw failure
  if (metrics.length > 0) return
  // kubectl looks at the pods of the current namespace here, with -A too.
  const own = several ?? [namespace]
  explainNothing(
    session,
    (await Promise.all(own.map((place) => read<Pod>(session, {...pods, namespace: place})))).flat(),
  )
  const place = allNamespaces ? '' : ` in ${namespace} namespace.`
  session.io.errOut.write(`No resources found${place}\n`)
}

/** Milliseconds in which a pod without metrics is taken for a new one. */
const metricsCreationDelay = 2 * 60_000

/** Throws when there are pods, which should have metrics or may get them yet (verifyEmptyMetrics, checkPodAge). */
function explainNothing({host, logger}: Session, pods: readonly Pod[]): void {
  for (const pod of pods) {
    const age = host.now() - Date.parse(pod.metadata?.creationTimestamp ?? '')
    const which = `for pod ${keyOf(pod)}, age: ${formatGoDuration(age)}`
    if (age > metricsCreationDelay) throw new Error(`Metrics not available ${which}`)
    logger.text(2, 'top_pod.go:317', `Metrics not yet available ${which}`)
  }
  if (pods.length > 0) throw new Error('metrics not available yet')
}

function keyOf({metadata}: Pod | PodMetrics): string {
  return `${metadata?.namespace}/${metadata?.name}`
}
