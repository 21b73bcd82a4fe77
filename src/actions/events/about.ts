import {escapeFieldValue} from '../../api/field-selector.ts'
import {formatGroupVersion} from '../../api/schema.ts'
import {NoMatchError} from '../../discovery/errors.ts'
import type {RESTMapper} from '../../discovery/mapping.ts'
import {parseArgument} from '../../discovery/rest-mapper.ts'

/**
 * The field selector of the events about the object that `--for TYPE/NAME` names; '' without one.
 * Throws when it is no such name or the server has no such type (events.go decodeResourceTypeName).
 */
export async function aboutObject(target: string, mapper: () => Promise<RESTMapper>): Promise<string> {
  if (target === '') return ''
  const [type, name, ...rest] = target.split('/')
  if (name === undefined) throw new Error('--for must be in resource/name form')
  if (rest.length > 0) throw new Error('arguments in resource/name form may not have more than one slash')
  const {versioned, plain} = parseArgument(type!.toLowerCase())
  const known = await mapper()
  const exact = versioned && (await known.resourceFor(versioned).catch(ignoreNoMatch))
  const {group, version, kind} = await known.kindFor(exact ?? (await known.resourceFor(plain)))
  // Without a name nothing is selected.
  if (name === '') return ''
  const fields = {kind, apiVersion: formatGroupVersion({group, version}), name}
  return Object.entries(fields)
    .map(([field, value]) => `involvedObject.${field}=${escapeFieldValue(value)}`)
    .join(',')
}

function ignoreNoMatch(error: unknown): undefined {
  if (!(error instanceof NoMatchError)) throw error
}
