import type {KubeObject} from '../api/object.ts'
import type {RESTMapping} from '../discovery/mapping.ts'

/** One object on its way through a command (cli-runtime's resource.Info). */
export interface Info {
  readonly mapping: RESTMapping
  /** '' for cluster-scoped objects. */
  readonly namespace: string
  /** '' while the name is not yet known (generateName). */
  readonly name: string
  /** Where it came from for messages: a file name, a URL, `STDIN`; '' when named on the command line. */
  readonly source: string
  readonly subresource?: string
  /** Set where the server does not know the kind yet, but a definition in the same input brings it. */
  readonly definedBy?: Definition
  /** As last read from the file or the server; undefined until it was. */
  object?: KubeObject
}

/** A definition of the input that a custom resource of the input depends on. */
export interface Definition {
  /** The name of the CustomResourceDefinition. */
  readonly name: string
  /** What is wrong with the custom resource when the definition does not come. */
  readonly missing: Error
}

/** Infos of one lane do not depend on each other; a file may need those of the lane before (a namespace, an account). */
export function laneOf(info: Info): string {
  const {group, resource} = info.mapping.resource
  return `${resource}.${group}`
}

/** The same for two mentions of one object; undefined while the server still has to make up the name. */
export function identityOf(info: Info): string | undefined {
  return info.name === '' ? undefined : `${laneOf(info)}/${info.namespace}/${info.name}`
}
