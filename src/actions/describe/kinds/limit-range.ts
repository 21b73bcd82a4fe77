import type {LimitRange} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {writeLimits} from '../limits.ts'
import {writeName} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'

const limitRanges = endpoint('v1', 'limitranges', 'LimitRange')

/** Shows the limits of a LimitRange. */
export const describeLimitRange: Describer = async (d, namespace, name) => {
  const range = await read<LimitRange>(d, limitRanges, namespace, name)
  return aligned((w) => {
    writeName(w, range.metadata)
    w.write(0, 'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n')
    w.write(0, '----\t--------\t---\t---\t---------------\t-------------\t-----------------------\n')
    writeLimits(w, range.spec, '')
  })
}
