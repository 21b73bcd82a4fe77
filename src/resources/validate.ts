import type {FieldValidation} from '../api/field-validation.ts'
import {isObject, type JsonValue} from '../api/json.ts'
import {type GroupVersionKind, kindOf, parseGroupVersion} from '../api/schema.ts'
import {newAggregate} from '../base/aggregate.ts'
import {messageOf} from '../base/errors.ts'
import type {Logger} from '../base/logger.ts'
import type {ManifestDocument} from '../yaml/documents.ts'
import {type FieldValidationContext, serverValidates} from './field-validation.ts'

/** What of a document is looked at. */
type Content = Pick<ManifestDocument, 'value' | 'json'>

/** What documents are checked with. */
export interface ValidationContext extends FieldValidationContext {
  readonly logger: Logger
}

/**
 * Checks documents as kubectl does before it sends them (validation.paramVerifyingSchema): each must say
 * what it is, and where the server does not check fields, they are checked here.
 */
export class DocumentValidator {
  private readonly context: ValidationContext
  private readonly directive: FieldValidation
  private readonly verdicts = new Map<string, Promise<boolean>>()

  constructor(context: ValidationContext, directive: FieldValidation) {
    this.context = context
    this.directive = directive
  }

  /** Throws what is wrong with the document. */
  async check(document: Content): Promise<void> {
    throwFaults(typeFaults(document.value))
    const kind = kindOf(document.value as {apiVersion: string; kind: string})
    if (await this.isCheckedByServer(kind)) return
    if (this.directive === 'Warn') {
      this.context.logger.warning(
        'schema.go:145',
        'cannot perform warn validation if server-side field validation is unsupported, skipping validation',
      )
    } else throwFaults(await this.clientFaults(document, kind))
  }

  private isCheckedByServer(kind: GroupVersionKind): Promise<boolean> {
    const key = Object.values(kind).join('/')
    let verdict = this.verdicts.get(key)
    if (verdict === undefined) {
      verdict = serverValidates(this.context, kind)
      this.verdicts.set(key, verdict)
    }
    return verdict
  }

  private async clientFaults({value, json}: Content, kind: GroupVersionKind): Promise<string[]> {
    const faults = isPlainList(kind) ? await this.listFaults(value) : await this.modelFaults(value, kind)
    if (json === undefined) return faults
    const {doubleKeys} = await import('./double-keys.ts')
    return [...faults, ...doubleKeys(json)]
  }

  private async listFaults(list: JsonValue): Promise<string[]> {
    if (!isObject(list) || !Array.isArray(list['items'])) return [invalidObject]
    const faults: string[] = []
    for (const item of list['items']) {
      const wrong = typeFaults(item)
      faults.push(
        ...(wrong.length > 0
          ? wrong
          : await this.modelFaults(item, kindOf(item as {apiVersion: string; kind: string}))),
      )
    }
    return faults
  }

  private async modelFaults(value: JsonValue, kind: GroupVersionKind): Promise<string[]> {
    const {modelFaults} = await import('../openapi/validate-model.ts')
    return modelFaults(await (await this.context.openapi()).v2(), value, kind)
  }
}

const invalidObject = 'invalid object to validate'

function isPlainList({group, version, kind}: GroupVersionKind): boolean {
  return group === '' && version === 'v1' && kind === 'List'
}

function throwFaults(faults: readonly string[]): void {
  const failure = newAggregate(faults.map((fault) => new Error(fault)))
  if (failure !== undefined) throw failure
}

function typeFaults(value: JsonValue): string[] {
  if (!isObject(value)) return [invalidObject]
  const faults: string[] = []
  const {apiVersion, kind} = value
  if (apiVersion === undefined || apiVersion === null) faults.push('apiVersion not set')
  else if (typeof apiVersion !== 'string') faults.push("apiVersion isn't string type")
  else faults.push(...groupVersionFaults(apiVersion))
  if (kind === undefined || kind === null) faults.push('kind not set')
  else if (typeof kind !== 'string') faults.push("kind isn't string type")
  return faults
}

function groupVersionFaults(apiVersion: string): string[] {
  try {
    parseGroupVersion(apiVersion)
    return []
  } catch (error) {
    return [messageOf(error)]
  }
}
