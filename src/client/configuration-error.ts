import {messageOf} from '../base/errors.ts'

/** The config makes no sense: an error of its own, not one of the connection. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError'
  constructor(cause: unknown) {
    super(messageOf(cause), {cause})
  }
}
