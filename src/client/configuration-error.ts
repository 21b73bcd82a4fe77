/** The config makes no sense: an error of its own, not one of the connection. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError'
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), {cause})
  }
}
