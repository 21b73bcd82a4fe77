import {type Document, referencedName, type Schema} from '../../openapi/schema.ts'

/** Puts blanks before each line, empty ones too. */
export function indent(amount: number, text: string): string {
  const pad = ' '.repeat(amount)
  return pad + text.replaceAll('\n', `\n${pad}`)
}

/** Whether there is a schema that says something: no boolean, not empty. */
export function isPresent(schema: Schema | boolean | undefined): schema is Schema {
  return typeof schema === 'object' && schema !== null && Object.keys(schema).length > 0
}

/** What a reference inside the document leads to; undefined when it leads nowhere or there is none. */
export function refTarget({schemas}: Document, reference: string | undefined): Schema | undefined {
  if (!reference?.startsWith('#')) return undefined
  const name = referencedName(reference)
  const target = Object.hasOwn(schemas, name) ? schemas[name] : undefined
  return isPresent(target) ? target : undefined
}

/** The schema of a property, whatever its name. */
export function propertyOf({properties}: Schema, name: string): Schema | undefined {
  const property = properties && Object.hasOwn(properties, name) ? properties[name] : undefined
  return isPresent(property) ? property : undefined
}

/** The schema of a list's items or of a map's values. */
export function elementSchema({items, additionalProperties}: Schema): Schema | undefined {
  if (isPresent(items)) return items
  return isPresent(additionalProperties) ? additionalProperties : undefined
}
