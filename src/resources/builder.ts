import {newAggregate, reduce} from '../base/aggregate.ts'
import {messageOf, withHint} from '../base/errors.ts'
import {goQuote} from '../base/go-quote.ts'
import {NoResourceMatchError} from '../discovery/errors.ts'
import type {RESTMapper, RESTMapping} from '../discovery/mapping.ts'
import {formatGroupResource} from '../api/schema.ts'
import {namesOfType, type ParsedArguments, parseArguments} from './arguments.ts'
import type {BuilderContext} from './builder-context.ts'
import type {Info} from './info.ts'
import {listSource, listsSource} from './list-source.ts'
import type {ResourceQuery} from './query.ts'
import {Selection, type SelectionOptions} from './selection.ts'
import {namedSource, type Source} from './source.ts'

const missingResource = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`

/**
 * Finds out what the query selects (cli-runtime's Builder.Do). Types are looked up here; objects and
 * files are read when the selection is walked. Throws everything that is wrong with the query itself.
 */
export async function select(context: BuilderContext, query: ResourceQuery): Promise<Selection> {
  return new Builder(context, query).build()
}

class Builder {
  private readonly context: BuilderContext
  private readonly query: ResourceQuery
  private readonly namespace: string
  private readonly errors: Error[] = []

  constructor(context: BuilderContext, query: ResourceQuery) {
    this.context = context
    this.query = query
    this.namespace = query.allNamespaces || query.namespaces ? '' : query.namespace
  }

  async build(): Promise<Selection> {
    const manifests = await this.manifests()
    this.checkSelectors()
    const parsed = await this.arguments()
    if (this.query.error !== undefined) this.errors.push(this.query.error)
    const failure = reduce(newAggregate(this.errors))
    if (failure !== undefined) throw failure
    if (manifests !== undefined) return this.byManifests(manifests, parsed)
    if (this.query.mappings !== undefined)
      return this.byMappings(this.query.mappings, this.query.labelSelector?.trim() ?? '')
    if (this.labelSelector(parsed) !== undefined || this.fieldSelector() !== undefined) {
      return this.bySelector(parsed)
    }
    if (parsed.tuples.length > 0) return this.byTuples(parsed)
    if (parsed.names.length > 0) return this.byNames(parsed)
    if (parsed.types.length > 0) {
      await this.mappings(parsed.types)
      throw new Error('resource(s) were provided, but no name was specified')
    }
    throw new Error(missingResource)
  }

  private async manifests(): Promise<{sources: Source[]; single: boolean} | undefined> {
    const {filenames = [], kustomize, stream} = this.query
    if (filenames.length === 0 && !kustomize && stream === undefined) return undefined
    const {findManifests} = await import('./find-manifests.ts')
    const found = await findManifests(this.context, this.query)
    this.errors.push(...found.errors)
    return found.sources.length > 0 ? found : undefined
  }

  private checkSelectors(): void {
    const {all, labelSelector, fieldSelector} = this.query
    if (!all) return
    // The texts are odd, but scripts may know them.
    if (labelSelector?.trim() || fieldSelector?.trim()) {
      this.errors.push(new Error("setting 'all' parameter but found a non empty selector. "))
    }
  }

  private async arguments(): Promise<ParsedArguments> {
    const {resourceNames} = this.query
    try {
      if (resourceNames !== undefined) {
        return {tuples: namesOfType(resourceNames.type, resourceNames.names), types: [], names: []}
      }
      return await parseArguments(this.query.args ?? [], this.context.program, (type) => this.expand(type))
    } catch (error) {
      this.errors.push(error as Error)
      return {tuples: [], types: [], names: []}
    }
  }

  /** A type, or the types of a category. Without a usable kubeconfig every one of them is an error (ReplaceAliases). */
  private async expand(type: string): Promise<readonly string[]> {
    let mapper: RESTMapper
    try {
      mapper = await this.context.mapper()
    } catch (error) {
      this.errors.push(error as Error)
      return []
    }
    const members = await mapper.expandCategory(type)
    return members === undefined ? [type] : members.map(formatGroupResource)
  }

  /** '' selects everything, undefined is no selector. */
  private labelSelector(parsed: ParsedArguments): string | undefined {
    if (this.query.all) return ''
    const selector = this.query.labelSelector?.trim()
    if (selector) return selector
    const onlyTypes = parsed.types.length > 0 && parsed.names.length === 0
    return onlyTypes && this.query.typeMeansAll ? '' : undefined
  }

  private fieldSelector(): string | undefined {
    return this.query.fieldSelector?.trim() || undefined
  }

  private async bySelector(parsed: ParsedArguments): Promise<Selection> {
    if (parsed.names.length > 0) {
      throw new Error('name cannot be provided when a selector is specified')
    }
    if (parsed.tuples.length > 0) {
      throw new Error('selectors and the all flag cannot be used when passing resource/name arguments')
    }
    if (parsed.types.length === 0) {
      throw new Error('at least one resource must be specified to use a selector')
    }
    if (this.query.subresource) {
      throw new Error('subresource cannot be used when bulk resources are specified')
    }
    return this.byMappings(await this.mappings(parsed.types), this.labelSelector(parsed) ?? '')
  }

  private async byMappings(mappings: readonly RESTMapping[], labelSelector: string): Promise<Selection> {
    const mapper = await this.context.mapper()
    const lists = mappings.flatMap((mapping) =>
      this.namespacesOf(mapping).map((namespace) => ({
        mapping,
        namespace,
        labelSelector,
        fieldSelector: this.fieldSelector() ?? '',
        limit: this.query.chunkSize ?? 0,
        read: this.query.read,
      })),
    )
    const client = () => this.context.client()
    const {namespaces, mappings: many} = this.query
    const sources =
      namespaces === undefined && many === undefined
        ? lists.map((list) => listSource(client, mapper, list))
        : [listsSource(client, mapper, lists)]
    return this.selection(sources, {
      lists,
      types: mappings,
      singleItemImplied: false,
      targetsSingleItems: false,
    })
  }

  private async byTuples(parsed: ParsedArguments): Promise<Selection> {
    const mappings = new Map<string, RESTMapping>()
    for (const {resource} of parsed.tuples) {
      if (!mappings.has(resource)) mappings.set(resource, await this.mapping(resource))
    }
    const kinds = new Set([...mappings.values()].map(({resource}) => JSON.stringify(resource)))
    if (kinds.size > 1 && this.query.singleResourceType) throw multipleTypes()
    const infos = parsed.tuples.flatMap(({resource, name}) => this.named(mappings.get(resource)!, name))
    return this.selection([namedSource(infos)], {
      types: [...mappings.values()],
      singleItemImplied: infos.length === 1 && this.query.namespaces === undefined,
      targetsSingleItems: true,
    })
  }

  private async byNames(parsed: ParsedArguments): Promise<Selection> {
    if (parsed.types.length === 0) {
      throw new Error('you must provide a resource and a resource name together')
    }
    if (parsed.types.length > 1) throw new Error('you must specify only one resource')
    const mapping = await this.mapping(parsed.types[0]!)
    const infos = parsed.names.flatMap((name) => this.named(mapping, name))
    return this.selection([namedSource(infos)], {
      types: [mapping],
      singleItemImplied: infos.length === 1 && this.query.namespaces === undefined,
      targetsSingleItems: true,
    })
  }

  private async byManifests(
    manifests: {sources: Source[]; single: boolean},
    parsed: ParsedArguments,
  ): Promise<Selection> {
    if (parsed.types.length > 0) {
      throw new Error(
        'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
      )
    }
    if (parsed.tuples.length > 0) {
      throw new Error('resource/name arguments cannot be provided when a path is specified')
    }
    if (this.query.namespaces !== undefined) {
      throw new Error(
        'when paths, URLs, or stdin is provided as input, you may not specify several namespaces',
      )
    }
    const selector = this.labelSelector(parsed)
    const {parseLabelSelector} = await import('../api/label-selector.ts')
    return this.selection(manifests.sources, {
      singleItemImplied: manifests.single,
      targetsSingleItems: true,
      latest: this.query.latest ?? false,
      matches: selector ? readSelector(selector, parseLabelSelector) : undefined,
    })
  }

  private namespacesOf({namespaced}: RESTMapping): readonly string[] {
    if (!namespaced) return ['']
    return this.query.namespaces ?? [this.namespace]
  }

  /** An object to be read by name, in each of the namespaces. Throws when none is known. */
  private named(mapping: RESTMapping, name: string): Info[] {
    return this.namespacesOf(mapping).map((namespace) => this.namedIn(mapping, namespace, name))
  }

  private namedIn(mapping: RESTMapping, namespace: string, name: string): Info {
    if (mapping.namespaced && namespace === '') {
      throw new Error(
        this.query.allNamespaces
          ? 'a resource cannot be retrieved by name across all namespaces'
          : 'namespace may not be empty when retrieving a resource by name',
      )
    }
    const {subresource} = this.query
    return {
      mapping,
      namespace,
      name,
      source: '',
      ...(subresource ? {subresource} : {}),
    }
  }

  private async mapping(type: string): Promise<RESTMapping> {
    const mapper = await this.context.mapper()
    return mapper.mappingForArgument(type).catch((error: unknown) => {
      throw error instanceof NoResourceMatchError ? plainError(error) : error
    })
  }

  /** The types' mappings, each once. */
  private async mappings(types: readonly string[]): Promise<RESTMapping[]> {
    if (types.length > 1 && this.query.singleResourceType) throw multipleTypes()
    const mappings = new Map<string, RESTMapping>()
    for (const type of types) {
      const mapping = await this.mapping(type)
      const key = JSON.stringify(mapping.kind)
      if (!mappings.has(key)) mappings.set(key, mapping)
    }
    return [...mappings.values()]
  }

  private selection(
    sources: readonly Source[],
    options: Pick<SelectionOptions, 'singleItemImplied' | 'targetsSingleItems'> & Partial<SelectionOptions>,
  ): Selection {
    return new Selection(sources, {
      client: () => this.context.client(),
      namespace: this.namespace,
      requireNamespace: this.query.explicitNamespace ?? false,
      requireObject: this.query.requireObject ?? true,
      continueOnError: this.query.continueOnError ?? false,
      oneByOne: this.query.oneByOne ?? false,
      read: this.query.read,
      expand: this.query.expand,
      tellsNamespace: this.query.namespaces !== undefined,
      ...options,
    })
  }
}

/** kubectl's builder makes a sentence of this error, which is then printed as any other. */
function plainError(error: NoResourceMatchError & {readonly hint?: string}): Error {
  const plain = new Error(error.message, {cause: error})
  return error.hint === undefined ? plain : withHint(plain, error.hint)
}

function multipleTypes(): Error {
  return new Error('you may only specify a single resource type')
}

type SelectorParser = (selector: string) => (labels: Readonly<Record<string, string>>) => boolean

function readSelector(selector: string, parse: SelectorParser): ReturnType<SelectorParser> {
  try {
    return parse(selector)
  } catch (error) {
    throw new Error(`the provided selector ${goQuote(selector)} is not valid: ${messageOf(error)}`)
  }
}
