const space = /[\s\u0085]/

/**
 * Breaks lines at blanks so that none is longer than `limit` characters, where words allow it; 0 leaves
 * them alone. Blanks at a break go away. The same breaks as mitchellh/go-wordwrap makes, with which
 * kubectl wraps help and what `explain` prints.
 */
export function wordWrap(text: string, limit: number): string {
  if (limit === 0) return text
  return text
    .split('\n')
    .map((line) => wrapLine(line, limit))
    .join('\n')
}

function wrapLine(line: string, limit: number): string {
  let wrapped = ''
  let width = 0
  let blanks = ''
  for (const part of partsOf(line)) {
    if (isBlank(part)) {
      blanks = part
      continue
    }
    const length = lengthOf(part)
    // A word that is longer than a line moves to the next one only if its beginning does not fit any more.
    if (width + blanks.length + Math.min(length, limit - 1) > limit) {
      wrapped += `\n${part}`
      width = length
    } else {
      wrapped += blanks + part
      width += blanks.length + length
    }
    blanks = ''
  }
  return width + blanks.length > limit ? wrapped : wrapped + blanks
}

/** Words and what is between them; a no-break space is part of a word. */
function partsOf(line: string): readonly string[] {
  return line.match(/(?:(?!\u00a0)[\s\u0085])+|(?:\u00a0|[^\s\u0085])+/g) ?? []
}

function isBlank(part: string): boolean {
  return part[0] !== '\u00a0' && space.test(part[0]!)
}

/** In code points. */
function lengthOf(word: string): number {
  let length = 0
  for (const _ of word) length++
  return length
}
