import type {Host} from '../base/host.ts'
import type {IOStreams} from '../base/io.ts'
import type {Logger} from '../base/logger.ts'
import type {RESTClient} from '../client/request.ts'
import type {Discovery} from '../discovery/discovery.ts'
import type {RESTMapper} from '../discovery/mapping.ts'
import type {OpenAPIDocuments} from '../openapi/server-documents.ts'
import type {ConfigFlags} from '../kubeconfig/config-flags.ts'
import type {RestConfig} from '../kubeconfig/rest-config.ts'
import type {ResourceQuery} from '../resources/query.ts'
import type {Selection} from '../resources/selection.ts'

/**
 * What a command works with, made once per run and lazily: nothing is read or connected before it
 * is asked for (kubectl's Factory).
 */
export interface Session {
  readonly host: Host
  readonly io: IOStreams
  readonly flags: ConfigFlags
  /** The command's path for messages that name it, e.g. `kctl rollout status`. */
  readonly commandPath: string
  /** Where `-v` goes. */
  readonly logger: Logger
  /** The namespace to work in, and whether the user named it (`-n` or the context does not count as `default`). */
  namespace(): Promise<{readonly namespace: string; readonly explicit: boolean}>
  /**
   * The namespaces, sorted, when `-n` names several (`a,b`, `team-*`, `*,!kube-*`), which no command of kubectl
   * takes; undefined otherwise. For commands that only read. Throws what the server says when it has to be asked.
   */
  namespaces(): Promise<readonly string[] | undefined>
  /** For objects. While standard input is for manifests, no credential plugin may read that. */
  client(): Promise<RESTClient>
  /** For what the server says about itself. Credential plugins always may read standard input. */
  discoveryClient(): Promise<RESTClient>
  /** A client for what must still be done after a signal has ended the run: only `signal` ends its requests. */
  lastClient(signal: AbortSignal): Promise<RESTClient>
  /** What the server serves: groups, resources, its version. */
  discovery(): Promise<Discovery>
  mapper(): Promise<RESTMapper>
  /** The server's OpenAPI documents, for `serverValidates` and `OpenAPIPatchSchemas`. */
  openapi(): Promise<OpenAPIDocuments>
  /** How the server is reached, as the kubeconfig and the flags say. */
  restConfig(): Promise<RestConfig>
  /** What the user's arguments and files select (kubectl's Builder). Throws what is wrong with them. */
  select(query: ResourceQuery): Promise<Selection>
  /** Writes a `Warning: …` line to stderr, yellow where colour is allowed (kubectl's WarningPrinter). */
  warn(message: string): Promise<void>
  /**
   * Ends the run: closes connections. Throws for `--warnings-as-errors` when the server sent warnings
   * (kubectl's PersistentPostRunE).
   */
  finish(): void
}
