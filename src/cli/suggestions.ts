import {editDistance} from '../base/edit-distance.ts'
import type {CommandNode} from './command-tree.ts'

/** Names that cobra offers for a word besides those that look like it (SuggestFor in kubectl's commands). */
const alsoMeant: Readonly<Record<string, readonly string[]>> = {
  delete: ['rm', 'remove'],
  describe: ['inspect'],
  get: ['list', 'ls'],
  top: ['stats'],
}

/** What follows `unknown command`: a list of commands close to the word, or nothing (cobra's findSuggestions). */
export function didYouMean(node: CommandNode, typed: string): string {
  const word = typed.toLowerCase()
  const near = (node.children ?? []).filter(
    ({name, hidden}) =>
      hidden !== true &&
      (editDistance(word, name.toLowerCase()) <= 2 ||
        name.startsWith(word) ||
        alsoMeant[name]?.includes(word)),
  )
  if (near.length === 0) return ''
  return `\n\nDid you mean this?\n${near.map(({name}) => `\t${name}\n`).join('')}`
}
