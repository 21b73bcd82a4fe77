import {arch} from 'node:process'
import type {Logger} from '../base/logger.ts'
import type {Host} from '../base/host.ts'
import {commandHeaders} from '../client/command-headers.ts'
import type {RESTClient} from '../client/request.ts'
import {newRESTClient} from '../client/rest-client.ts'
import {userAgent} from '../client/user-agent.ts'
import type {WarningWriter} from '../client/warnings.ts'
import type {RestConfig} from '../kubeconfig/rest-config.ts'

/** What a session makes its client from. */
export interface ClientParts {
  readonly host: Host
  readonly commandPath: string
  readonly config: RestConfig
  readonly logger: Logger
  readonly persistAuthProvider: (config: Readonly<Record<string, string>>) => Promise<void>
  /** Shows the warnings that the server sends. */
  readonly warnings: WarningWriter
}

/** Makes the client with everything a command line has to say about it: `-v`, headers, warnings. */
export function sessionClient(parts: ClientParts): RESTClient {
  const {host, commandPath, config, logger, persistAuthProvider, warnings} = parts
  return newRESTClient(config, {
    host,
    // The kubectl whose behaviour this is; servers and proxies judge by it.
    userAgent: userAgent('kctl', 'v1.37.2', '', host.platform, arch),
    logger,
    warnings: warnings.handle,
    commandHeaders: commandHeaders(commandPath, host.env),
    persistAuthProvider,
  })
}
