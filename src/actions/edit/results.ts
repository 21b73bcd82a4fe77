import {formatGroupResource} from '../../api/schema.ts'
import {messageOf} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'
import {hasReason} from '../../client/status.ts'
import type {Info} from '../../resources/info.ts'
import type {EditReason} from './edited-text.ts'

/** What sending one version of the edited file has come to (kubectl's editResults). */
export class EditResults {
  /** What another edit may mend; goes on top of the file. */
  readonly reasons: EditReason[] = []
  /** Some object could not be patched, for reasons that no edit changes. */
  retryable = false
  /** Some object is gone. */
  notFound = false

  /** Notes that an object was refused, and gives the line to tell of it. */
  refused(error: unknown, info: Info): string {
    const name = `${formatGroupResource(info.mapping.resource)} ${goQuote(info.name)}`
    if (hasReason(error, 'Invalid')) {
      const causes = error.status.details?.causes ?? []
      const details = causes.map(({field = '', message = ''}) => `${field}: ${message}`)
      return this.invalid(info, details)
    }
    if (hasReason(error, 'NotFound')) {
      this.notFound = true
      return `error: ${name} could not be found on the server`
    }
    this.retryable = true
    return `error: ${name} could not be patched: ${messageOf(error)}`
  }

  /** Notes why the object is to be edited again, and gives the line to tell of it. */
  invalid({mapping, name}: Info, details: readonly string[]): string {
    const shown = `${formatGroupResource(mapping.resource)} ${goQuote(name)}`
    this.reasons.push({head: `${shown} was not valid`, details})
    return `error: ${shown} is invalid`
  }
}
