import type {ArrayNode, ArrayParameter, ListNode, Node} from './node.ts'
import {parseInteger} from './number-text.ts'

const dictionaryKey = /^'([^']*)'$/
const slice = /^(-?[0-9]*)(:-?[0-9]*)?(:-?[0-9]*)?$/

/**
 * What stands between brackets: `*`, a union with commas, a key in single quotes, an index or a slice
 * (parser.go parseArray). `parseAction` reads the parts that are expressions of their own.
 */
export function parseArrayText(text: string, parseAction: (text: string) => ListNode): readonly Node[] {
  const content = text === '*' ? ':' : text
  const parts = content.split(',')
  if (parts.length > 1) {
    const lists = parts.map((part) => parseAction(`[${part.replace(/^ +| +$/g, '')}]`))
    return [{type: 'union', lists}]
  }
  const key = dictionaryKey.exec(content)
  if (key !== null) return parseAction(`.${key[1]}`).nodes
  return [parseSlice(content)]
}

function parseSlice(text: string): ArrayNode {
  const match = slice.exec(text)
  if (match === null) throw new Error(`invalid array index ${text}`)
  const start = parameter(match[1])
  // A single index is the slice of one item; after -1 comes 0, which means the end.
  const next = BigInt.asIntN(64, start.value + 1n)
  const end = match[2] ? parameter(match[2].slice(1)) : {known: true, value: next, derived: true}
  return {type: 'array', start, end, step: parameter(match[3]?.slice(1))}
}

function parameter(text: string | undefined): ArrayParameter {
  if (!text) return {known: false, value: 0n, derived: false}
  const value = parseInteger(text)
  if (value === undefined) throw new Error(`array index ${text} is not a number`)
  return {known: true, value: BigInt(value), derived: false}
}
