/** `key=value` arguments, and the `key-` ones that ask for a removal. */
export interface Pairs {
  readonly set: ReadonlyMap<string, string>
  readonly removed: readonly string[]
}

/** Takes `key=value` and `key-` arguments apart (kubectl's ParsePairs). Throws and names all others. */
export function parsePairs(args: readonly string[], kind: string): Pairs {
  const set = new Map<string, string>()
  const removed: string[] = []
  const invalid: string[] = []
  for (const arg of args) {
    const at = arg.indexOf('=')
    if (at > 0) set.set(arg.slice(0, at), arg.slice(at + 1))
    else if (at < 0 && arg.length > 1 && arg.endsWith('-')) removed.push(arg.slice(0, -1))
    else invalid.push(arg)
  }
  if (invalid.length > 0) throw new Error(`invalid ${kind} format: ${invalid.join(', ')}`)
  return {set, removed}
}
