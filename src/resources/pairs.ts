/** The words before the changes, and the changes. */
export interface ResourcesAndPairs {
  readonly resources: readonly string[]
  readonly pairs: readonly string[]
}

/**
 * Parts `TYPE NAME… KEY=VALUE… KEY-…` (cmdutil.GetResourcesAndPairs). Throws when a resource comes after a change;
 * `what` names the changes.
 */
export function resourcesAndPairs(args: readonly string[], what: string): ResourcesAndPairs {
  const isPair = (word: string): boolean => word.indexOf('=') > 0 || (word.endsWith('-') && word !== '-')
  const first = args.findIndex(isPair)
  if (first < 0) return {resources: args, pairs: []}
  const pairs = args.slice(first)
  const late = pairs.find((word) => !isPair(word))
  if (late !== undefined) throw new Error(`all resources must be specified before ${what} changes: ${late}`)
  return {resources: args.slice(0, first), pairs}
}

/** What is to be set, and the keys to be removed. */
export interface MapChanges {
  readonly set: ReadonlyMap<string, string>
  readonly remove: readonly string[]
}

/** Reads `KEY=VALUE` and `KEY-` (cmdutil.ParsePairs). Throws for anything else; `what` names one of them. */
export function parsePairs(pairs: readonly string[], what: string): MapChanges {
  const set = new Map<string, string>()
  const remove: string[] = []
  const invalid: string[] = []
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at > 0) set.set(pair.slice(0, at), pair.slice(at + 1))
    else if (pair.endsWith('-') && pair !== '-') remove.push(pair.slice(0, -1))
    else invalid.push(pair)
  }
  if (invalid.length > 0) throw new Error(`invalid ${what} format: ${invalid.join(', ')}`)
  return {set, remove}
}
