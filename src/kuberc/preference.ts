import {messageOf} from '../base/errors.ts'
import {isObject, type JsonObject, type JsonValue} from '../api/json.ts'
import {parseYAML} from '../yaml/yaml-reader.ts'

/** A preferences file (kubectl's config.Preference). Lists that are absent and lists that are empty are two things. */
export interface Preference {
  readonly defaults: readonly CommandDefaults[] | undefined
  readonly aliases: readonly Alias[] | undefined
  readonly pluginPolicy: PluginPolicy
}

/** Values that a command's flags have unless they are given. */
export interface CommandDefaults {
  readonly command: string
  readonly options: readonly OptionDefault[] | undefined
}

export interface OptionDefault {
  readonly name: string
  readonly default: string
}

/** A name of the user's own for a command with options and arguments. */
export interface Alias extends CommandDefaults {
  readonly name: string
  readonly prependArgs: readonly string[] | undefined
  readonly appendArgs: readonly string[] | undefined
}

/** Which credential plugins may run (client-go's PluginPolicy). */
export interface PluginPolicy {
  readonly type: string
  readonly allowlist: readonly string[] | undefined
}

/** What a file holds, and what a strict reader says of it. */
export interface DecodedPreference {
  readonly preference: Preference
  /** kubectl's words for unknown fields and keys that occur twice, '' for none. */
  readonly strictError: string
}

/**
 * The first usable document of a preferences file's text, undefined of an empty one (kuberc's
 * decodePreference). Throws when there are documents and none can be used.
 */
export function decodePreference(text: string, file: string): DecodedPreference | undefined {
  const documents = text.split(/^---[ \t]*(?:#.*)?$/m).filter((document) => document.trim() !== '')
  for (const document of documents) {
    const decoded = tryDecode(document)
    if (decoded !== undefined) return decoded
  }
  if (documents.length === 0) return undefined
  throw new Error(`no valid preferences found in ${file}, use --v=5 to see details`)
}

/** The API group of preferences files. */
export const group = 'kubectl.config.k8s.io'

/** The old version has other names for the same. */
const names = {
  [`${group}/v1beta1`]: {defaults: 'defaults', options: 'options', policy: true},
  [`${group}/v1alpha1`]: {defaults: 'overrides', options: 'flags', policy: false},
} as const

/** Undefined for a document that is no preference. */
function tryDecode(text: string): DecodedPreference | undefined {
  try {
    const document = parseYAML(text)
    if (!isObject(document) || document['kind'] !== 'Preference') return undefined
    const version = names[document['apiVersion'] as keyof typeof names]
    return version === undefined ? undefined : new Decoder(version, repeatedKeys(text)).decode(document)
  } catch {
    return undefined
  }
}

/** What a strict reader says of keys that occur twice, '' without any. */
function repeatedKeys(text: string): string {
  try {
    parseYAML(text, {strict: true})
    return ''
  } catch (error) {
    return messageOf(error)
  }
}

/** Throws for values of a wrong type; unknown fields are only noted. */
class Decoder {
  private readonly version: (typeof names)[keyof typeof names]
  private readonly repeated: string
  private readonly unknown: string[] = []

  constructor(version: Decoder['version'], repeated: string) {
    this.version = version
    this.repeated = repeated
  }

  decode(document: JsonObject): DecodedPreference {
    const {defaults, policy} = this.version
    const known = ['apiVersion', 'kind', defaults, 'aliases']
    const entry = this.fields(document, '', [
      ...known,
      ...(policy ? ['credentialPluginPolicy', 'credentialPluginAllowlist'] : []),
    ])
    const preference: Preference = {
      aliases: this.list(entry['aliases'], 'aliases', (each, path) => this.alias(each, path)),
      pluginPolicy: {
        type: policy ? text(entry['credentialPluginPolicy']) : '',
        allowlist: policy
          ? this.list(entry['credentialPluginAllowlist'], 'credentialPluginAllowlist', (each, path) =>
              this.allowed(each, path),
            )
          : undefined,
      },
      defaults: this.list(entry[defaults], defaults, (each, path) => this.commandDefaults(each, path)),
    }
    return {preference, strictError: this.strictError()}
  }

  private strictError(): string {
    const faults = [...(this.repeated === '' ? [] : [this.repeated]), ...this.unknown.toSorted()]
    return faults.length === 0 ? '' : `strict decoding error: ${faults.join(', ')}`
  }

  private commandDefaults(value: JsonValue, path: string): CommandDefaults {
    const {options} = this.version
    const entry = this.fields(value, path, ['command', options])
    return {command: text(entry['command']), options: this.options(entry[options], `${path}.${options}`)}
  }

  private alias(value: JsonValue, path: string): Alias {
    const {options} = this.version
    const entry = this.fields(value, path, ['name', 'command', 'prependArgs', 'appendArgs', options])
    return {
      name: text(entry['name']),
      command: text(entry['command']),
      prependArgs: this.list(entry['prependArgs'], path, text),
      appendArgs: this.list(entry['appendArgs'], path, text),
      options: this.options(entry[options], `${path}.${options}`),
    }
  }

  private options(value: JsonValue | undefined, path: string): OptionDefault[] | undefined {
    const option = (each: JsonValue, at: string): OptionDefault => {
      const entry = this.fields(each, at, ['name', 'default'])
      return {name: text(entry['name']), default: text(entry['default'])}
    }
    return this.list(value, path, option)
  }

  private allowed(value: JsonValue, path: string): string {
    const entry = this.fields(value, path, ['name', 'command'])
    const [name, command] = [text(entry['name']), text(entry['command'])]
    if (name !== '' && command !== '' && name !== command) throw new Error('two commands in one entry')
    return command || name
  }

  private list<T>(
    value: JsonValue | undefined,
    path: string,
    read: (each: JsonValue, path: string) => T,
  ): T[] | undefined {
    if (value === undefined || value === null) return undefined
    if (!Array.isArray(value)) throw new Error(`${path} is no list`)
    return value.map((each, index) => read(each, `${path}[${index}]`))
  }

  private fields(value: JsonValue, path: string, known: readonly string[]): JsonObject {
    if (value === null) return {}
    if (!isObject(value)) throw new Error(`${path} is no object`)
    for (const key of Object.keys(value)) {
      if (!known.includes(key)) this.unknown.push(`unknown field "${path === '' ? '' : `${path}.`}${key}"`)
    }
    return value
  }
}

function text(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw new Error('no text')
  return value
}
