import {goQuote} from '../../base/go-quote.ts'
import type {KubeObject} from '../../api/object.ts'
import {nameOf, namespaceOf} from '../../api/object.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import type {Info} from '../../resources/info.ts'
import {describeKind, describeResource} from '../../discovery/errors.ts'

/** An object while it is being applied. */
export interface Target {
  readonly mapping: RESTMapping
  readonly source: string
  readonly namespace: string
  readonly name: string
  /** From the file at first, then as the server has it. */
  object: KubeObject
}

/** The target an info stands for. */
export function targetOf({mapping, source, namespace, name, object}: Info): Target {
  return {mapping, source, namespace, name, object: object ?? {}}
}

/** The target as messages show it (resource.Info.String). */
export function describeTarget({mapping, name, namespace}: Target): string {
  const resource = goQuote(describeResource(mapping.resource))
  return (
    `Resource: ${resource}, GroupVersionKind: ${goQuote(describeKind(mapping.kind))}\n` +
    `Name: ${goQuote(name)}, Namespace: ${goQuote(namespace)}`
  )
}

/** `deployments/x`. */
export function shortName({mapping, name}: Target): string {
  return `${mapping.resource.resource}/${name}`
}

/** The target with the server's object, and that object's name and namespace (resource.Info.Refresh). */
export function refreshed(target: Target, object: KubeObject): Target {
  return {...target, name: nameOf(object), namespace: namespaceOf(object), object}
}

/** What is said of changes to an object that is going away; undefined when it is not. */
export function deletingWarning({metadata}: KubeObject): string | undefined {
  if (!metadata?.deletionTimestamp) return undefined
  return `Warning: Detected changes to resource ${metadata.name ?? ''} which is currently being deleted.\n`
}

/** The error for an object that is no longer the one that a plan was made for. */
export function movedOn(target: Target, cause?: unknown): Error {
  return new Error(`${shortName(target)} is no longer as it was when the plan was made`, {cause})
}
