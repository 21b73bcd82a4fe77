import {failYAML} from './yaml-error.ts'
import {type Resolved, resolvePlain, yamlTag} from './yaml-scalar.ts'

const short = (kind: string): string => `!!${kind}`

/**
 * A scalar under a tag, as goyaml's `resolve` has it: the tag must be what the text looks like, except that
 * anything may be a string and an integer a float; tags that YAML does not know leave the text as it is.
 * Throws `cannot decode !!str `x` as a !!int`.
 */
export function resolveTagged(tag: string, text: string): Resolved {
  const kind = tag.startsWith(yamlTag) ? tag.slice(yamlTag.length) : undefined
  switch (kind) {
    case 'str':
      return {kind: 'str', value: text}
    case 'binary':
      return {kind: 'str', value: decodeBinary(text)}
    case 'bool':
    case 'int':
    case 'float':
    case 'null':
    case 'timestamp':
      return checked(kind, text)
    default:
      return {kind: 'str', value: text}
  }
}

function checked(kind: 'bool' | 'int' | 'float' | 'null' | 'timestamp', text: string): Resolved {
  const resolved = resolvePlain(text, kind === 'timestamp') ?? {kind: 'str', value: text}
  if (resolved.kind === kind) return resolved
  if (kind === 'float' && resolved.kind === 'int') return {kind, value: Number(resolved.value)}
  return failYAML(`cannot decode ${short(resolved.kind)} \`${text}\` as a ${short(kind)}`)
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function decodeBinary(text: string): string {
  const compact = text.replaceAll(/[\r\n]/g, '')
  if (!base64.test(compact)) failYAML('!!binary value contains invalid base64 data')
  return Buffer.from(compact, 'base64').toString('utf8')
}
