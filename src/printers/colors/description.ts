import {paint} from './paint.ts'
import {type Style, styleOfState} from './theme.ts'

/** Keys of kubectl's descriptions are shorter. */
const longestKey = 100
const rule = /^\s*-+(?: +-+)+\s*$/
const tableHead = /^ +(?:Type|Resource|Name|Reason|Namespace) {2,}\S/
const stateKeys: ReadonlySet<string> = new Set(['Status', 'State', 'Last State', 'Reason', 'Phase', 'Health'])
/** Conditions that are good when they are true; of the others nothing can be said. */
const goodWhenTrue =
  /^(?:Ready|Available|Initialized|ContainersReady|PodScheduled|Progressing|Established|PodReadyToStartContainers)$/

/** Paints what `describe` shows, line by line: keys, states, and the heads and states of its tables. */
export function descriptionPainter(): (line: string) => string {
  return (line) => {
    if (rule.test(line.slice(0, 1000))) return paint('faint', line)
    const head = line.slice(0, longestKey)
    if (tableHead.test(head) && !head.includes(':')) return paint('header', line)
    const [, indent = '', key, space = ''] = /^( *)(\S.*?):(\s+|$)/.exec(head) ?? []
    if (key === undefined || /\S {2,}\S/.test(key)) return row(line)
    const valueAt = indent.length + key.length + 1 + space.length
    const value = line.slice(valueAt)
    return `${indent}${paint('key', `${key}:`)}${space}${paint(styleOfField(key, value), value)}`
  }
}

function styleOfField(key: string, value: string): Style | undefined {
  const text = value.slice(0, longestKey).trim()
  if (text === '<none>' || text === '<unset>') return 'faint'
  if (key === 'Ready') return text === 'True' ? 'good' : text === 'False' ? 'bad' : undefined
  if (key === 'Restart Count') return text === '0' ? undefined : 'busy'
  return stateKeys.has(key) ? styleOfState(text) : undefined
}

/** A row of the conditions or events, or any other line. */
function row(line: string): string {
  const [, indent = '', first = '', space = '', second = ''] =
    /^( *)(\S+)( +)(\S+)/.exec(line.slice(0, longestKey)) ?? []
  const rest = line.slice(indent.length + first.length + space.length + second.length)
  if (first === 'Warning')
    return (
      indent + paint('busy', first) + space + paint(styleOfState(second), second) + paint(undefined, rest)
    )
  if (goodWhenTrue.test(first) && (second === 'True' || second === 'False')) {
    return indent + first + space + paint(second === 'True' ? 'good' : 'bad', second) + paint(undefined, rest)
  }
  return paint(undefined, line)
}
