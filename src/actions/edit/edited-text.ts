import type {JsonValue} from '../../api/json.ts'
import {formatJSON, parseJSON} from '../../yaml/json.ts'
import {decodeYAML} from '../../yaml/yaml-encoding.ts'
import {parseYAML} from '../../yaml/yaml-reader.ts'

/** Whether the bytes look like JSON, which is then not taken for YAML (apimachinery's IsJSONBuffer). */
const startsJSON = /^\s*\{/

/**
 * The text without comments, to be compared: YAML becomes JSON, and so do its changes in form only. Of several
 * documents only the first counts. What cannot be read just loses its lines of comments (cmdutil.StripComments).
 */
export function stripComments(content: Buffer): string {
  const text = content.toString('utf8')
  if (startsJSON.test(text)) return text
  try {
    return formatJSON(readYAML(content))
  } catch {
    return stripCommentLines(content).toString('utf8')
  }
}

/** The first document. Throws what kubectl's validation says of a text that cannot be read. */
export function readStripped(content: Buffer): JsonValue {
  const text = content.toString('utf8')
  return startsJSON.test(text) ? parseJSON(text) : readYAML(stripUnlessYAML(content))
}

/** Lines count without comments in messages about a text that cannot be read. */
function stripUnlessYAML(content: Buffer): Buffer {
  try {
    readYAML(content)
    return content
  } catch {
    return stripCommentLines(content)
  }
}

function readYAML(content: Buffer): JsonValue {
  return parseYAML(decodeYAML(content))
}

/** The bytes without the lines that begin with `#`, but for `#!` (cmdutil.ManualStrip). */
export function stripCommentLines(content: Buffer): Buffer {
  const lines = content.toString('latin1').split('\n')
  const kept = lines.map((line, index) => {
    if (/^[\t-\r ]*#(?!!)/.test(line)) return ''
    return index < lines.length - 1 ? `${line}\n` : line
  })
  return Buffer.from(kept.join(''), 'latin1')
}

/** Whether any line holds more than blanks and comments. */
export function hasLines(content: Buffer): boolean {
  return content
    .toString('utf8')
    .split('\n')
    .some((line) => /^[^#]/.test(line.trim()))
}

/** Why a file has to be edited again. */
export interface EditReason {
  readonly head: string
  readonly details: readonly string[]
}

/** The comments on top of the file: what it is, and what was wrong with it the last time. */
export function headerOf(intro: string, reasons: readonly EditReason[]): string {
  return intro + reasons.map(reasonText).join('')
}

function reasonText({head, details}: EditReason): string {
  const title = `# ${commented(head)}${details.length > 0 ? ':' : ''}\n`
  return `${title}${details.map((detail) => `# * ${commented(detail)}\n`).join('')}#\n`
}

/** A text of several lines as one comment (hashOnLineBreak). */
function commented(text: string): string {
  return text.replaceAll(/\n(?=[^#])/g, '\n# ')
}
