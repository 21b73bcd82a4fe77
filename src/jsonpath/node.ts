import type {GoNumber} from './value.ts'

/** A parsed template: text and actions in turn; an action is a list of steps. */
export type Node =
  | ListNode
  | {readonly type: 'text'; readonly text: string}
  | {readonly type: 'field'; readonly name: string}
  | ArrayNode
  | FilterNode
  | {readonly type: 'number'; readonly value: GoNumber}
  | {readonly type: 'bool'; readonly value: boolean}
  | {readonly type: 'wildcard'}
  | {readonly type: 'recursive'}
  | {readonly type: 'union'; readonly lists: readonly ListNode[]}
  | {readonly type: 'identifier'; readonly name: string}

export interface ListNode {
  readonly type: 'list'
  readonly nodes: Node[]
}

/** One number of `[start:end:step]`, an int64. */
export interface ArrayParameter {
  readonly known: boolean
  readonly value: bigint
  /** The end that follows from a single index. */
  readonly derived: boolean
}

export interface ArrayNode {
  readonly type: 'array'
  readonly start: ArrayParameter
  readonly end: ArrayParameter
  readonly step: ArrayParameter
}

export interface FilterNode {
  readonly type: 'filter'
  readonly left: ListNode
  readonly right: ListNode
  /** `exists` when there is nothing to compare with; what the template has otherwise, known or not. */
  readonly operator: string
}
