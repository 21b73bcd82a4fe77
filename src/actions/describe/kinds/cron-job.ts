import type {CronJob} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {writePodTemplate} from '../pod-template.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {longTime} from '../times.ts'
import {writeSelector} from './job.ts'

const cronJobs = endpoint('batch/v1', 'cronjobs', 'CronJob')

/** Shows a CronJob: when it runs, what, and what runs now. */
export const describeCronJob: Describer = async (d, namespace, name) => {
  const cronJob = await read<CronJob>(d, cronJobs, namespace, name)
  const events = await eventsOf(d, cronJob, 'CronJob')
  const {metadata, spec = {}, status = {}} = cronJob
  return aligned((w) => {
    writeName(w, metadata)
    writeLabelsAndAnnotations(w, metadata)
    writeSchedule(w, spec)
    writeTemplate(w, spec)
    const {lastScheduleTime} = status
    w.write(0, `Last Schedule Time:\t${lastScheduleTime ? longTime(lastScheduleTime) : '<unset>'}\n`)
    const active = (status.active ?? []).map((job) => job.name ?? '').join(', ')
    w.write(0, 'Active Jobs:\t')
    w.line(status.active?.length ? active : '<none>')
    writeEvents(w, events, d.now)
  })
}

function writeSchedule(w: PrefixWriter, spec: NonNullable<CronJob['spec']>): void {
  const suspended = spec.suspend === undefined ? '<unset>' : spec.suspend ? 'True' : 'False'
  w.write(0, `Schedule:\t${spec.schedule ?? ''}\n`)
  w.write(0, `Concurrency Policy:\t${spec.concurrencyPolicy ?? ''}\n`)
  w.write(0, `Suspend:\t${suspended}\n`)
  w.write(0, `Time Zone:\t${spec.timeZone ?? '<unset>'}\n`)
  w.write(0, `Successful Job History Limit:\t${spec.successfulJobsHistoryLimit ?? '<unset>'}\n`)
  w.write(0, `Failed Job History Limit:\t${spec.failedJobsHistoryLimit ?? '<unset>'}\n`)
  const deadline = spec.startingDeadlineSeconds
  w.write(0, `Starting Deadline Seconds:\t${deadline === undefined ? '<unset>' : `${deadline}s`}\n`)
}

function writeTemplate(w: PrefixWriter, {jobTemplate}: NonNullable<CronJob['spec']>): void {
  const spec = jobTemplate?.spec ?? {}
  if (spec.selector) writeSelector(w, spec.selector)
  else w.write(0, 'Selector:\t<unset>\n')
  w.write(0, `Parallelism:\t${spec.parallelism ?? '<unset>'}\n`)
  w.write(0, `Completions:\t${spec.completions ?? '<unset>'}\n`)
  if (spec.activeDeadlineSeconds !== undefined) {
    w.write(0, `Active Deadline Seconds:\t${spec.activeDeadlineSeconds}s\n`)
  }
  writePodTemplate(w, spec.template ?? {})
}
