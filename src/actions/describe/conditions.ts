import type {PrefixWriter} from './prefix-writer.ts'
import {longTime} from './times.ts'

/** A condition as most kinds have it. */
export interface Condition {
  readonly type?: string
  readonly status?: string
  readonly lastTransitionTime?: string
  readonly reason?: string
  readonly message?: string
}

/** The conditions with time and message, nothing without any. */
export function writeConditionTable(w: PrefixWriter, conditions: readonly Condition[] = []): void {
  if (conditions.length === 0) return
  w.write(0, 'Conditions:\n')
  w.write(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage\n')
  w.write(1, '----\t------\t------------------\t------\t-------\n')
  for (const {type = '', status = '', lastTransitionTime, reason = '', message = ''} of conditions) {
    w.write(1, `${type}\t${status}\t${longTime(lastTransitionTime)}\t${reason}\t${message}\n`)
  }
}

/** The conditions of a workload: type, status, reason. */
export function writeConditions(w: PrefixWriter, conditions: readonly Condition[] = []): void {
  if (conditions.length === 0) return
  w.write(0, 'Conditions:\n  Type\tStatus\tReason\n')
  w.write(1, '----\t------\t------\n')
  for (const {type = '', status = '', reason = ''} of conditions) {
    w.write(1, `${type} \t${status}\t${reason}\n`)
  }
}
