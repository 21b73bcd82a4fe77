/** What Go's unicode.IsSpace counts as white space; unlike JavaScript it leaves U+FEFF out and knows U+0085. */
const space = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/

/** Go's strings.TrimSpace, in time that grows with the text only (a pattern with `+$` tries every blank in it). */
export function trimSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && space.test(text[start]!)) start++
  while (end > start && space.test(text[end - 1]!)) end--
  return text.slice(start, end)
}
