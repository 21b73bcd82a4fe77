import type {CommandNode} from './command-tree.ts'

/** How many edits a mistyped name may be away (cobra's default). */
const maximumDistance = 2

/** The commands below a node whose names are near the typed word or start with it (cobra's SuggestionsFor). */
export function suggestionsFor(typed: string, node: CommandNode): string[] {
  const wanted = typed.toLowerCase()
  return node.children
    .filter(({entry}) => entry?.hidden !== true)
    .map(({name}) => name)
    .filter((name) => distance(wanted, name.toLowerCase()) <= maximumDistance || name.toLowerCase().startsWith(wanted))
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change)
    }
    row = next
  }
  return row[b.length]!
}

/** cobra's error for a word that names no command of the root. */
export function unknownCommandText(typed: string, root: CommandNode, program: string): string {
  const suggestions = suggestionsFor(typed, root)
  const list = suggestions.map((name) => `\t${name}\n`).join('')
  const question = suggestions.length === 0 ? '' : `\n\nDid you mean this?\n${list}`
  return `unknown command ${JSON.stringify(typed)} for ${JSON.stringify(program)}${question}`
}
