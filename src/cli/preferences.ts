import type {Host} from '../base/host.ts'
import {messageOf} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {checkPluginPolicy} from '../kuberc/plugin-policy.ts'
import {type Alias, decodePreference, type OptionDefault, type Preference} from '../kuberc/preference.ts'
import type {CommandNode} from './command-tree.ts'
import {bareWords, childNamed, findCommand} from './find-command.ts'
import {globalFlags} from './global-flags.ts'
import type {KubercFile} from './kuberc-file.ts'
import {FlagIndex, parseArguments} from './parse.ts'
import type {Preset} from './run-context.ts'

/** A command line with the user's preferences worked in. */
export interface PreferredCommandLine {
  /** The root, with the alias that is used among its commands. */
  readonly root: CommandNode
  readonly argv: readonly string[]
  readonly preset: Preset
}

/**
 * Works the preferences into a command line (kuberc's Preferences.Apply). Writes warnings to stderr, without
 * the line break where kubectl writes none. Throws what is wrong with the preferences.
 */
export async function applyPreferences(
  file: KubercFile,
  root: CommandNode,
  argv: readonly string[],
  host: Host,
): Promise<PreferredCommandLine> {
  const warn = (text: string): void => host.io.errOut.write(text)
  const preference = usable(file, warn)
  if (preference === undefined) return {root, argv, preset: {flags: []}}
  check(preference)
  const aliased = await applyAlias(preference.aliases ?? [], root, argv, warn)
  const overrides = await defaultsOf(preference, aliased, warn)
  const flags = [...aliased.flags, ...overrides]
  const {pluginPolicy} = preference
  return {...aliased, preset: {flags, pluginPolicy, ...(aliased.written && {written: aliased.written})}}
}

/** The preferences of the file, where it has some; a file that nobody named is only complained about. */
function usable({name, explicit, content}: KubercFile, warn: (text: string) => void): Preference | undefined {
  try {
    if (content instanceof Error) throw content
    const decoded = decodePreference(content, name)
    if (decoded !== undefined && decoded.strictError !== '') {
      warn(`kuberc: ignoring strict decoding error in ${name}: ${decoded.strictError}`)
    }
    return decoded?.preference
  } catch (error) {
    if (explicit) throw new Error(`kuberc error kuberc: ${messageOf(error)}`)
    warn(`kuberc: no preferences loaded from ${name}: ${messageOf(error)}`)
    return undefined
  }
}

function check({aliases, defaults, pluginPolicy}: Preference): void {
  const names = new Set<string>()
  for (const {name, options} of aliases ?? []) {
    if (!/^[a-zA-Z]+$/.test(name)) {
      throw new Error('invalid alias name, can only include alphabetical characters')
    }
    checkNames(options)
    if (names.has(name)) throw new Error(`duplicate alias name ${name}`)
    names.add(name)
  }
  for (const {options} of defaults ?? []) checkNames(options)
  checkPluginPolicy(pluginPolicy)
}

function checkNames(options: readonly OptionDefault[] | undefined): void {
  const dashed = options?.find(({name}) => name.startsWith('-'))
  if (dashed !== undefined) {
    throw new Error(`flag name ${dashed.name} should be in long form without dashes`)
  }
}

interface Aliased {
  readonly root: CommandNode
  readonly argv: readonly string[]
  /** The alias's options, as words of a command line. */
  readonly flags: readonly string[]
  readonly alias?: string
  /** The words after the alias, without those that it adds. */
  readonly written?: readonly string[]
}

