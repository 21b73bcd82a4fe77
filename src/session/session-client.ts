import {arch} from 'node:process'
import {allowsColor} from '../base/color-choice.ts'
import type {Logger} from '../base/logger.ts'
import type {Host} from '../base/host.ts'
import {commandHeaders} from '../client/command-headers.ts'
import type {RESTClient} from '../client/request.ts'
import {newRESTClient} from '../client/rest-client.ts'
import {userAgent} from '../client/user-agent.ts'
import {WarningWriter} from '../client/warnings.ts'
import type {RestConfig} from '../kubeconfig/rest-config.ts'

/** The client of a run, and what counts the warnings that it was sent. */
export interface SessionClient {
  readonly client: RESTClient
  readonly warnings: WarningWriter
}

/** What a session makes its client from. */
export interface ClientParts {
  readonly host: Host
  readonly commandPath: string
  readonly config: RestConfig
  readonly logger: Logger
  readonly persistAuthProvider: (config: Readonly<Record<string, string>>) => Promise<void>
}

/** Makes the client with everything a command line has to say about it: `-v`, headers, warnings. */
export function sessionClient(parts: ClientParts): SessionClient {
  const {host, commandPath, config, logger, persistAuthProvider} = parts
  const {errOut} = host.io
  const warnings = new WarningWriter(errOut, allowsColor(errOut, host.env))
  const client = newRESTClient(config, {
    host,
    // The kubectl whose behaviour this is; servers and proxies judge by it.
    userAgent: userAgent('kctl', 'v1.37.2', '', host.platform, arch),
    logger,
    warnings: warnings.handle,
    commandHeaders: commandHeaders(commandPath, host.env),
    persistAuthProvider,
  })
  return {client, warnings}
}
