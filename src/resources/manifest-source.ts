import {newAggregate} from '../base/aggregate.ts'
import {withHint, messageOf, toError} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {isObject, type JsonValue} from '../api/json.ts'
import {isList, type KubeList, type KubeObject, nameOf, namespaceOf} from '../api/object.ts'
import {kindOf} from '../api/schema.ts'
import {ConnectionError} from '../client/status.ts'
import {NoKindMatchError} from '../discovery/errors.ts'
import {formatJSON} from '../yaml/json.ts'
import {decodeManifest, DocumentError, type ManifestDocument, readDocuments} from '../yaml/documents.ts'
import {YamlError} from '../yaml/yaml-error.ts'
import type {DefinedKinds} from './defined-kinds.ts'
import type {Info} from './info.ts'
import {itemsFault} from './list-items.ts'
import {withListType} from './list-source.ts'
import {jsonKind, metadataFault} from './object-meta.ts'
import type {ObjectTypes} from './object-types.ts'
import type {ResourceQuery} from './query.ts'
import {decodingFault, untyped, untypedItem} from './scheme.ts'
import {type Batch, failedBatch, type Source} from './source.ts'

/** One document of a file or stream. */
interface SourceDocument extends ManifestDocument {
  /** The file, URL or STDIN. */
  readonly source: string
}

export interface ManifestContext {
  types(): Promise<ObjectTypes>
  /** See ResourceQuery. */
  readonly scheme?: ResourceQuery['scheme']
  readonly validate?: ((document: SourceDocument) => void | Promise<void>) | undefined
  /** Kinds that the input itself defines; undefined to know only those of the server. */
  readonly defined?: DefinedKinds | undefined
}

/**
 * The objects of one file or stream, Lists taken apart (cli-runtime's StreamVisitor and
 * FlattenListVisitor). A document that cannot be used is a failure of its own; one that cannot be
 * parsed or validated ends the source.
 */
export function manifestSource(
  name: string,
  read: () => Promise<Uint8Array>,
  context: ManifestContext,
  decode: typeof decodeManifest = decodeManifest,
): Source {
  return {
    async *batches() {
      const bytes = await read()
      for (const document of documents(() => decode(bytes), name)) {
        await validate(document, context)
        yield await batchOf(document, context)
      }
    },
  }
}

function* documents(decode: () => string, source: string): Generator<SourceDocument> {
  let text = ''
  try {
    text = decode()
    for (const document of readDocuments(text)) yield {...document, source}
  } catch (error) {
    const failure = new Error(`error parsing ${source}: ${messageOf(error)}`)
    if (!(error instanceof DocumentError)) throw failure
    throw withHint(failure, placeOf(error, text, source))
  }
}

/** Line and column of the mistake, as far as they are known: YAML's count from the document's start. */
function placeOf({message, index, line, cause}: DocumentError, text: string, source: string): string {
  const document = index === 0 ? 'the first document' : `document ${index + 1}, which begins on line ${line}`
  const place = cause instanceof YamlError ? cause.place : undefined
  if (place !== undefined) return `${source}:${line + place.line}:${place.column + 1}: in ${document}`
  const offset = /^json: offset (\d+):/.exec(message)?.[1]
  if (offset === undefined || index > 0) return `${source}: ${document}`
  const before = text.slice(0, Number(offset)).split('\n')
  return `${source}:${before.length}:${before.at(-1)!.length}: in ${document}`
}

async function validate(document: SourceDocument, context: ManifestContext): Promise<void> {
  try {
    if (document.fault !== undefined && context.validate !== undefined) throw new Error(document.fault)
    await context.validate?.(document)
  } catch (error) {
    const advice = 'if you choose to ignore these errors, turn validation off with --validate=false'
    const message = `error validating ${goQuote(document.source)}: error validating data: ${messageOf(error)}; ${advice}`
    throw placed(new Error(message), document)
  }
}

/** Says which document it was, where that is not plain from the source. */
function placed<E extends Error>(error: E, {source, index, line}: Omit<SourceDocument, 'value'>): E {
  if (index === 0) return error
  return withHint(error, `${source}: document ${index + 1}, which begins on line ${line}`)
}

async function batchOf(document: SourceDocument, context: ManifestContext): Promise<Batch> {
  const unknown: Unknown = {count: 0}
  const batch = await readBatch(document, context, unknown)
  if (unknown.count === 0 || context.defined === undefined) return batch
  return {...batch, again: () => readBatch(document, context, {count: 0})}
}

/** How many objects of a document are of a kind that nobody knows. */
interface Unknown {
  count: number
}

async function readBatch(
  document: SourceDocument,
  context: ManifestContext,
  unknown: Unknown,
): Promise<Batch> {
  try {
    const object = decode(document, context)
    const info = await infoOf(object, document, context, unknown)
    return isList(object)
      ? await flattened(object, document, context, unknown)
      : {items: [info], isList: false}
  } catch (error) {
    return failedBatch(placed(error as Error, document))
  }
}

