import {readExactJSON} from './json-exact.ts'

const token = /"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[[\]{},:]|[^\s"[\]{},:]+/g
const step = '  '

/**
 * The JSON text with line breaks and two blanks per level; keys, numbers and strings stay as they are written, and
 * so does the space at the end (Go's json.Indent). Throws `JsonSyntaxError` when the text is not JSON.
 */
export function indentJSON(text: string): string {
  readExactJSON(text)
  const indented: string[] = []
  let level = 0
  const breakLine = (): void => void indented.push(`\n${step.repeat(level)}`)
  for (const [part] of text.matchAll(token)) {
    if (part === ']' || part === '}') {
      level--
      breakLine()
    }
    // Nothing stands between the braces of what is empty.
    indented.push(/^[[{]\s/.test(part) ? part.replaceAll(/\s/g, '') : part)
    if (part === '[' || part === '{') {
      level++
      breakLine()
    } else if (part === ',') breakLine()
    else if (part === ':') indented.push(' ')
  }
  return indented.join('') + /[ \t\r\n]*$/.exec(text)![0]
}
