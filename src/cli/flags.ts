/**
 * How commands declare their flags. A flag set is an object: its keys are the flags' names in camelCase
 * (`allNamespaces` is `--all-namespaces`), its values what the functions of `flag` make. The types of
 * the values follow from it (`Values`). Sets that several commands share are in `shared-flags.ts`.
 */

/** The values that pflag and klog know, by kind. Durations are milliseconds. */
interface KindValue {
  bool: boolean
  string: string
  int: number
  int32: number
  int64: number
  duration: number
  stringArray: readonly string[]
  stringSlice: readonly string[]
  /** klog's verbosity, `-v`. */
  level: number
  /** klog's `--vmodule`. */
  moduleSpec: string
  /** A duration of Go's own flag package, with its terse error. */
  goDuration: number
}

export type Kind = keyof KindValue

/** What may be said about a flag besides its kind and usage. */
export interface FlagOptions<T> {
  /** The letter of the short form. */
  readonly char?: string
  readonly default?: T
  /** The default as help shows it, where that differs. */
  readonly defaultText?: string
  /** The value of the flag given without one (pflag's NoOptDefVal); then `--flag value` does not take `value`. */
  readonly noOptDefault?: string
  readonly hidden?: boolean
  /** pflag's MarkDeprecated: used with this note on stderr. */
  readonly deprecated?: string
  /** pflag's MarkShorthandDeprecated. */
  readonly shorthandDeprecated?: string
  /** cobra's MarkFlagRequired. */
  readonly required?: boolean
}

/** A declared flag. */
export interface Flag<K extends Kind = Kind> extends Omit<FlagOptions<KindValue[K]>, 'default'> {
  readonly kind: K
  readonly usage: string
  readonly default: KindValue[K]
}

export type FlagSet = Readonly<Record<string, Flag>>

/** The values of a flag set, every one set: given or default. */
export type Values<S extends FlagSet> = {readonly [N in keyof S]: KindValue[S[N]['kind']]}

/** The type of a value of this kind. */
export type ValueOf<K extends Kind> = KindValue[K]

type Make<K extends Kind> = (usage: string, options?: FlagOptions<KindValue[K]>) => Flag<K>

function kind<K extends Kind>(name: K, zero: KindValue[K], implied?: {noOptDefault: string}): Make<K> {
  return (usage, options = {}) => ({
    ...implied,
    ...options,
    kind: name,
    usage,
    default: options.default ?? zero,
  })
}

/** One function per kind: `flag.bool('…', {char: 'A'})`. */
export const flag = {
  bool: kind('bool', false, {noOptDefault: 'true'}),
  string: kind('string', ''),
  int: kind('int', 0),
  int32: kind('int32', 0),
  int64: kind('int64', 0),
  duration: kind('duration', 0),
  /** Given again and again, each value as it is. */
  stringArray: kind('stringArray', []),
  /** Given again and again, each value a line of CSV. */
  stringSlice: kind('stringSlice', []),
  level: kind('level', 0),
  moduleSpec: kind('moduleSpec', ''),
  goDuration: kind('goDuration', 0),
} as const

/** `allNamespaces` -> `all-namespaces`. */
export function flagName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
