import type {Job} from '../../../api/raw-models.ts'
import {humanDuration} from '../../../base/duration.ts'
import {messageOf} from '../../../base/errors.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeController, writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {writePodTemplate} from '../pod-template.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {selectorText} from '../selectors.ts'
import {longTime} from '../times.ts'

const jobs = endpoint('batch/v1', 'jobs', 'Job')
const longestIndexes = 50

/** Shows a job and how far it is. */
export const describeJob: Describer = async (d, namespace, name) => {
  const job = await read<Job>(d, jobs, namespace, name)
  const events = await eventsOf(d, job, 'Job')
  return aligned((w) => {
    writeName(w, job.metadata)
    writeSelector(w, job.spec?.selector)
    writeLabelsAndAnnotations(w, job.metadata)
    writeController(w, job.metadata)
    writeSpec(w, job)
    writeStatus(w, job)
    writePodTemplate(w, job.spec?.template ?? {})
    writeEvents(w, events, d.now)
  })
}

/** The selector, or what is wrong with it. */
export function writeSelector(w: PrefixWriter, selector: Parameters<typeof selectorText>[0]): void {
  try {
    w.write(0, `Selector:\t${selectorText(selector)}\n`)
  } catch (error) {
    w.write(0, `Selector:\tFailed to get selector: ${messageOf(error)}\n`)
  }
}

function writeSpec(w: PrefixWriter, {spec = {}}: Job): void {
  if (spec.parallelism !== undefined) w.write(0, `Parallelism:\t${spec.parallelism}\n`)
  w.write(0, `Completions:\t${spec.completions ?? '<unset>'}\n`)
  if (spec.completionMode !== undefined) w.write(0, `Completion Mode:\t${spec.completionMode}\n`)
  if (spec.suspend !== undefined) w.write(0, `Suspend:\t${spec.suspend}\n`)
  if (spec.backoffLimit !== undefined) w.write(0, `Backoff Limit:\t${spec.backoffLimit}\n`)
  if (spec.ttlSecondsAfterFinished !== undefined) {
    w.write(0, `TTL Seconds After Finished:\t${spec.ttlSecondsAfterFinished}\n`)
  }
}

function writeStatus(w: PrefixWriter, {spec = {}, status = {}}: Job): void {
  const {startTime, completionTime, active = 0, ready, succeeded = 0, failed = 0} = status
  if (startTime) w.write(0, `Start Time:\t${longTime(startTime)}\n`)
  if (completionTime) w.write(0, `Completed At:\t${longTime(completionTime)}\n`)
  if (startTime && completionTime) {
    w.write(0, `Duration:\t${humanDuration(Date.parse(completionTime) - Date.parse(startTime))}\n`)
  }
  if (spec.activeDeadlineSeconds !== undefined) {
    w.write(0, `Active Deadline Seconds:\t${spec.activeDeadlineSeconds}s\n`)
  }
  const readiness = ready === undefined ? '' : ` (${ready} Ready)`
  w.write(0, `Pods Statuses:\t${active} Active${readiness} / ${succeeded} Succeeded / ${failed} Failed\n`)
  if (spec.completionMode !== 'Indexed') return
  w.write(0, `Completed Indexes:\t${cappedIndexes(status.completedIndexes ?? '')}\n`)
}

function cappedIndexes(indexes: string): string {
  if (indexes === '') return '<none>'
  const end = indexes.indexOf(',', longestIndexes)
  return end < 0 ? indexes : `${indexes.slice(0, end + 1)}...`
}
