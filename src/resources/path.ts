import {goQuote} from '../base/go-quote.ts'
import type {RESTMapping} from '../discovery/mapping.ts'

/** Which object or collection of a mapping a request is for. */
export interface Target {
  readonly mapping: Pick<RESTMapping, 'resource' | 'namespaced'>
  /** '' for cluster-scoped resources and for all namespaces. */
  readonly namespace: string
  /** Left out for the collection. */
  readonly name?: string
  readonly subresource?: string | undefined
}

/**
 * The request path of an object or collection (client-go's rest.Request.URL).
 * Throws client-go's sentences for names that cannot be a path segment.
 */
export function resourcePath({mapping, namespace, name, subresource}: Target): string {
  const {group, version, resource} = mapping.resource
  const parts = [...(group === '' ? ['api'] : ['apis', group]), ...(version === '' ? [] : [version])]
  if (mapping.namespaced && namespace !== '') {
    parts.push('namespaces', checkSegment('namespace', namespace))
  }
  parts.push(resource)
  if (name !== undefined) {
    if (name === '') throw new Error('resource name may not be empty')
    parts.push(checkSegment('resource name', name))
    if (mapping.namespaced && namespace === '') {
      throw new Error('an empty namespace may not be set when a resource name is provided')
    }
  }
  if (subresource) parts.push(...subresource.split('/'))
  return '/' + parts.map(escapeSegment).join('/')
}

/** Whether a name can be a part of a path, and so of an object. */
export function isPathSegment(name: string): boolean {
  return name !== '' && segmentFaults(name).length === 0
}

/** The segment itself. Throws when the server could not tell where it ends (content.IsPathSegmentName). */
function checkSegment(what: string, segment: string): string {
  const faults = segmentFaults(segment)
  if (faults.length === 0) return segment
  throw new Error(`invalid ${what} ${goQuote(segment)}: [${faults.join(' ')}]`)
}

function segmentFaults(segment: string): string[] {
  if (segment === '.' || segment === '..') return [`may not be '${segment}'`]
  return ['/', '%'].filter((c) => segment.includes(c)).map((c) => `may not contain '${c}'`)
}

/** Go's url.EscapedPath leaves these readable; encodeURIComponent would not. */
function escapeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/%(3A|40|26|3D|2B|24)/gi, (escaped) =>
    decodeURIComponent(escaped),
  )
}
