import {goQuote} from '../base/go-quote.ts'
import {messageOf} from '../base/errors.ts'
import type {Flag, FlagSet} from './flags.ts'
import {flagName} from './flags.ts'
import {readFlagValue} from './flag-value.ts'

/** What a command line said. */
export interface ParsedArguments {
  /** Given values by key. */
  readonly given: ReadonlyMap<string, unknown>
  /** Every flag as often as it was given, in order. */
  readonly mentions: readonly FlagMention[]
  readonly args: readonly string[]
  /** How many arguments came before `--`, -1 without one (pflag's ArgsLenAtDash). */
  readonly argsLenAtDash: number
  /** Notes on deprecated flags, for stderr. */
  readonly notes: string
}

/** A flag on the command line, with its value as it is written there. */
export interface FlagMention {
  readonly name: string
  readonly text: string
}

/** What of a command line is noted by `--record`. */
export type WrittenArguments = Pick<ParsedArguments, 'args' | 'mentions'>

interface Entry {
  readonly key: string
  readonly name: string
  readonly flag: Flag
}

/** Flags by name and by letter; of two with one name the earlier set's wins, as cobra's local flags do. */
export class FlagIndex {
  private readonly byName = new Map<string, Entry>()
  private readonly byChar = new Map<string, Entry>()

  constructor(...sets: readonly FlagSet[]) {
    for (const set of sets) {
      for (const key in set) this.add(key, set[key]!)
    }
  }

  private add(key: string, flag: Flag): void {
    const name = flagName(key)
    if (this.byName.has(name)) return
    const entry: Entry = {key, name, flag}
    this.byName.set(name, entry)
    if (flag.char !== undefined) this.byChar.set(flag.char, entry)
  }

  /** kubectl takes `_` for `-` in the names of flags. */
  named(name: string): Entry | undefined {
    return this.byName.get(name.includes('_') ? name.replaceAll('_', '-') : name)
  }

  lettered(char: string): Entry | undefined {
    return this.byChar.get(char)
  }
}

/**
 * Reads a command line by pflag's rules (v1.0.10 flag.go), arguments and flags in any order. `preset`
 * are flags that are set before it, each one word; nobody wrote those, so they are no mentions and there are no notes
 * on them. Throws an Error with pflag's message.
 */
export function parseArguments(
  index: FlagIndex,
  argv: readonly string[],
  preset: readonly string[] = [],
): ParsedArguments {
  return new Parser(index, argv).preset(preset).parse()
}

class Parser implements ParsedArguments {
  readonly given = new Map<string, unknown>()
  mentions: FlagMention[] = []
  readonly args: string[] = []
  argsLenAtDash = -1
  notes = ''
  private readonly index: FlagIndex
  private readonly argv: readonly string[]
  private next = 0

  constructor(index: FlagIndex, argv: readonly string[]) {
    this.index = index
    this.argv = argv
  }

  preset(words: readonly string[]): this {
    for (const word of words) this.long(word)
    this.mentions = []
    this.notes = ''
    return this
  }

  parse(): this {
    while (this.next < this.argv.length) {
      const word = this.argv[this.next++]!
      if (word === '--') {
        this.argsLenAtDash = this.args.length
        this.args.push(...this.argv.slice(this.next))
        break
      }
      if (word.startsWith('--')) this.long(word)
      else if (word.startsWith('-') && word !== '-') this.short(word.slice(1))
      else this.args.push(word)
    }
    return this
  }

  private long(word: string): void {
    if (word[2] === '-' || word[2] === '=') throw new Error(`bad flag syntax: ${word}`)
    const equals = word.indexOf('=')
    const name = word.slice(2, equals < 0 ? undefined : equals)
    const entry = this.index.named(name)
    if (entry === undefined) throw new Error(`unknown flag: --${name}`)
    const value = equals < 0 ? (entry.flag.noOptDefault ?? this.take()) : word.slice(equals + 1)
    if (value === undefined) throw new Error(`flag needs an argument: --${name}`)
    this.set(entry, value)
  }

  /** A series of letters, of which the last that needs one takes a value (`-it`, `-nx`, `-n=x`). */
  private short(letters: string): void {
    for (let rest = letters; rest !== '';) {
      const letter = rest[0]!
      const entry = this.index.lettered(letter)
      if (entry === undefined) throw new Error(`unknown shorthand flag: ${quoteLetter(letter)} in -${rest}`)
      let value: string | undefined
      let after = ''
      if (rest.length > 2 && rest[1] === '=') value = rest.slice(2)
      else if (entry.flag.noOptDefault !== undefined) {
        value = entry.flag.noOptDefault
        after = rest.slice(1)
      } else value = rest.length > 1 ? rest.slice(1) : this.take()
      if (value === undefined) throw new Error(`flag needs an argument: ${quoteLetter(letter)} in -${rest}`)
      const {shorthandDeprecated} = entry.flag
      if (shorthandDeprecated !== undefined) {
        this.notes += `Flag shorthand -${letter} has been deprecated, ${shorthandDeprecated}\n`
      }
      this.set(entry, value)
      rest = after
    }
  }

  private take(): string | undefined {
    return this.argv[this.next++]
  }

  private set({key, name, flag}: Entry, text: string): void {
    try {
      this.given.set(key, readFlagValue(flag.kind, text, this.given.get(key) as never))
    } catch (error) {
      const short = flag.char === undefined || flag.shorthandDeprecated !== undefined ? '' : `-${flag.char}, `
      throw new Error(
        `invalid argument ${goQuote(text)} for ${goQuote(`${short}--${name}`)} flag: ${messageOf(error)}`,
      )
    }
    this.mentions.push({name, text})
    if (flag.deprecated !== undefined)
      this.notes += `Flag --${name} has been deprecated, ${flag.deprecated}\n`
  }
}

/** Go's `%q` of the byte that pflag takes for a letter. */
function quoteLetter(letter: string): string {
  if (letter === "'") return "'\\''"
  if (letter === '"') return `'"'`
  const byte = Buffer.from(letter)[0]!
  return `'${goQuote(String.fromCharCode(byte)).slice(1, -1)}'`
}
