import {paint} from './paint.ts'
import {styleOfResult} from './theme.ts'

/** Verbs stand near the beginning: names have at most 253 characters. */
const longestName = 400
const words = /[a-z-]+/g

/** Paints what became of objects: `pod/web created`, `pod "web" deleted from default namespace`. */
export function paintResult(line: string): string {
  const head = line.slice(0, longestName)
  words.lastIndex = Math.max(0, head.indexOf(' '))
  for (let match = words.exec(head); match !== null; match = words.exec(head)) {
    const [verb] = match
    if (!Object.hasOwn(styleOfResult, verb) || head[match.index - 1] !== ' ') continue
    const end = match.index + verb.length
    return (
      paint(undefined, line.slice(0, match.index)) +
      paint(styleOfResult[verb], verb) +
      paint(undefined, line.slice(end))
    )
  }
  return paint(undefined, line)
}

/** Paints how far a rollout is: what is waited for, and what is done. */
export function paintProgress(line: string): string {
  if (/^waiting /i.test(line)) return paint('busy', line)
  return paint(/successfully rolled out|complete/.test(line.slice(0, longestName)) ? 'good' : undefined, line)
}
