const acronyms = new Set(['API', 'URL', 'UID', 'GUID'])
const upper = /^\p{Lu}/u

/** A field's name for people: `podCIDR` becomes `Pod CIDR` (kubectl's smartLabelFor). */
export function fieldLabel(field: string): string {
  if (!/^[\p{L}-]*$/u.test(field)) return field
  return mergeCapitals(splitCamelCase(field)).map(wordLabel).join(' ')
}

function wordLabel(word: string): string {
  if (acronyms.has(word.toUpperCase())) return word.toUpperCase()
  return word.toLowerCase() === word ? word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : word
}

/** Parts of one kind of letter each; the last capital of several belongs to the word after it. */
function splitCamelCase(text: string): string[] {
  const parts = text.match(/\p{Ll}+|\p{Lu}+|[^\p{Ll}\p{Lu}]+/gu) ?? []
  for (let index = 0; index + 1 < parts.length; index++) {
    const [part, next] = [parts[index]!, parts[index + 1]!]
    if (!upper.test(part) || !/^\p{Ll}/u.test(next)) continue
    const letters = [...part]
    parts[index + 1] = letters.pop()! + next
    parts[index] = letters.join('')
  }
  return parts.filter((part) => part !== '')
}

/** Several capitals and the word after them stay together, as in `APIVersion`. */
function mergeCapitals(parts: readonly string[]): string[] {
  const merged: string[] = []
  for (let index = 0; index < parts.length; index++) {
    const [part, next] = [parts[index]!, parts[index + 1]]
    const capitals = Buffer.byteLength(part) >= 2 && !/[^\P{L}\p{Lu}]/u.test(part)
    if (capitals && next !== undefined && /^[A-Z]/.test(next)) {
      merged.push(part + next)
      index++
    } else merged.push(part)
  }
  return merged
}
