import {goQuote} from '../../base/go-quote.ts'
import type {Alias, CommandDefaults, OptionDefault, Preference} from '../../kuberc/preference.ts'
import type {Session} from '../../session/session.ts'
import {parseAllowlist} from './allowlist.ts'
import {loadPreference, requireLocation, savePreference} from './file.ts'
import {checkSetOptions, type SetOptions} from './set-options.ts'

const nothing: Preference = {
  defaults: undefined,
  aliases: undefined,
  pluginPolicy: {type: '', allowlist: undefined},
}

/** Changes the preferences (kubectl's set.go). Throws for options that do not go together and for entries that exist. */
export function set(session: Session, options: SetOptions): void {
  const {name} = requireLocation(options.kuberc, session)
  checkSetOptions(options)
  const preference = loadPreference(name, session) ?? nothing
  savePreference(changed(preference, options, options.option.map(parseOption)), name, session)
}

function changed(preference: Preference, options: SetOptions, given: readonly OptionDefault[]): Preference {
  const {section} = options
  if (section === 'defaults')
    return {...preference, defaults: withDefaults(preference.defaults, options, given)}
  if (section === 'aliases') return {...preference, aliases: withAlias(preference.aliases, options, given)}
  const {policy, allowlistEntry} = options
  // kubectl keeps a list that the new policy must not have.
  const allowlist =
    policy === 'Allowlist' ? parseAllowlist(allowlistEntry) : preference.pluginPolicy.allowlist
  return {...preference, pluginPolicy: {type: policy, allowlist}}
}

/** `--option` with or without dashes. Throws for one without a value. */
function parseOption(text: string): OptionDefault {
  const at = text.indexOf('=')
  if (at < 0) throw new Error(`invalid option format ${goQuote(text)}, expected flag=value`)
  return {name: text.slice(0, at).replace(/^-+/, ''), default: text.slice(at + 1)}
}

function withDefaults(
  entries: readonly CommandDefaults[] = [],
  {command, overwrite}: SetOptions,
  given: readonly OptionDefault[],
): readonly CommandDefaults[] {
  const at = entries.findIndex((entry) => entry.command === command)
  if (at < 0) return [...entries, {command, options: filled(given)}]
  if (!overwrite) {
    throw new Error(`defaults for command ${goQuote(command)} already exist, use --overwrite to replace`)
  }
  return entries.with(at, {command, options: filled(given) ?? entries[at]!.options})
}

function withAlias(
  entries: readonly Alias[] = [],
  {name, command, prependarg, appendarg, overwrite}: SetOptions,
  given: readonly OptionDefault[],
): readonly Alias[] {
  const at = entries.findIndex((entry) => entry.name === name)
  if (at >= 0 && !overwrite) {
    throw new Error(`alias ${goQuote(name)} already exists, use --overwrite to replace`)
  }
  const before = entries[at]
  const alias: Alias = {
    name,
    command,
    prependArgs: filled(prependarg) ?? before?.prependArgs,
    appendArgs: filled(appendarg) ?? before?.appendArgs,
    options: filled(given) ?? before?.options,
  }
  return before === undefined ? [...entries, alias] : entries.with(at, alias)
}

/** What was not given stays as it is. */
function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}
