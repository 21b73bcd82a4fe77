/**
 * Breaks lines at spaces so that none is longer than `limit`, where words allow it; 0 leaves them alone.
 * Blanks at a break go away, as kubectl's help does it (mitchellh/go-wordwrap).
 */
export function wordWrap(text: string, limit: number): string {
  if (limit === 0) return text
  return text
    .split('\n')
    .map((line) => wrapLine(line, limit))
    .join('\n')
}

function wrapLine(line: string, limit: number): string {
  if (line.length <= limit) return line
  const lines: string[] = []
  let current = ''
  for (const [, blanks, word] of line.matchAll(/([ \t]*)([^ \t]+)/g)) {
    if (current !== '' && current.length + blanks!.length + word!.length > limit) {
      lines.push(current)
      current = word!
    } else current += `${blanks!}${word!}`
  }
  lines.push(current)
  return lines.join('\n')
}

/** The width that kubectl wraps help to on a terminal: 80, 100 or 120, 0 for not at all. */
export function wrapLimit(columns: number | undefined): number {
  return [120, 100, 80].find((limit) => (columns ?? 0) >= limit) ?? 0
}
