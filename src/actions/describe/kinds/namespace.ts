import type {LimitRange, Namespace, ResourceQuota} from '../../../api/raw-models.ts'
import {hasReason} from '../../../client/status.ts'
import {type Describer, endpoint, list, read} from '../cluster.ts'
import {writeConditionTable} from '../conditions.ts'
import {writeLabelsAndAnnotations} from '../metadata.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {writeLimits} from '../limits.ts'
import {writeQuotaScopes, writeQuotaTable} from '../quota.ts'
import {goSort} from '../../../base/go-sort.ts'
import {compareText} from '../selectors.ts'

const namespaces = endpoint('v1', 'namespaces', 'Namespace')
const quotas = endpoint('v1', 'resourcequotas', 'ResourceQuota')
const limitRanges = endpoint('v1', 'limitranges', 'LimitRange')

/** Shows a namespace with its quotas and limits. */
export const describeNamespace: Describer = async (d, _namespace, name) => {
  const object = await read<Namespace>(d, namespaces, '', name)
  const options = {namespace: object.metadata?.name ?? '', limit: d.chunkSize}
  const unlessUnknown = (error: unknown): undefined => {
    if (!hasReason(error, 'NotFound')) throw error
  }
  const ownQuotas = await list<ResourceQuota>(d, quotas, options).catch(unlessUnknown)
  const ownLimits = await list<LimitRange>(d, limitRanges, options).catch(unlessUnknown)
  return aligned((w) => {
    w.write(0, `Name:\t${object.metadata?.name ?? ''}\n`)
    writeLabelsAndAnnotations(w, object.metadata)
    w.write(0, `Status:\t${object.status?.phase ?? ''}\n`)
    writeConditionTable(w, object.status?.conditions)
    if (ownQuotas !== undefined) writeQuotas(w, ownQuotas)
    if (ownLimits !== undefined) writeLimitRanges(w, ownLimits)
  })
}

function writeQuotas(w: PrefixWriter, found: readonly ResourceQuota[]): void {
  w.write(0, '\n')
  if (found.length === 0) {
    w.write(0, 'No resource quota.\n')
    return
  }
  w.write(0, 'Resource Quotas\n')
  const nameOf = ({metadata}: ResourceQuota): string => metadata?.name ?? ''
  for (const quota of goSort([...found], (a, b) => compareText(nameOf(a), nameOf(b)) < 0)) {
    w.write(1, `Name:\t${nameOf(quota)}\n`)
    writeQuotaScopes(w, 1, quota, '* ')
    w.write(1, 'Resource\tUsed\tHard\n')
    w.write(1, '--------\t---\t---\n')
    writeQuotaTable(w, 1, quota, false)
  }
}

function writeLimitRanges(w: PrefixWriter, found: readonly LimitRange[]): void {
  w.write(0, '\n')
  if (found.length === 0) {
    w.write(0, 'No LimitRange resource.\n')
    return
  }
  w.write(0, 'Resource Limits\n')
  w.write(0, ' Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n')
  w.write(0, ' ----\t--------\t---\t---\t---------------\t-------------\t-----------------------\n')
  for (const {spec} of found) writeLimits(w, spec, ' ')
}
