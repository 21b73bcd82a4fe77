import type {ResourceQuota} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {writeName} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'
import {writeQuotaScopes, writeQuotaTable} from '../quota.ts'

const quotas = endpoint('v1', 'resourcequotas', 'ResourceQuota')

/** Shows a quota: what is used of what is allowed. */
export const describeResourceQuota: Describer = async (d, namespace, name) => {
  const quota = await read<ResourceQuota>(d, quotas, namespace, name)
  return aligned((w) => {
    writeName(w, quota.metadata)
    writeQuotaScopes(w, 0, quota, ' * ')
    w.write(0, 'Resource\tUsed\tHard\n')
    w.write(0, '--------\t----\t----\n')
    writeQuotaTable(w, 0, quota, true)
  })
}
