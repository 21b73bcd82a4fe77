import {isObject, type JsonObject} from '../../api/json.ts'
import type {DryRun} from '../../api/dry-run.ts'
import {fieldAt, type KubeObject} from '../../api/object.ts'
import {sleep} from '../../base/sleep.ts'
import {hasReason} from '../../client/status.ts'
import {DefinedKinds} from '../../resources/defined-kinds.ts'
import type {Info} from '../../resources/info.ts'
import {parseObject} from '../../resources/response-object.ts'
import type {Session} from '../../session/session.ts'

/** A server needs a fraction of a second to serve a new kind. */
const patience = 30_000
const firstPause = 25
const longestPause = 500

/** Kinds that definitions of the same input bring, from their creation until the server serves them. */
export class ComingKinds {
  private readonly session: Session
  private readonly dryRun: DryRun
  private readonly made = new DefinedKinds()
  private readonly waits = new Map<string, Promise<void>>()

  constructor(session: Session, dryRun: DryRun) {
    this.session = session
    this.dryRun = dryRun
  }

  /**
   * Waits until the server takes objects of the info's kind, if that is one of the input's own. Throws what kubectl
   * says of an unknown kind when the definition was not made, or why it is not served.
   */
  async ready(info: Info): Promise<void> {
    // What is remembered of the server's kinds may be older than a definition that was just made (again).
    const definition = info.definedBy?.name ?? this.made.find(info.mapping.kind)?.name
    if (definition === undefined || this.dryRun !== 'none') return
    const {group, version, resource} = info.mapping.resource
    const key = `${group}/${version}/${resource}`
    let wait = this.waits.get(key)
    if (wait === undefined) this.waits.set(key, (wait = this.wait(info, definition)))
    await wait.catch((error: unknown) => {
      throw error instanceof MissingDefinition ? (info.definedBy?.missing ?? error) : error
    })
  }

  /** Takes note of an object of the input that was made or changed, if it is a definition. */
  note(object: KubeObject): void {
    this.made.add(object)
  }

  private async wait(info: Info, definition: string): Promise<void> {
    const {signal, now} = this.session.host
    const end = now() + patience
    for (let pause = firstPause; !(await this.isServed(info, definition)); pause *= 2) {
      if (now() > end)
        throw new Error(`timed out waiting for CustomResourceDefinition "${definition}" to be established`)
      await sleep(Math.min(pause, longestPause), signal)
    }
    // What is cached of the server's kinds is older than this one.
    ;(await this.session.discovery()).invalidate()
  }

  private async isServed({mapping: {resource}}: Info, definition: string): Promise<boolean> {
    const object = await this.read(definition)
    const named = conditionOf(object, 'NamesAccepted')
    if (named?.['status'] === 'False') {
      throw new Error(
        `CustomResourceDefinition "${definition}" is not served, its names are taken: ${JSON.stringify(named['message'])}`,
      )
    }
    const versions = fieldAt(object, 'spec', 'versions')
    const isVersion = (each: unknown): boolean =>
      isObject(each) && each['name'] === resource.version && each['served'] === true
    // The definition is an older one that could not be changed.
    if (!Array.isArray(versions) || !versions.some(isVersion)) throw new MissingDefinition()
    if (conditionOf(object, 'Established')?.['status'] !== 'True') return false
    try {
      const {resources} = await (await this.session.discovery()).resourcesOf(resource.group, resource.version)
      return resources.some(({name}) => name === resource.resource)
    } catch (error) {
      if (hasReason(error, 'NotFound')) return false
      throw error
    }
  }

  private async read(definition: string): Promise<KubeObject> {
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${encodeURIComponent(definition)}`
    try {
      const response = await (await this.session.client()).send({method: 'GET', path})
      return parseObject(await response.text())
    } catch (error) {
      throw hasReason(error, 'NotFound') ? new MissingDefinition() : error
    }
  }
}

/** The definition could not be made; its own error tells why. */
class MissingDefinition extends Error {
  override message = 'the definition of the kind is not there'
}

function conditionOf(object: KubeObject, type: string): JsonObject | undefined {
  const conditions = fieldAt(object, 'status', 'conditions')
  if (!Array.isArray(conditions)) return undefined
  return conditions.filter((each) => isObject(each)).find((condition) => condition['type'] === type)
}
