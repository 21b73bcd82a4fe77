import type {ResourceQuota} from '../../api/raw-models.ts'
import {amount, formatQuantity, quantityFormat, scaled} from '../../api/quantity-text.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {byKey, compareText} from './selectors.ts'

const scopeNotes: Readonly<Record<string, string>> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
}

/** The scopes of a quota and what they mean. */
export function writeQuotaScopes(w: PrefixWriter, level: number, quota: ResourceQuota, bullet: string): void {
  const scopes = (quota.spec?.scopes ?? []).toSorted(compareText)
  if (scopes.length === 0) return
  w.write(level, `Scopes:\t${scopes.join(', ')}\n`)
  for (const scope of scopes) {
    const note = scopeNotes[scope]
    if (note !== undefined) w.write(level, `${bullet}${note}\n`)
  }
}

/** Used and hard amounts; `sameFormat` writes what is used in the format of what is allowed. */
export function writeQuotaTable(
  w: PrefixWriter,
  level: number,
  {status = {}}: ResourceQuota,
  sameFormat: boolean,
): void {
  for (const [name, hard] of byKey(status.hard)) {
    let used = status.used?.[name] ?? '0'
    const format = quantityFormat(hard)
    if (sameFormat && quantityFormat(used) !== format) {
      used = formatQuantity({value: scaled(amount(used), 0), scale: 0}, format)
    }
    w.write(level, `${name}\t${used}\t${hard}\n`)
  }
}
