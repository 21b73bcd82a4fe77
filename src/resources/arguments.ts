/** Reading the TYPE, NAME and TYPE/NAME arguments of the command line (cli-runtime's Builder). */

/** One object that the user named together with its type. */
export interface ResourceTuple {
  readonly resource: string
  readonly name: string
}

/** What the arguments say, before any type was looked up. */
export interface ParsedArguments {
  readonly tuples: readonly ResourceTuple[]
  readonly types: readonly string[]
  readonly names: readonly string[]
}

/**
 * Sorts arguments into TYPE/NAME pairs, or types and names (Builder.ResourceTypeOrNameArgs).
 * `expand` replaces a category such as `all` by its resources.
 * Throws kubectl's sentences for mixed forms.
 */
export async function parseArguments(
  args: readonly string[],
  command: string,
  expand: (type: string) => Promise<readonly string[]>,
): Promise<ParsedArguments> {
  const normalized = crossTypesWithNames(args)
  if (hasCombinedTypes(normalized, command)) {
    return {tuples: normalized.map(splitTypeName), types: [], names: []}
  }
  const [first, ...names] = normalized
  if (first === undefined) return {tuples: [], types: [], names: []}
  const expanded: string[] = []
  for (const type of first.split(',')) expanded.push(...(await expand(type)))
  return {tuples: [], types: splitTypes(expanded.join(',')), names}
}

/** `a,b,a` as a, b (resource.SplitResourceArgument). */
export function splitTypes(argument: string): string[] {
  return [...new Set(argument.split(','))]
}

/** `pods,services a b` means pods/a pods/b services/a services/b. */
function crossTypesWithNames(args: readonly string[]): readonly string[] {
  const [first, ...names] = args
  if (first === undefined || names.length === 0) return args
  const types = splitTypes(first)
  if (types.length < 2) return args
  return types.flatMap((type) => names.map((name) => `${type}/${name}`))
}

/** Whether all arguments have the form TYPE/NAME. Throws when only some have. */
function hasCombinedTypes(args: readonly string[], command: string): boolean {
  const slashed = args.filter((arg) => arg.includes('/')).length
  if (slashed === 0) return false
  if (slashed === args.length) return true
  throw new Error(
    'there is no need to specify a resource type as a separate argument when passing arguments in ' +
      `resource/name form (e.g. '${command} get resource/<resource_name>' instead of ` +
      `'${command} get resource resource/<resource_name>'`,
  )
}

/** Names of one type, each of which may bring a type of its own (Builder.ResourceNames). Throws for bad TYPE/NAMEs. */
export function namesOfType(type: string, names: readonly string[]): ResourceTuple[] {
  return names.map((name) => (name.includes('/') ? splitTypeName(name) : {resource: type, name}))
}

/** Reads TYPE/NAME. Throws for more than one slash and for an empty half. */
function splitTypeName(argument: string): ResourceTuple {
  const segments = argument.split('/')
  if (segments.length !== 2) {
    throw new Error('arguments in resource/name form may not have more than one slash')
  }
  const [resource, name] = segments as [string, string]
  if (resource === '' || name === '' || splitTypes(resource).length !== 1) {
    throw new Error('arguments in resource/name form must have a single resource and name')
  }
  return {resource, name}
}
