/** What begins an item of a list. */
const bullet = /^([0-9]+\.?|-|\*)[\t\n\f\r ]/
const codeBlock = '    '

/**
 * Breaks a description into lines of at most `limit` bytes, where words allow it. Lines are joined,
 * except at empty ones, code blocks, items of lists and after a colon (kubectl's formatter.go).
 */
export function wrapDescription(text: string, limit: number): string[] {
  const paragraph = new Paragraph(limit)
  for (const line of text.split('\n')) {
    if (line.startsWith(codeBlock)) {
      paragraph.flush()
      paragraph.lines.push(line)
    } else if (line.trim() === '') {
      // Empty lines at the beginning go away.
      const first = paragraph.lines.length === 0
      paragraph.flush()
      if (!first) paragraph.lines.push('')
    } else {
      if (paragraph.lastWord.endsWith(':') || bullet.test(line.trim())) paragraph.flush()
      for (const word of line.trim().split(/\s+/)) paragraph.add(word)
    }
  }
  paragraph.flush()
  return paragraph.lines
}

class Paragraph {
  readonly lines: string[] = []
  /** The last word of the line that is being filled. */
  lastWord = ''
  private readonly limit: number
  private words: string[] = []
  private length = 0

  constructor(limit: number) {
    this.limit = limit
  }

  add(word: string): void {
    const length = Buffer.byteLength(word)
    if (this.words.length > 0 && this.length + 1 + length > this.limit) this.flush()
    this.length += length + (this.words.length > 0 ? 1 : 0)
    this.words.push(word)
    this.lastWord = word
  }

  flush(): void {
    if (this.words.length === 0) return
    this.lines.push(this.words.join(' '))
    this.words = []
    this.length = 0
    this.lastWord = ''
  }
}
