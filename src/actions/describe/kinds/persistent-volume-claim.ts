import type {PersistentVolumeClaim, Pod} from '../../../api/raw-models.ts'
import {goSort} from '../../../base/go-sort.ts'
import {writeClaim} from '../claims.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeColumn} from '../metadata.ts'
import {listPods} from '../pod-counts.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {compareText} from '../selectors.ts'
import {longTime} from '../times.ts'

const claims = endpoint('v1', 'persistentvolumeclaims', 'PersistentVolumeClaim')

/** Shows a claim and which pods use it. */
export const describeClaim: Describer = async (d, namespace, name) => {
  const claim = await read<PersistentVolumeClaim>(d, claims, namespace, name)
  const [pods, events] = await Promise.all([
    listPods(d, {namespace: claim.metadata?.namespace ?? ''}),
    eventsOf(d, claim, 'PersistentVolumeClaim'),
  ])
  const users = usersOf(claim, pods)
  return aligned((w) => {
    writeClaim(w, claim, d.now)
    const names = users.map(({metadata}) => metadata?.name ?? '')
    writeColumn(
      w,
      'Used By',
      goSort(names, (a, b) => compareText(a, b) < 0),
    )
    writeConditions(w, claim)
    writeEvents(w, events, d.now)
  })
}

/** The pods that mount the claim, once for each mount, and those that own it. */
function usersOf({metadata}: PersistentVolumeClaim, pods: readonly Pod[]): Pod[] {
  const users = pods.flatMap((pod) =>
    (pod.spec?.volumes ?? [])
      .filter(({persistentVolumeClaim}) => persistentVolumeClaim?.claimName === metadata?.name)
      .map(() => pod),
  )
  for (const {kind, uid} of metadata?.ownerReferences ?? []) {
    const owner = kind === 'Pod' ? pods.find((pod) => pod.metadata?.uid === uid) : undefined
    if (owner !== undefined && !users.includes(owner)) users.push(owner)
  }
  return users
}

function writeConditions(w: PrefixWriter, {status}: PersistentVolumeClaim): void {
  const conditions = status?.conditions ?? []
  if (conditions.length === 0) return
  w.write(0, 'Conditions:\n')
  w.write(1, 'Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage\n')
  w.write(1, '----\t------\t-----------------\t------------------\t------\t-------\n')
  for (const condition of conditions) {
    const {type = '', status: state = '', reason = '', message = ''} = condition
    const times = `${longTime(condition.lastProbeTime)} \t${longTime(condition.lastTransitionTime)}`
    w.write(1, `${type} \t${state} \t${times} \t${reason} \t${message}\n`)
  }
}
