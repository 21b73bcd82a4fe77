/**
 * Regular expressions whose time grows with the text and never more than that, however they are built: the
 * states of the pattern are walked side by side (Thompson's construction), so there is nothing to go back to.
 * The syntax is that of RE2 without what `--where` has no use for: captures, Unicode classes, lazy counts
 * (they match the same texts). `(?i)` at the start ignores case.
 */
export function linearPattern(source: string): (text: string) => boolean {
  const program = compile(source)
  return (text) => run(program, text)
}

type CharTest = (codePoint: number) => boolean

type Instruction =
  | {readonly op: 'char'; readonly test: CharTest}
  | {readonly op: 'assert'; readonly test: (before: number, after: number) => boolean}
  | {readonly op: 'split'; readonly to: readonly number[]}
  | {readonly op: 'match'}

type Node =
  | {readonly type: 'char'; readonly test: CharTest}
  | {readonly type: 'assert'; readonly test: (before: number, after: number) => boolean}
  | {readonly type: 'sequence'; readonly parts: readonly Node[]}
  | {readonly type: 'choice'; readonly parts: readonly Node[]}
  | Repeat

interface Repeat {
  readonly type: 'repeat'
  readonly part: Node
  readonly min: number
  readonly max: number
}

/** No code point: before the first and after the last. */
const nothing = -1
/** As many states are too many to walk for each character. */
const longest = 5000
const mostRepeats = 1000
const deepest = 200

function compile(source: string): Instruction[] {
  const program: Instruction[] = []
  const push = (instruction: Instruction): number => {
    if (program.length >= longest) throw new Error(`the pattern ${JSON.stringify(source)} is too large`)
    return program.push(instruction) - 1
  }
  const emit = (node: Node): void => {
    if (node.type === 'char' || node.type === 'assert') {
      push(node.type === 'char' ? {op: 'char', test: node.test} : {op: 'assert', test: node.test})
    } else if (node.type === 'sequence') node.parts.forEach(emit)
    else if (node.type === 'choice') emitChoice(node.parts)
    else if (node.type === 'repeat') emitRepeat(node)
  }
  const emitChoice = (parts: readonly Node[]): void => {
    const starts: number[] = []
    push({op: 'split', to: starts})
    const ends: number[][] = []
    for (const part of parts) {
      starts.push(program.length)
      emit(part)
      const end: number[] = []
      push({op: 'split', to: end})
      ends.push(end)
    }
    for (const end of ends) end.push(program.length)
  }
  const emitRepeat = ({part, min, max}: Repeat): void => {
    for (let count = 0; count < min; count++) emit(part)
    if (max === Infinity) {
      const ways: number[] = []
      const split = push({op: 'split', to: ways})
      ways.push(program.length)
      emit(part)
      push({op: 'split', to: [split]})
      ways.push(program.length)
      return
    }
    const skips: number[][] = []
    for (let count = min; count < max; count++) {
      const ways = [program.length + 1]
      push({op: 'split', to: ways})
      skips.push(ways)
      emit(part)
    }
    for (const ways of skips) ways.push(program.length)
  }
  emit(new PatternParser(source).parse())
  push({op: 'match'})
  return program
}

/** Whether the pattern is somewhere in the text. */
function run(program: readonly Instruction[], text: string): boolean {
  const points = Array.from(text, (character) => character.codePointAt(0)!)
  let current: number[] = []
  for (let at = 0; at <= points.length; at++) {
    const before = points[at - 1] ?? nothing
    const after = points[at] ?? nothing
    // A match may begin anywhere.
    const {states, isMatch} = reach(program, [...current, 0], before, after)
    if (isMatch) return true
    current = states.filter((state) => {
      const instruction = program[state]!
      return after !== nothing && instruction.op === 'char' && instruction.test(after)
    })
    current = current.map((state) => state + 1)
  }
  return false
}

/** All states that can be reached without another character, each once. */
function reach(
  program: readonly Instruction[],
  from: readonly number[],
  before: number,
  after: number,
): {states: readonly number[]; isMatch: boolean} {
  const seen = new Set<number>()
  const pending = [...from]
  const states: number[] = []
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    if (seen.has(state)) continue
    seen.add(state)
    const instruction = program[state]!
    if (instruction.op === 'match') return {states, isMatch: true}
    if (instruction.op === 'char') states.push(state)
    else if (instruction.op === 'split') pending.push(...instruction.to)
    else if (instruction.test(before, after)) pending.push(state + 1)
  }
  return {states, isMatch: false}
}

const isDigit: CharTest = (c) => c >= 0x30 && c <= 0x39
const isWord: CharTest = (c) =>
  isDigit(c) || (c >= 0x41 && c <= 0x5a) || c === 0x5f || (c >= 0x61 && c <= 0x7a)
const isSpace: CharTest = (c) => c === 0x20 || (c >= 0x09 && c <= 0x0d)
const not =
  (test: CharTest): CharTest =>
  (c) =>
    !test(c)
const classes: Readonly<Record<string, CharTest>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
}
const controls: Readonly<Record<string, number>> = {t: 9, n: 10, v: 11, f: 12, r: 13}

class PatternParser {
  private readonly source: string
  private readonly characters: readonly string[]
  private at = 0
  private depth = 0
  private readonly ignoresCase: boolean

