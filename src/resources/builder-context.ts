import type {Host} from '../base/host.ts'
import type {RESTClient} from '../client/request.ts'
import type {RESTMapper} from '../discovery/mapping.ts'
import type {OpenAPIDocuments} from '../openapi/documents.ts'

/** What the builder works with. */
export interface BuilderContext {
  readonly host: Host
  /** The program's name for examples in messages. */
  readonly program: string
  readonly client: () => Promise<RESTClient>
  readonly mapper: () => Promise<RESTMapper>
  readonly openapi: () => Promise<OpenAPIDocuments>
}