/** The document as an object. Throws `unable to decode …` when it is none. */
function decode({value, json, source, fault: broken}: SourceDocument, context: ManifestContext): KubeObject {
  const fail = (why: string): Error => new Error(`unable to decode ${goQuote(source)}: ${why}`)
  if (broken !== undefined) throw fail(broken)
  if (!isObject(value)) {
    throw fail(`json: cannot unmarshal ${jsonKind(value)} into Go value of type unstructured.detector`)
  }
  const {apiVersion, kind} = value
  if (!isName(kind) || !isGroupVersion(apiVersion)) {
    // JSON is shown as it was written, YAML as the JSON that it was turned into.
    throw fail(`Object 'Kind' is missing in '${json?.trim() ?? formatJSON(value)}'`)
  }
  const fault = metadataFault(value, json) ?? itemsFault(value) ?? typeFault(value, context, json)
  if (fault !== undefined) throw fail(fault)
  return value
}

/** What keeps a document from being read into a Go type, where that is wanted. */
function typeFault(object: KubeObject, {scheme}: ManifestContext, json?: string): string | undefined {
  if (scheme === undefined) return undefined
  const kind = kindOf(object)
  return decodingFault(object, scheme, json) ?? (scheme.has(kind) ? undefined : untyped(kind))
}

/** Unreadable apiVersions make apimachinery forget the kind too. */
function isGroupVersion(apiVersion: JsonValue | undefined): boolean {
  return typeof apiVersion !== 'string' || apiVersion.split('/').length <= 2
}

async function infoOf(
  object: KubeObject,
  document: SourceDocument,
  context: ManifestContext,
  unknown: Unknown,
): Promise<Info> {
  const {source} = document
  return located(object, source, context, unknown, (error) => {
    if (!(error instanceof NoKindMatchError)) {
      return new Error(`unable to recognize ${goQuote(source)}: ${messageOf(error)}`)
    }
    return new Error(
      `resource mapping not found for name: ${goQuote(nameOf(object))} namespace: ${goQuote(namespaceOf(object))} from ` +
        `${goQuote(source)}: ${error.message}\nensure CRDs are installed first`,
    )
  })
}

/** The object with its endpoint, as the server or else the input itself defines it. Throws what `explain` makes of a failure. */
async function located(
  object: KubeObject,
  source: string,
  {types, defined}: ManifestContext,
  unknown: Unknown,
  explain: (error: unknown) => Error,
): Promise<Info> {
  const info = {name: nameOf(object), namespace: namespaceOf(object), source, object}
  defined?.add(object)
  // Without a usable kubeconfig there is nothing to ask, whatever the object.
  const known = await types()
  try {
    return {...info, mapping: await known.mappingOf(object)}
  } catch (error) {
    const missing = explain(error)
    if (!(error instanceof NoKindMatchError)) throw missing
    const found = defined?.find(kindOf(object))
    if (found !== undefined) return {...info, mapping: found.mapping, definedBy: {name: found.name, missing}}
    unknown.count++
    throw missing
  }
}

/** The items of a List. A List in a List is refused, as kubectl refuses it. */
async function flattened(
  list: KubeList,
  document: SourceDocument,
  context: ManifestContext,
  unknown: Unknown,
): Promise<Batch> {
  const {apiVersion = '', kind = ''} = list
  const items = list.items.map((item: KubeObject | null) => withListType(item ?? {}, apiVersion, kind))
  if (items.some(isList)) {
    throw new Error('*unstructured.Unstructured is not a list: no Items field in this object')
  }
  const {scheme} = context
  const faults = scheme === undefined ? [] : items.flatMap((item) => decodingFault(item, scheme) ?? [])
  const failure = newAggregate(faults.map((fault) => new Error(fault)))
  if (failure !== undefined) throw failure
  const found: (Info | Error)[] = []
  for (const item of items) {
    found.push(await itemInfo(item, document, context, unknown).catch((error: unknown) => toError(error)))
  }
  return {items: found, isList: true}
}

function isName(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== ''
}

async function itemInfo(
  object: KubeObject,
  document: SourceDocument,
  context: ManifestContext,
  unknown: Unknown,
): Promise<Info> {
  // What is no string counts as missing.
  const missing = isName(object.kind)
    ? isName(object.apiVersion)
      ? undefined
      : "Object 'apiVersion' is missing in 'object has no apiVersion field'"
    : "Object 'Kind' is missing in 'object has no kind field '"
  if (missing !== undefined) {
    throw new Error(`unable to get type info from the object "*unstructured.Unstructured": ${missing}`)
  }
  const {scheme} = context
  if (scheme?.has(kindOf(object)) === false) throw new Error(untypedItem)
  return located(object, document.source, context, unknown, (error) => {
    if (error instanceof ConnectionError) return error
    return new Error(`unable to recognize ${messageOf(error)}`)
  })
}
