import {formatGo} from '../api/go-format.ts'
import {sortKeys} from '../yaml/json.ts'
import {compareValues} from './compare.ts'
import type {ArrayNode, FilterNode, ListNode, Node} from './node.ts'
import {selectSlice} from './slice.ts'
import {GoNumber, type NumberTyping, type Value, goType, isMap, scalarText} from './value.ts'

/** An expression that does not fit the data. */
export class EvaluationError extends Error {
  override name = 'EvaluationError'
  /** What client-go's function returned beside the error: the existence filter looks at nothing else. */
  readonly partial: readonly Value[]

  constructor(message: string, partial: readonly Value[]) {
    super(message)
    this.partial = partial
  }
}

/** The state of ranges while a template runs, and how it runs. */
export interface Evaluation {
  readonly numbers: NumberTyping
  allowMissingKeys: boolean
  /** Ranges begun by the node just walked, ranges around it, ranges ended by it. */
  beginRange: number
  inRange: number
  endRange: number
}

/** Applies one node of a template to values (client-go's jsonpath.go `walk`). Throws `EvaluationError`. */
export function walk(run: Evaluation, input: readonly Value[], node: Node): readonly Value[] {
  switch (node.type) {
    case 'list':
      return walkList(run, input, node)
    case 'text':
      return [node.text]
    case 'field':
      return field(run, input, node.name)
    case 'array':
      return array(run, input, node)
    case 'filter':
      return filter(run, input, node)
    case 'number':
    case 'bool':
      return input.map(() => node.value)
    case 'wildcard':
      return input.flatMap(children)
    case 'recursive':
      return descend(input, [])
    case 'union':
      return union(run, input, node.lists)
    case 'identifier':
      return identifier(run, input, node.name)
  }
}

function walkList(run: Evaluation, input: readonly Value[], list: ListNode): readonly Value[] {
  let values = input
  for (const node of list.nodes) values = walk(run, values, node)
  return values
}

function identifier(run: Evaluation, input: readonly Value[], name: string): readonly Value[] {
  if (name === 'range') {
    run.beginRange++
    return input
  }
  if (name !== 'end') throw new EvaluationError(`unrecognized identifier ${name}`, input)
  if (run.inRange === 0) throw new EvaluationError('not in range, nothing to end', [])
  run.endRange++
  return []
}

function field(run: Evaluation, input: readonly Value[], name: string): readonly Value[] {
  const results: Value[] = []
  for (const value of input) {
    if (!isMap(value) || !Object.hasOwn(value, name)) continue
    const found = value[name]
    if (found !== undefined) results.push(found)
  }
  if (results.length > 0 || input.length === 0 || run.allowMissingKeys) return results
  throw new EvaluationError(`${name} is not found`, results)
}

function array(run: Evaluation, input: readonly Value[], node: ArrayNode): readonly Value[] {
  const results: Value[] = []
  for (const value of input) {
    if (value === null) continue
    if (!Array.isArray(value)) {
      throw new EvaluationError(`${goType(value, run.numbers)} is not array or slice`, input)
    }
    const selected = withPartial(input, () => selectSlice(value, node))
    if (selected === undefined) return results
    for (const item of selected) results.push(item)
  }
  return results
}

function union(run: Evaluation, input: readonly Value[], lists: readonly ListNode[]): readonly Value[] {
  const results: Value[] = []
  for (const list of lists) {
    const values = withPartial(input, () => walkList(run, input, list))
    for (const value of values) results.push(value)
  }
  return results
}

/** What is directly below: fields in the order of their names (Go's own order is random), items, bytes of a string. */
function children(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return Array.from(Buffer.from(value), (byte) => new GoNumber('uint8', byte))
  if (!isMap(value)) return []
  const values: Value[] = []
  for (const key of sortKeys(Object.keys(value))) {
    if (value[key] !== undefined) values.push(value[key])
  }
  return values
}

/** Every value that has something below it, parents first. */
function descend(input: readonly Value[], results: Value[]): Value[] {
  for (const value of input) {
    // A string counts for its bytes, which have nothing below them.
    const below = typeof value === 'string' ? [] : children(value)
    if (below.length === 0 && (typeof value !== 'string' || value === '')) continue
    results.push(value)
    descend(below, results)
  }
  return results
}

function filter(run: Evaluation, input: readonly Value[], node: FilterNode): readonly Value[] {
  const results: Value[] = []
  for (const value of input) {
    if (!Array.isArray(value)) {
      throw new EvaluationError(
        `${describe(value, run.numbers)} is not array or slice and cannot be filtered`,
        input,
      )
    }
    for (const item of value) {
      const passes =
        node.operator === 'exists' ? exists(run, item, node) : matches(run, item, node, input, results)
      if (passes) results.push(item)
    }
  }
  return results
}

function exists(run: Evaluation, item: Value, node: FilterNode): boolean {
  try {
    return walkList(run, [item], node.left).length > 0
  } catch (error) {
    if (error instanceof EvaluationError) return error.partial.length > 0
    throw error
  }
}

function matches(
  run: Evaluation,
  item: Value,
  node: FilterNode,
  input: readonly Value[],
  results: readonly Value[],
): boolean {
  const operand = (list: ListNode): readonly Value[] => {
    const values = withPartial(input, () => walkList(run, [item], list))
    if (values.length > 1) throw new EvaluationError('can only compare one element at a time', input)
    return values
  }
  const left = operand(node.left)
  if (left.length === 0) return false
  const right = operand(node.right)
  if (right.length === 0) return false
  return withPartial(results, () => {
    const passes = compareValues(node.operator, left[0], right[0], run.numbers)
    if (passes === undefined) throw new Error(`unrecognized filter operator ${node.operator}`)
    return passes
  })
}

/** Runs it; what it throws comes out as an `EvaluationError` with this partial result. */
function withPartial<T>(partial: readonly Value[], action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (error instanceof Error) throw new EvaluationError(error.message, partial)
    throw error
  }
}

/** `%v` of a reflect.Value. */
function describe(value: Value, numbers: NumberTyping): string {
  if (value === undefined) return '<invalid reflect.Value>'
  if (value instanceof GoNumber) return scalarText(value, numbers)
  return formatGo(value)
}