  constructor(source: string) {
    this.source = source
    this.ignoresCase = source.startsWith('(?i)')
    this.characters = [...(this.ignoresCase ? source.slice(4) : source)]
  }

  parse(): Node {
    const node = this.choice()
    if (this.at < this.characters.length) throw this.fault('a ) closes nothing')
    return node
  }

  private choice(): Node {
    if (++this.depth > deepest) throw this.fault('it is too deeply nested')
    const parts = [this.sequence()]
    while (this.takes('|')) parts.push(this.sequence())
    this.depth--
    return parts.length === 1 ? parts[0]! : {type: 'choice', parts}
  }

  private sequence(): Node {
    const parts: Node[] = []
    while (this.at < this.characters.length && !'|)'.includes(this.characters[this.at]!)) {
      parts.push(this.repeated(this.atom()))
    }
    return {type: 'sequence', parts}
  }

  private repeated(part: Node): Node {
    const [min, max] = this.counts() ?? []
    if (min === undefined || max === undefined) return part
    // A lazy count matches the same texts.
    this.takes('?')
    if (this.counts() !== undefined) throw this.fault('a count follows a count')
    return {type: 'repeat', part, min, max}
  }

  private counts(): readonly [number, number] | undefined {
    if (this.takes('*')) return [0, Infinity]
    if (this.takes('+')) return [1, Infinity]
    if (this.takes('?')) return [0, 1]
    const rest = this.characters.slice(this.at, this.at + 12).join('')
    const match = /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(rest)
    // Other braces stand for themselves.
    if (match === null || (match[2] === '' && match[3] !== '')) return undefined
    this.at += match[0].length
    const min = Number(match[1])
    const max = match[2] === '' ? min : match[3] === '' ? Infinity : Number(match[3])
    if (min > mostRepeats || (max !== Infinity && (max > mostRepeats || max < min))) {
      throw this.fault(`the count ${match[0]} cannot be`)
    }
    return [min, max]
  }

  private atom(): Node {
    const character = this.characters[this.at++]!
    if (character === '(') return this.group()
    if (character === '[') return {type: 'char', test: this.set()}
    if (character === '.') return {type: 'char', test: (c) => c !== 0x0a}
    if (character === '^') return {type: 'assert', test: (before) => before === nothing}
    if (character === '$') return {type: 'assert', test: (_, after) => after === nothing}
    if ('*+?'.includes(character)) throw this.fault(`nothing stands before ${character}`)
    if (character === '\\') return this.escape()
    return this.literal(character.codePointAt(0)!)
  }

  private group(): Node {
    if (this.takes('?') && !this.takes(':'))
      throw this.fault('of groups with (? only (?: is known, and (?i) at the start')
    const inner = this.choice()
    if (!this.takes(')')) throw this.fault('a ( is never closed')
    return inner
  }

  private escape(): Node {
    const character = this.characters[this.at++]
    if (character === undefined) throw this.fault('it ends with a backslash')
    if (character === 'b' || character === 'B') {
      const isEdge = (before: number, after: number): boolean => isWord(before) !== isWord(after)
      return {type: 'assert', test: character === 'b' ? isEdge : (before, after) => !isEdge(before, after)}
    }
    const test = classes[character]
    return test === undefined ? this.literal(this.escaped(character)) : {type: 'char', test}
  }

  /** A character after a backslash that stands for one character. */
  private escaped(character: string): number {
    const control = controls[character]
    if (control !== undefined) return control
    if (/[A-Za-z0-9]/.test(character)) throw this.fault(`\\${character} is not known`)
    return character.codePointAt(0)!
  }

  private literal(codePoint: number): Node {
    return {type: 'char', test: this.folded((c) => c === codePoint)}
  }

  private set(): CharTest {
    const negated = this.takes('^')
    const tests: CharTest[] = []
    for (let first = true; first || !this.takes(']'); first = false) {
      const from = this.member()
      if (typeof from === 'function') {
        tests.push(from)
        continue
      }
      const isRange = this.characters[this.at] === '-' && (this.characters[this.at + 1] ?? ']') !== ']'
      if (!isRange) {
        tests.push((c) => c === from)
        continue
      }
      this.at++
      const to = this.member()
      if (typeof to === 'function' || to < from) throw this.fault('a range in brackets is not in order')
      tests.push((c) => c >= from && c <= to)
    }
    const isMember = this.folded((c) => tests.some((test) => test(c)))
    return negated ? not(isMember) : isMember
  }

  private member(): number | CharTest {
    const character = this.characters[this.at++]
    if (character === undefined) throw this.fault('a [ is never closed')
    if (character !== '\\') return character.codePointAt(0)!
    const escaped = this.characters[this.at++]
    if (escaped === undefined) throw this.fault('a [ is never closed')
    return classes[escaped] ?? this.escaped(escaped)
  }

  private folded(test: CharTest): CharTest {
    if (!this.ignoresCase) return test
    return (c) => {
      const character = String.fromCodePoint(c)
      return [c, pointOf(character.toLowerCase()), pointOf(character.toUpperCase())].some(test)
    }
  }

  private takes(character: string): boolean {
    if (this.characters[this.at] !== character) return false
    this.at++
    return true
  }

  private fault(message: string): Error {
    return new Error(`the pattern ${JSON.stringify(this.source)} cannot be read: ${message}`)
  }
}

function pointOf(text: string): number {
  return text.codePointAt(0)!
}
