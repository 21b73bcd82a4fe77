import {type FlagSpec, type FlagTable, flagName} from './flag.ts'

/** What a command line came to. */
export interface ParsedFlags {
  /** Values by the table's keys, defaults included. */
  readonly values: Readonly<Record<string, unknown>>
  /** The keys of flags that were given. */
  readonly changed: ReadonlySet<string>
  readonly args: readonly string[]
  /** How many arguments stood before `--`, -1 without one (cobra's ArgsLenAtDash). */
  readonly argsLenAtDash: number
  readonly help: boolean
  /** Lines about deprecated flags that were given, for stderr. */
  readonly notices: readonly string[]
}

interface Named {
  readonly key: string
  readonly spec: FlagSpec<unknown>
}

/** Looks flags up by name and by letter. */
export class FlagIndex {
  private readonly names = new Map<string, Named>()
  private readonly letters = new Map<string, Named>()

  constructor(...tables: readonly FlagTable[]) {
    for (const table of tables) {
      for (const [key, spec] of Object.entries(table)) {
        const named = {key, spec: spec as FlagSpec<unknown>}
        this.names.set(flagName(key), named)
        if (spec.shorthand !== undefined) this.letters.set(spec.shorthand, named)
      }
    }
  }

  long(name: string): Named | undefined {
    return this.names.get(name)
  }

  short(letter: string): Named | undefined {
    return this.letters.get(letter)
  }

  /** Keys and defaults of every flag. */
  defaults(): Record<string, unknown> {
    return Object.fromEntries([...this.names.values()].map(({key, spec}) => [key, spec.initial]))
  }
}

/**
 * Reads flags and arguments in any order, exactly as spf13/pflag does it (flag.go): `--flag=x`, `--flag x`,
 * `-fx`, `-f=x`, `-it`, the last mention wins, `--` ends the flags. `help` (`-h`) is a flag of every command.
 * Throws with pflag's texts.
 */
export function parseFlags(argv: readonly string[], flags: FlagIndex): ParsedFlags {
  return new Parser(argv, flags).run()
}

class Parser {
  private readonly values: Record<string, unknown>
  private readonly changed = new Set<string>()
  private readonly args: string[] = []
  private readonly notices: string[] = []
  private help = false
  private readonly rest: string[]
  private readonly flags: FlagIndex

  constructor(argv: readonly string[], flags: FlagIndex) {
    this.rest = [...argv]
    this.flags = flags
    this.values = flags.defaults()
  }

  run(): ParsedFlags {
    let argsLenAtDash = -1
    for (let word = this.rest.shift(); word !== undefined; word = this.rest.shift()) {
      if (word === '--') {
        argsLenAtDash = this.args.length
        this.args.push(...this.rest.splice(0))
      } else if (word.startsWith('--')) {
        this.long(word)
      } else if (word.startsWith('-') && word !== '-') {
        this.letters(word.slice(1))
      } else {
        this.args.push(word)
      }
    }
    const {values, changed, args, help, notices} = this
    return {values, changed, args, argsLenAtDash, help, notices}
  }

  private long(word: string): void {
    const body = word.slice(2)
    if (body.startsWith('-') || body.startsWith('=')) throw new Error(`bad flag syntax: ${word}`)
    const equals = body.indexOf('=')
    const name = equals < 0 ? body : body.slice(0, equals)
    const found = this.flags.long(name)
    if (found === undefined && name === 'help') return this.setHelp(equals < 0 ? 'true' : body.slice(equals + 1))
    if (found === undefined) throw new Error(`unknown flag: --${name}`)
    if (equals >= 0) return this.set(found, body.slice(equals + 1))
    this.set(found, found.spec.withoutValue ?? this.next(`flag needs an argument: --${name}`))
  }

  /** A group such as `-it` or `-nx`: letters until one that takes a value. */
  private letters(group: string): void {
    for (let i = 0; i < group.length; i++) {
      const letter = group[i]!
      const following = group.slice(i + 1)
      const found = this.flags.short(letter)
      if (found === undefined && letter === 'h') {
        this.setHelp('true')
        continue
      }
      if (found === undefined) throw new Error(`unknown shorthand flag: '${letter}' in -${group.slice(i)}`)
      if (following.length > 1 && following.startsWith('=')) return this.set(found, following.slice(1))
      if (found.spec.withoutValue !== undefined) {
        this.set(found, found.spec.withoutValue)
        continue
      }
      const value = following === '' ? this.next(`flag needs an argument: '${letter}' in -${group.slice(i)}`) : following
      return this.set(found, value)
    }
  }

  private next(complaint: string): string {
    const value = this.rest.shift()
    if (value === undefined) throw new Error(complaint)
    return value
  }

  private setHelp(text: string): void {
    if (!/^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(text)) {
      const why = `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`
      throw new Error(`invalid argument ${JSON.stringify(text)} for "-h, --help" flag: ${why}`)
    }
    this.help = /^[1tT]/.test(text)
  }

  private set({key, spec}: Named, text: string): void {
    try {
      this.values[key] = spec.read(text, this.changed.has(key) ? this.values[key] : undefined)
    } catch (error) {
      const name = `${spec.shorthand === undefined ? '' : `-${spec.shorthand}, `}--${flagName(key)}`
      throw new Error(`invalid argument ${JSON.stringify(text)} for "${name}" flag: ${(error as Error).message}`, {
        cause: error,
      })
    }
    this.changed.add(key)
    if (spec.deprecated !== undefined) {
      this.notices.push(`Flag --${flagName(key)} has been deprecated, ${spec.deprecated}`)
    }
  }
}
