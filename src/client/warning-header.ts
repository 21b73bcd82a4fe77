import type {Warning} from './warnings.ts'

// A code, an agent, a quoted text, perhaps a quoted date; then the end or a comma.
const pattern = /^\s*(\d{3}) (\S+) "((?:[^"\\]|\\.)*)"(?: "[^"]*")?\s*(?:,|$)/
// eslint-disable-next-line no-control-regex -- control characters are what is refused
const control = /[\u0000-\u001f\u007f-\u009f]/

/**
 * The warnings in a header, which may hold several with commas between them. What is not well formed
 * ends the reading (apimachinery's ParseWarningHeaders).
 */
export function parseWarnings(header: string): Warning[] {
  const warnings: Warning[] = []
  let rest = header
  for (let match = pattern.exec(rest); match !== null; match = pattern.exec(rest)) {
    const agent = match[2]!
    const text = decodeWords(match[3]!.replace(/\\(.)/gs, '$1'))
    if (control.test(text) || control.test(agent)) break
    warnings.push({code: Number(match[1]), agent, text})
    rest = rest.slice(match[0].length)
  }
  return warnings
}

/** Undoes RFC 2047 words, `=?utf-8?q?…?=`, which old servers send. */
function decodeWords(text: string): string {
  return text
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(
      /=\?(utf-8|us-ascii|iso-8859-1)\?([qb])\?([^?]*)\?=/gi,
      (_, charset: string, kind: string, data: string) => {
        const bytes =
          kind.toLowerCase() === 'b'
            ? Buffer.from(data, 'base64')
            : Buffer.from(
                data
                  .replaceAll('_', ' ')
                  .replace(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(parseInt(hex, 16))),
                'latin1',
              )
        return bytes.toString(charset.toLowerCase() === 'iso-8859-1' ? 'latin1' : 'utf8')
      },
    )
}
