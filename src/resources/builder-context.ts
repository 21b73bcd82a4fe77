import type {Host} from '../base/host.ts'
import type {RESTClient} from '../client/request.ts'
import type {RESTMapper} from '../discovery/mapping.ts'
import type {ValidationContext} from './validate.ts'

/** What the builder works with. */
export interface BuilderContext extends ValidationContext {
  readonly host: Host
  /** The program's name for examples in messages. */
  readonly program: string
  readonly client: () => Promise<RESTClient>
  readonly mapper: () => Promise<RESTMapper>
}
