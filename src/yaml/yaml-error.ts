/** A place in a text; both count from 0. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** YAML that goyaml refuses; the message is goyaml's, with its `yaml: ` in front. */
export class YamlError extends Error {
  override name = 'YamlError'
  /** Where exactly, where that is known: the line in the message may be the one before. */
  readonly place: Place | undefined
  constructor(message: string, place?: Place) {
    super(message)
    this.place = place
  }
}

/** Throws a `YamlError`; goyaml's failf. */
export function failYAML(message: string, place?: Place): never {
  throw new YamlError(`yaml: ${message}`, place)
}
