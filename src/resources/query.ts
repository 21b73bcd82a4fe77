import type {FieldValidation} from '../api/field-validation.ts'
import type {RESTMapping} from '../discovery/mapping.ts'
import type {ReadOptions} from './helper.ts'
import type {Info} from './info.ts'
import type {Scheme} from './scheme.ts'

/**
 * What a command wants to work on, as the user said it (the calls on cli-runtime's Builder as data).
 * Everything but the namespace may be left out.
 */
export interface ResourceQuery {
  /** The namespace that objects without one get; ignored with `allNamespaces`. */
  readonly namespace: string
  /** The user named the namespace: a manifest with another one is refused (RequireNamespace). */
  readonly explicitNamespace?: boolean
  readonly allNamespaces?: boolean
  /** Several namespaces in place of one. */
  readonly namespaces?: readonly string[] | undefined
  /** Whole types that were looked up already, in place of arguments. */
  readonly mappings?: readonly RESTMapping[] | undefined
  /** TYPE, TYPE NAME…, TYPE/NAME…, `a,b`. */
  readonly args?: readonly string[]
  /** NAMEs of this type, or TYPE/NAMEs, for commands that mean one type unless told otherwise (Builder.ResourceNames). */
  readonly resourceNames?: {readonly type: string; readonly names: readonly string[]}
  readonly filenames?: readonly string[]
  readonly kustomize?: string | undefined
  readonly recursive?: boolean
  /** Objects in a text that is at hand, by the name it has in messages. */
  readonly stream?: {readonly name: string; readonly content: Uint8Array}
  /** What was read from files, URLs and stdin, by name, for queries that share it: a pipe gives its content once. */
  readonly contents?: Map<string, Promise<Uint8Array>>
  readonly labelSelector?: string | undefined
  readonly fieldSelector?: string | undefined
  /** `--all`: every object of the types. */
  readonly all?: boolean
  /** A type alone means all of its objects. */
  readonly typeMeansAll?: boolean
  readonly subresource?: string | undefined
  /** Objects per list request; 0 for all at once. */
  readonly chunkSize?: number
  /** Go on after a failure and throw all of them at the end. */
  readonly continueOnError?: boolean
  /** Replace what manifests say by what the server has. */
  readonly latest?: boolean
  /** Read objects that were named (the default); without, their infos have no object. */
  readonly requireObject?: boolean
  /** Read what was named or is in files only when all before it is done with; `visit` then sees it as it is by now. */
  readonly oneByOne?: boolean
  readonly singleResourceType?: boolean
  /** Take manifests as they are and ask no server about them (`--local`); there are no arguments or selectors then. */
  readonly local?: boolean
  /** The Go types that objects in files must fit into, for commands in which kubectl has it so. */
  readonly scheme?: Scheme
  /** Check manifests before they are used, as `--validate` says. */
  readonly validate?: FieldValidation
  /** Take kinds that the server does not know from the definitions in the manifests (Info.definedBy). */
  readonly defineKinds?: boolean
  /** What is wrong elsewhere and is told after all that is wrong with the query (Builder.AddError). */
  readonly error?: Error | undefined
  /** How to ask the server for objects, e.g. as a Table. */
  readonly read?: ReadOptions | undefined
  /** What becomes of what was read: the objects of a Table for instance, or nothing. What it throws ends that list. */
  readonly expand?: ((info: Info) => readonly Info[]) | undefined
}