/** Puts the alias that is used among the commands; a command line that means a command needs none. */
async function applyAlias(
  aliases: readonly Alias[],
  root: CommandNode,
  argv: readonly string[],
  warn: (text: string) => void,
): Promise<Aliased> {
  const unchanged = {root, argv, flags: []}
  if ((await found(root, argv)) !== undefined) return unchanged
  const index = argv.findIndex((word) => !word.startsWith('-') && !word.startsWith('__complete'))
  const alias = aliases.find(({name}) => name === argv[index])
  if (alias === undefined) return unchanged
  const {name, command, options, prependArgs, appendArgs} = alias
  if (childNamed(root, name) !== undefined) {
    warn(`Warning: Setting alias ${goQuote(name)} to a built-in command is not supported\n`)
    return unchanged
  }
  const words = fields(command)
  const aliasOf = await pathOf(root, words)
  const target = aliasOf?.at(-1)
  if (target === undefined) {
    throw new Error(
      `command ${goQuote(command)} not found to set alias ${goQuote(name)}: [${words.join(' ')}]`,
    )
  }
  const flags = await presets(target, options, argv, {
    unknown: (option) => `invalid alias flag ${option} in alias ${root.name}`,
    invalid: (option) =>
      `could not apply value ${option.default} to flag ${option.name} in alias ${root.name}`,
  })
  return {
    root: {...root, children: [...(root.children ?? []), {...target, name, aliases: [], aliasOf}]},
    argv: [
      ...argv.slice(0, index + 1),
      ...(prependArgs ?? []),
      ...argv.slice(index + 1),
      ...(appendArgs ?? []),
    ],
    flags,
    alias: name,
    written: argv.toSpliced(index, 1),
  }
}

/** The defaults of the command that the command line means. kubectl compares the last words of commands only. */
async function defaultsOf(
  {defaults}: Preference,
  {root, argv, alias}: Aliased,
  warn: (text: string) => void,
): Promise<string[]> {
  const command = await found(root, argv)
  if (command === undefined) return []
  const flags: string[] = []
  for (const each of defaults ?? []) {
    const meant = await found(root, fields(each.command))
    if (meant === undefined) {
      warn(`Warning: command ${goQuote(each.command)} not found to set kuberc override\n`)
    } else if (meant.name === command.name) {
      if (command.name === alias) throw new Error(`alias ${alias} can not be overridden`)
      flags.push(
        ...(await presets(command, each.options, argv, {
          unknown: (name) => `invalid flag ${name} for command ${each.command}`,
          invalid: (option) =>
            `could not apply override value ${option.default} to flag ${option.name} in command ${each.command}`,
        })),
      )
    }
  }
  return flags
}

/** Options as words of a command line, without those that the user gives. Throws the texts for bad ones. */
async function presets(
  command: CommandNode,
  options: readonly OptionDefault[] | undefined,
  argv: readonly string[],
  texts: {unknown: (name: string) => string; invalid: (option: OptionDefault) => string},
): Promise<string[]> {
  const index = new FlagIndex((await command.load?.())?.default.flagSet ?? {}, globalFlags)
  const words: string[] = []
  for (const option of options ?? []) {
    const entry = index.named(option.name)
    if (entry === undefined) throw new Error(texts.unknown(option.name))
    if (isGiven(entry.name, entry.flag.char, index, argv)) continue
    const word = `--${entry.name}=${option.default}`
    try {
      parseArguments(index, [word])
    } catch (error) {
      throw new Error(`${texts.invalid(option)} err: ${messageOf(error)}`)
    }
    words.push(word)
  }
  return words
}

/** kuberc's searchInArgs: a guess that does not read the command line. */
function isGiven(name: string, char: string | undefined, index: FlagIndex, argv: readonly string[]): boolean {
  return argv.some((word) => {
    if (word === `--${name}` || word.startsWith(`--${name}=`)) return true
    if (char === undefined) return false
    if (word.startsWith(`-${char}`)) return true
    return /^-[a-zA-Z]+$/.test(word) && index.lettered(char) !== undefined && word.includes(char)
  })
}

/** The command that the words mean; undefined where cobra's Find says that there is none. */
async function found(root: CommandNode, words: readonly string[]): Promise<CommandNode | undefined> {
  return (await pathOf(root, words))?.at(-1)
}

async function pathOf(
  root: CommandNode,
  words: readonly string[],
): Promise<readonly CommandNode[] | undefined> {
  const {path, argv} = await findCommand(root, words)
  return path.length === 1 && (await bareWords(root, argv)).length > 0 ? undefined : path
}

/** Go's strings.Fields. */
function fields(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}
