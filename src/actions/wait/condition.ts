import type {KubeObject} from '../../api/object.ts'

/** What an object looked like: whether the condition holds, and what to tell people where it does not. */
export interface Verdict {
  readonly met: boolean
  /** What was seen instead, such as `condition Ready is False (ContainersNotReady)`. */
  readonly seen: string
}

/** One `--for` of `kubectl wait` that looks at objects. */
export interface StateCondition {
  readonly type: 'state'
  /** Looks at an object. Throws when it cannot be told, which ends the wait for that object. */
  check(object: KubeObject): Verdict
}

/** One `--for`. */
export type Condition = StateCondition | {readonly type: 'create'} | {readonly type: 'delete'}
