import {resolve} from 'node:path'
import type {FieldValidation} from '../api/field-validation.ts'
import {FileError, errorCode} from '../base/go-file-error.ts'
import {readAll} from '../base/io.ts'
import {decodeStream} from '../yaml/documents.ts'
import type {BuilderContext} from './builder-context.ts'
import {expandPath, nothingToRead} from './manifest-paths.ts'
import {manifestSource, type ManifestContext} from './manifest-source.ts'
import {localTypes, serverTypes} from './object-types.ts'
import type {ResourceQuery} from './query.ts'
import type {Source} from './source.ts'
import type {DocumentValidator} from './validate.ts'

/** The sources that `-f` and `-k` name, and what is wrong with the names. */
export interface FoundManifests {
  readonly sources: Source[]
  /** A single file that is no stream: its only object is printed bare. */
  readonly single: boolean
  readonly errors: readonly Error[]
}

/** Finds the files, URLs and streams of a query (Builder.FilenameParam). Reads none of them yet. */
export async function findManifests(context: BuilderContext, query: ResourceQuery): Promise<FoundManifests> {
  const {filenames = [], kustomize, recursive = false, stream} = query
  const conflicts = conflictsOf(query)
  if (conflicts.length > 0) return {sources: [], single: false, errors: conflicts}
  // What checks objects is made first, and cannot be made without a server (factory's Validator).
  if (validationOf(query) !== 'Ignore') await context.client()
  const {definingSource, DefinedKinds} = await import('./defined-kinds.ts')
  const manifests = {
    ...manifestContext(context, query),
    keep: keeper(query),
    defined: query.defineKinds ? new DefinedKinds() : undefined,
  }
  const found: {sources: Source[]; errors: Error[]; folder: boolean; stdin: boolean} = {
    sources: [],
    errors: [],
    folder: false,
    stdin: false,
  }
  if (stream) {
    found.sources.push(manifestSource(stream.name, async () => stream.content, manifests, decodeStream))
  }
  for (const name of filenames) {
    if (name === '-') addStdin(context, manifests, found)
    else if (/^https?:\/\//.test(name)) found.sources.push(urlSource(context, manifests, name))
    else await addPath(context, manifests, found, name, recursive)
  }
  if (kustomize) found.sources.push(kustomizeSource)
  const {sources, errors, folder, stdin} = found
  const single = !folder && !stdin && sources.length === 1
  const isOne = query.defineKinds === true && sources.length > 0
  return {sources: isOne ? [definingSource(sources)] : sources, errors, single}
}

/** Fails where kubectl builds the kustomization: after all that is wrong with the command line. */
const kustomizeSource: Source = {
  batches() {
    throw new Error('kustomize (-k) is not supported yet')
  },
}

function validationOf({validate = 'Ignore'}: ResourceQuery): FieldValidation {
  return validate
}

function manifestContext(context: BuilderContext, query: ResourceQuery): ManifestContext {
  const {local, scheme} = query
  const directive = validationOf(query)
  const types = local ? async () => localTypes : async () => serverTypes(await context.mapper())
  if (directive === 'Ignore') return {types, scheme}
  let validator: DocumentValidator | undefined
  return {
    types,
    scheme,
    async validate(document) {
      const {DocumentValidator} = await import('./validate.ts')
      validator ??= new DocumentValidator(context, directive)
      await validator.check(document)
    },
  }
}

type Read = () => Promise<Uint8Array>

/** Reads an input by its name, or gives what an earlier query of the same inputs has read. */
type Keep = (name: string, read: Read) => Read

function keeper({contents}: ResourceQuery): Keep {
  if (contents === undefined) return (_, read) => read
  return (name, read) => () => {
    const content = contents.get(name) ?? read()
    contents.set(name, content)
    return content
  }
}

/** How inputs are read and made into objects. */
interface Manifests extends ManifestContext {
  readonly keep: Keep
}

function conflictsOf({filenames = [], kustomize, recursive}: ResourceQuery): Error[] {
  if (!kustomize) return []
  const errors: Error[] = []
  if (filenames.length > 0) errors.push(new Error('only one of -f or -k can be specified'))
  if (recursive) errors.push(new Error("the -k flag can't be used with -f or -R"))
  return errors
}

function addStdin(
  context: BuilderContext,
  manifests: Manifests,
  found: {sources: Source[]; errors: Error[]; stdin: boolean},
): void {
  if (found.stdin) {
    found.errors.push(new Error('standard input cannot be used for multiple arguments'))
  }
  found.stdin = true
  const read = manifests.keep('-', () => readAll(context.host.io.in))
  found.sources.push(manifestSource('STDIN', read, manifests))
}

async function addPath(
  context: BuilderContext,
  manifests: Manifests,
  found: {sources: Source[]; errors: Error[]; folder: boolean},
  name: string,
  recursive: boolean,
): Promise<void> {
  const {cwd} = context.host
  const {matches, files, errors} = await expandPath(name, recursive, cwd)
  if (files.length > 1) found.folder = true
  found.errors.push(...errors)
  const source = (file: string): Source =>
    manifestSource(
      file,
      manifests.keep(file, () => readFile(file, cwd)),
      manifests,
    )
  found.sources.push(...files.map(source))
  if (found.sources.length === 0 && found.errors.length === 0) found.errors.push(nothingToRead(matches))
}

async function readFile(file: string, cwd: string): Promise<Uint8Array> {
  const fs = await import('node:fs/promises')
  try {
    return await fs.readFile(resolve(cwd, file))
  } catch (error) {
    throw new FileError(errorCode(error) === 'EISDIR' ? 'read' : 'open', file, error)
  }
}

function urlSource(context: BuilderContext, manifests: Manifests, url: string): Source {
  const read = manifests.keep(url, async () => {
    const {readURL} = await import('./read-url.ts')
    return readURL(url, context.host)
  })
  return manifestSource(url, read, manifests, decodeStream)
}
