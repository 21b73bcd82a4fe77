import type {Host} from '../../base/host.ts'
import type {Logger} from '../../base/logger.ts'
import type {ClientCertificate} from '../connection/transport.ts'

/** Says who the user is on each request. */
export interface Credentials {
  /** The Authorization header for the next attempt, undefined for none. Throws when it cannot be had. */
  authorization(): Promise<string | undefined>
  /** The certificate for new connections instead of the config's. */
  certificate?(): ClientCertificate | undefined
  /** The server answered 401: gives whether there are new credentials to try. */
  rejected?(): Promise<boolean>
}

export interface CredentialOptions {
  readonly host: Host
  readonly logger: Logger
  /** The proxy that plugins are told of. */
  readonly proxyUrl?: string | undefined
  /** Closes connections made with a certificate that was replaced. */
  readonly certificateChanged: () => void
  /** Writes an auth provider's new tokens into the kubeconfig. */
  readonly persistAuthProvider?: ((config: Readonly<Record<string, string>>) => Promise<void>) | undefined
}

/** RFC 7617. */
export function basicAuthorization(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}
