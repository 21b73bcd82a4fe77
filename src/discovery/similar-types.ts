import {editDistance} from '../base/edit-distance.ts'
import type {ServerApis} from './api-groups.ts'

const shownAtMost = 3

/** Names of types that look like what was typed, nearest first, with the group where one was typed. */
export function similarTypes({lists}: ServerApis, typed: string, inGroup: string): string[] {
  const word = typed.toLowerCase()
  const nearEnough = word.length < 4 ? 1 : word.length < 9 ? 2 : 3
  const near = new Map<string, number>()
  for (const {group, resources} of lists) {
    for (const {name, singularName, shortNames = []} of resources) {
      if (name.includes('/')) continue
      const distance = Math.min(...[name, singularName, ...shortNames].map((one) => distanceTo(word, one)))
      const shown = inGroup === '' || group === '' ? name : `${name}.${group}`
      if (distance <= nearEnough) near.set(shown, Math.min(distance, near.get(shown) ?? Infinity))
    }
  }
  return [...near]
    .toSorted((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, shownAtMost)
    .map(([name]) => name)
}

/** Short names are like too many words to count unless they differ by a letter. */
function distanceTo(word: string, name: string): number {
  if (Math.abs(word.length - name.length) > 3) return Infinity
  const distance = editDistance(word, name)
  return name.length <= 3 && distance > 1 ? Infinity : distance
}
