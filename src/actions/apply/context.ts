import type {KubeObject} from '../../api/object.ts'
import type {RESTClient} from '../../client/request.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import type {PatchSchemaSource} from '../../patch/schema.ts'
import {Helper, type MutationOptions} from '../../resources/helper.ts'
import {type ApplyOptions, fieldManagerOf} from './options.ts'
import type {LiveObjects} from './live-objects.ts'
import type {Target} from './target.ts'

/** What applying one object works with. */
export interface ApplyContext {
  /** Applies an object in the way the options say. Throws what kubectl reports for it. */
  readonly apply: (target: Target, context: ApplyContext, note: (text: string) => void) => Promise<Applied>
  readonly options: ApplyOptions
  readonly client: RESTClient
  readonly signal: AbortSignal
  /** What the server has, where many objects were read at once. */
  readonly live: LiveObjects
  /** What a plan says the server must have of an object, undefined in it for nothing; without a plan anything will do. */
  planned?: ((target: Target) => ObjectVersion | undefined) | undefined
  /** The program's name for messages. */
  readonly program: string
  /** How the server says to merge; undefined with `--openapi-patch=false`. */
  readonly openapi: PatchSchemaSource | undefined
  /** Changes objects of this resource, in the ways the options say. */
  helper(mapping: RESTMapping, more?: MutationOptions): Helper
}

/** One state of one object. */
export interface ObjectVersion {
  readonly uid: string
  readonly resourceVersion: string
}

/** An object that was applied. */
export interface Applied {
  readonly target: Target
  /** What was done: `created`, `configured`, `unchanged`, `serverside-applied`. */
  readonly operation: string
  /** The object's uid: pruning leaves it alone. */
  readonly uids: readonly string[]
  /** The object as it was before, where it was read and there was one. */
  readonly before?: KubeObject | undefined
}

/** Makes helpers with the options' dry run, field manager and field validation. */
export function helperFactory(client: RESTClient, options: ApplyOptions): ApplyContext['helper'] {
  const common: MutationOptions = {
    dryRun: options.dryRun === 'server',
    fieldManager: fieldManagerOf(options),
    fieldValidation: options.fieldValidation,
  }
  return (mapping, more = {}) => new Helper(client, mapping, {...common, ...more})
}
