/** YAML that goyaml refuses; the message is goyaml's, with its `yaml: ` in front. */
export class YamlError extends Error {
  override name = 'YamlError'
}

/** Throws a `YamlError`; goyaml's failf. */
export function failYAML(message: string): never {
  throw new YamlError(`yaml: ${message}`)
}
