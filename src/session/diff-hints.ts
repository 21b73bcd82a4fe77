import type {StatusError} from '../client/status.ts'
import type {Session} from './session.ts'

const mayNotChange = /cannot (?:patch|create) resource/

/** What to do about an object of `diff` whose dry run was refused; undefined for other commands and errors. */
export function aboutRefusedDryRun({reason, message}: StatusError, session: Session): string | undefined {
  if (!session.commandPath.endsWith(' diff')) return undefined
  if (reason === 'Invalid' && message.includes('field is immutable')) {
    return 'A field that cannot be changed is different: the object would have to be replaced, that is deleted and created again.'
  }
  if (reason === 'Forbidden' && mayNotChange.test(message)) {
    return 'The server tries out the changes, which needs the right to make them. --client-side (without --server-side) needs only the right to read.'
  }
  return undefined
}
