import type {KubeObject} from '../api/object.ts'
import {parseObject} from './response-object.ts'

/** Characters of a part: enough for the parser to be quick, little for the collector to keep. */
const partLength = 1 << 16

/** How a list's text is built: what stands before its items, between two of them, and behind. */
interface Frame {
  readonly head: RegExp
  readonly between: string
  readonly tail: RegExp
}

const frames: readonly Frame[] = [
  // Go structs: the built-in types.
  {
    head: /^\{"kind":"\w+","apiVersion":"[\w./-]+","metadata":\{[^{}]*\},"items":\[(?=\{"metadata":\{)/,
    between: '},{"metadata":{',
    tail: /\]\}\s*$/,
  },
  // Go maps, whose keys are sorted: custom types.
  {
    head: /^\{"apiVersion":"[\w./-]+","items":\[(?=\{"apiVersion":")/,
    between: '},{"apiVersion":"',
    tail: /\],"kind":"\w+","metadata":\{[^{}]*\}\}\s*$/,
  },
]

/**
 * A list's text as several lists with some of its items each, so that never more than one part of it is held as
 * objects. Any other text is one part. Throws what `parseObject` throws.
 *
 * Where a part ends is a guess, and the parser proves it: the items end where their brackets close. What looks like the
 * border of two items inside one leaves brackets open, and then the rest is one part.
 */
export function* listParts(text: string, length = partLength): Generator<KubeObject> {
  const start = text.slice(0, 4096)
  const frame = frames.find(({head}) => head.test(start))
  const tail = frame?.tail.exec(text.slice(-4096))?.[0]
  if (frame === undefined || tail === undefined) return yield parseObject(text)
  const head = frame.head.exec(start)![0]
  const last = text.length - tail.length
  for (let from = head.length; from < last;) {
    const border = text.indexOf(frame.between, from + length)
    const part = border < 0 ? undefined : tryObject(`${head}${text.slice(from, border + 1)}${tail}`)
    if (part === undefined) return yield parseObject(head + text.slice(from))
    yield part
    from = border + 2
  }
}

function tryObject(text: string): KubeObject | undefined {
  try {
    return parseObject(text)
  } catch {
    return undefined
  }
}
