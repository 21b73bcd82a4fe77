import {joined} from '../bytes.ts'
import {type Value, asInteger, goType} from '../value.ts'
import {type Flags, noFlags} from './flags.ts'
import {formatValue, printValue} from './print.ts'

/** Beyond this, widths and precisions are not heeded. */
const tooLarge = 1e6

/** fmt.Sprintf, its complaints about missing, extra and wrong operands included. */
export function sprintf(format: string, values: readonly Value[]): string {
  return joined(new Formatter(format, values).run())
}

class Formatter {
  private readonly format: string
  private readonly values: readonly Value[]
  private at = 0
  private argument = 0
  private reordered = false
  private isGoodArgument = true
  private afterIndex = false
  private out = ''
  private flags: Flags = noFlags()

  constructor(format: string, values: readonly Value[]) {
    this.format = format
    this.values = values
  }

  run(): string {
    while (this.at < this.format.length) {
      const percent = this.format.indexOf('%', this.at)
      const end = percent < 0 ? this.format.length : percent
      this.out += this.format.slice(this.at, end)
      this.at = end
      if (percent >= 0 && !this.directive()) break
    }
    if (!this.reordered && this.argument < this.values.length) this.extra()
    return this.out
  }

  /** What starts at a `%`; false when the format ends within it. */
  private directive(): boolean {
    this.at++
    this.isGoodArgument = true
    this.afterIndex = false
    this.flags = noFlags()
    this.readFlags()
    this.readIndex()
    this.readWidth()
    this.readPrecision()
    if (!this.afterIndex) this.readIndex()
    const code = this.format.codePointAt(this.at)
    if (code === undefined) {
      this.out += '%!(NOVERB)'
      return false
    }
    const verb = String.fromCodePoint(code)
    this.at += verb.length
    this.out += this.verb(verb)
    return true
  }

  private verb(verb: string): string {
    if (verb === '%') return '%'
    if (!this.isGoodArgument) return `%!${verb}(BADINDEX)`
    if (this.argument >= this.values.length) return `%!${verb}(MISSING)`
    if (verb === 'v' || verb === 'w') {
      this.flags.sharpV = this.flags.sharp
      this.flags.sharp = false
      this.flags.plus = false
    }
    return formatValue(this.values[this.argument++], verb, this.flags)
  }

  private readFlags(): void {
    for (; ; this.at++) {
      switch (this.format[this.at]) {
        case '#':
          this.flags.sharp = true
          break
        case '0':
          this.flags.zero = true
          break
        case '+':
          this.flags.plus = true
          break
        case '-':
          this.flags.minus = true
          break
        case ' ':
          this.flags.space = true
          break
        default:
          return
      }
    }
  }

  /** `[2]`: which operand comes next. */
  private readIndex(): void {
    this.afterIndex = false
    if (this.format[this.at] !== '[') return
    this.reordered = true
    const close = this.format.indexOf(']', this.at)
    if (close < 0) {
      this.isGoodArgument = false
      this.at++
      return
    }
    const inside = this.format.slice(this.at + 1, close)
    this.at = close + 1
    const isNumber = /^[0-9]+$/.test(inside) && Number(inside) <= tooLarge * 10
    const index = isNumber ? Number(inside) - 1 : -1
    if (isNumber && index >= 0 && index < this.values.length) {
      this.argument = index
      this.afterIndex = true
      return
    }
    this.isGoodArgument = false
    this.afterIndex = isNumber
  }

  private readWidth(): void {
    if (this.format[this.at] !== '*') {
      this.flags.width = this.number()
      if (this.afterIndex && this.flags.width !== undefined) this.isGoodArgument = false
      return
    }
    this.at++
    const width = this.integerArgument()
    if (width === undefined) this.out += '%!(BADWIDTH)'
    else if (width < 0) {
      this.flags.minus = true
      this.flags.zero = false
    }
    this.flags.width = width === undefined ? undefined : Math.abs(width)
    this.afterIndex = false
  }

  private readPrecision(): void {
    // A point at the very end is taken for the verb.
    if (this.format[this.at] !== '.' || this.at + 1 >= this.format.length) return
    this.at++
    if (this.afterIndex) this.isGoodArgument = false
    this.readIndex()
    if (this.format[this.at] !== '*') {
      this.flags.precision = this.number() ?? 0
      return
    }
    this.at++
    const precision = this.integerArgument()
    this.flags.precision = precision !== undefined && precision >= 0 ? precision : undefined
    if (this.flags.precision === undefined) this.out += '%!(BADPREC)'
    this.afterIndex = false
  }

  private number(): number | undefined {
    const start = this.at
    while (/[0-9]/.test(this.format[this.at] ?? '')) this.at++
    if (this.at === start) return undefined
    const digits = this.format.slice(start, this.at)
    // Go looks at the number before it takes the next digit.
    if (Number(digits.slice(0, -1)) <= tooLarge) return Number(digits)
    this.at = this.format.length
    return undefined
  }

  private integerArgument(): number | undefined {
    if (this.argument >= this.values.length) return undefined
    const value = asInteger(this.values[this.argument++])
    return value === undefined || Math.abs(Number(value)) > tooLarge ? undefined : Number(value)
  }

  private extra(): void {
    const rest = this.values
      .slice(this.argument)
      .map((value) =>
        value === null || value === undefined ? '<nil>' : `${goType(value)}=${printValue(value)}`,
      )
    this.out += `%!(EXTRA ${rest.join(', ')})`
  }
}
