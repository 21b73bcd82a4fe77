/**
 * Live objects as they are compared. The server keeps a second entry of managed fields for a manager whose changes do not
 * fall into the same second, and sorts entries by time, so entries of one manager are put together and sorted by name:
 * who owns what is compared, and not when it came about.
 */

type Json = null | boolean | number | string | Json[] | {[key: string]: Json}
type Entry = Record<string, Json>

interface Live {
  metadata?: {managedFields?: Entry[]}
}

/** The JSON text of an object or a List with managed fields put in order, indented. Throws for what is no JSON. */
export function comparableObjects(text: string): string {
  // Numbers that a double would round are compared as texts.
  const exact = text.replaceAll(/(: )(-?\d{16,})(?=,?\n)/g, '$1"$2"')
  const root = JSON.parse(exact) as Live & {items?: Live[]}
  for (const {metadata} of root.items ?? [root])
    if (metadata?.managedFields !== undefined) metadata.managedFields = byManager(metadata.managedFields)
  return `${JSON.stringify(root, undefined, 2)}\n`
}

function byManager(entries: readonly Entry[]): Entry[] {
  const merged = new Map<string, Entry>()
  for (const {time: _, ...entry} of entries) {
    const key = JSON.stringify([
      entry['manager'],
      entry['operation'],
      entry['apiVersion'],
      entry['subresource'],
    ])
    const before = merged.get(key)
    merged.set(key, {...entry, fieldsV1: union(before?.['fieldsV1'] ?? {}, entry['fieldsV1'] ?? {})})
  }
  return [...merged.keys()].sort().map((key) => merged.get(key)!)
}

/** Both field sets as one, keys sorted. */
function union(left: Json, right: Json): Json {
  if (!isMap(left) || !isMap(right)) return right
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()
  return Object.fromEntries(keys.map((key) => [key, union(left[key] ?? {}, right[key] ?? {})]))
}

function isMap(value: Json): value is {[key: string]: Json} {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
