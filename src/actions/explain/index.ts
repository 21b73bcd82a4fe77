import {parseGroupVersion} from '../../api/schema.ts'
import {messageOf} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'
import {harmless} from '../../base/terminal-text.ts'
import {describeKind, describeResource} from '../../discovery/errors.ts'
import type {RESTMapper} from '../../discovery/mapping.ts'
import {schemaOfKind} from '../../openapi/schema.ts'
import type {OpenAPIDocuments} from '../../openapi/server-documents.ts'
import type {Session} from '../../session/session.ts'
import {pathOfVersion, pathWithGroup, type ResourcePath} from './resource-path.ts'

export interface ExplainOptions {
  readonly args: readonly string[]
  /** '' for the version that the server prefers. */
  readonly apiVersion: string
  readonly output: string
  readonly recursive: boolean
  readonly maxDepth: number
}

/**
 * Prints the documentation of a resource or of its fields (kubectl's explain.go). Throws what is wrong with
 * the arguments, NoResourceMatchError, `couldn't find resource for "…"`, `field "x" does not exist`.
 */
export async function explain(session: Session, options: ExplainOptions): Promise<void> {
  const mapper = await session.mapper()
  const documents = await session.openapi()
  validate(options)
  const {apiVersion, output} = options
  const find = apiVersion === '' ? pathWithGroup : pathOfVersion
  const path = await find(options.args[0]!, mapper)
  const old =
    output === 'plaintext-openapiv2' || (output === 'plaintext' && !(await servesVersion3(documents)))
  if (old) await explainVersion2(session, mapper, documents, path, options)
  else await explainVersion3(session, documents, path, options)
}

function validate({args, recursive, maxDepth}: ExplainOptions): void {
  if (args.length === 0) {
    throw new Error(
      'You must specify the type of resource to explain. ' +
        'Use "kubectl api-resources" for a complete list of supported resources.\n',
    )
  }
  if (args.length > 1) throw new Error('We accept only this format: explain RESOURCE\n')
  if (maxDepth > 0 && !recursive) throw new Error('--max-depth requires --recursive')
  if (maxDepth < 0) throw new Error('--max-depth must be non-negative')
}

function servesVersion3(documents: OpenAPIDocuments): Promise<boolean> {
  return documents.paths().then(
    () => true,
    () => false,
  )
}

async function explainVersion3(
  session: Session,
  documents: OpenAPIDocuments,
  {resource: found, fields}: ResourcePath,
  options: ExplainOptions,
): Promise<void> {
  const {apiVersion, output} = options
  const resource = apiVersion === '' ? found : {...found, ...parseGroupVersion(apiVersion)}
  const path =
    resource.group === '' ? `api/${resource.version}` : `apis/${resource.group}/${resource.version}`
  const paths = await documents.paths().catch((error: unknown) => {
    throw new Error(`failed to fetch list of groupVersions: ${messageOf(error)}`)
  })
  if (!paths.has(path)) throw new Error(`couldn't find resource for "${describeResource(resource)}"`)
  const document = await documents.v3(resource).catch((error: unknown) => {
    throw new Error(`failed to fetch openapi schema for ${path}: ${messageOf(error)}`)
  })
  if (output !== 'plaintext') throw new Error(`unrecognized format: ${output}`)
  const {printPlaintext} = await import('./plaintext.ts')
  printPlaintext(document, resource, fields, options, harmless(session.io.out))
}

async function explainVersion2(
  session: Session,
  mapper: RESTMapper,
  documents: OpenAPIDocuments,
  {resource, fields}: ResourcePath,
  options: ExplainOptions,
): Promise<void> {
  const found = await mapper.kindFor(resource).catch(() => mapper.kindFor({...resource, version: ''}))
  const kind = options.apiVersion === '' ? found : {...found, ...parseGroupVersion(options.apiVersion)}
  const document = await documents.v2()
  const schema = schemaOfKind(document, kind)
  if (schema === undefined) throw new Error(`couldn't find resource for ${goQuote(describeKind(kind))}`)
  const {printModel} = await import('./v2/model.ts')
  printModel(document, schema, kind, fields, options, harmless(session.io.out))
}
