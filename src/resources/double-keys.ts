const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs

/**
 * The first label and the first annotation that a JSON object has twice, in kubectl's words
 * (validation.NoDoubleKeySchema). YAML never has one: its reader keeps the last of the two.
 */
export function doubleKeys(json: string): string[] {
  return ['labels', 'annotations'].flatMap((field) => doubleKeyBelow(json, field) ?? [])
}

/** Looks at all keys from the field to the next brace that closes, as kubectl does it. */
function doubleKeyBelow(json: string, field: string): string | undefined {
  const path: string[] = []
  const seen = new Set<string>()
  let inside = false
  for (const [text, colon] of json.matchAll(token)) {
    if (text === '{' || text === '[') path.push('')
    else if (text === '}' && inside) return undefined
    else if (text === '}' || text === ']') path.pop()
    else if (colon !== undefined) {
      const key = JSON.parse(text.slice(0, -colon.length)) as string
      if (inside && seen.has(key)) return `duplicate key: ${key}`
      if (inside) seen.add(key)
      path[path.length - 1] = key
      inside ||= path.length === 2 && path[0] === 'metadata' && key === field
    }
  }
  return undefined
}
