import type {PodDisruptionBudget} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeName} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'
import {formatLabelSelector} from '../selectors.ts'

const budgets = endpoint('policy/v1', 'poddisruptionbudgets', 'PodDisruptionBudget')

/** Shows how many pods may be disrupted. */
export const describeDisruptionBudget: Describer = async (d, namespace, name) => {
  const budget = await read<PodDisruptionBudget>(d, budgets, namespace, name)
  const events = await eventsOf(d, budget, 'PodDisruptionBudget')
  const {metadata, spec = {}, status = {}} = budget
  return aligned((w) => {
    writeName(w, metadata)
    if (spec.minAvailable !== undefined) w.write(0, `Min available:\t${String(spec.minAvailable)}\n`)
    else if (spec.maxUnavailable !== undefined) {
      w.write(0, `Max unavailable:\t${String(spec.maxUnavailable)}\n`)
    }
    w.write(0, `Selector:\t${spec.selector ? formatLabelSelector(spec.selector) : '<unset>'}\n`)
    w.write(0, 'Status:\n')
    w.write(2, `Allowed disruptions:\t${status.disruptionsAllowed ?? 0}\n`)
    w.write(2, `Current:\t${status.currentHealthy ?? 0}\n`)
    w.write(2, `Desired:\t${status.desiredHealthy ?? 0}\n`)
    w.write(2, `Total:\t${status.expectedPods ?? 0}\n`)
    writeEvents(w, events, d.now)
  })
}
