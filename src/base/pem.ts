import {derTags, readDer} from './der.ts'

/** One `-----BEGIN …-----` block. */
export interface PemBlock {
  readonly type: string
  readonly hasHeaders: boolean
  readonly bytes: Uint8Array
  /** The block as it is written. */
  readonly text: string
  /** Where the next line begins. */
  readonly end: number
}

const blockForm =
  /(?<=^|\n)-----BEGIN ([^\n]*)-----[ \t\r]*\n((?:(?!-----BEGIN )[^])*?)(?:(?<=\n)|\n)-----END \1-----[ \t\r]*(?:\n|$)/g
const headersForm = /^(?:[^\n:]*:[^\n]*\n)*/
const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The blocks that Go's encoding/pem finds in a text; what is between them, or broken, is passed over. */
export function readPEM(text: string): PemBlock[] {
  const blocks: PemBlock[] = []
  for (const match of text.matchAll(blockForm)) {
    const [whole, type = '', body = ''] = match
    const headers = headersForm.exec(`${body}\n`)![0].length
    const data = body.slice(headers).replace(/\s/g, '')
    if (!base64Form.test(data)) continue
    blocks.push({
      type,
      hasHeaders: headers > 0,
      bytes: Buffer.from(data, 'base64'),
      text: whole,
      end: match.index + whole.length,
    })
  }
  return blocks
}

/** Whether it is a block that Go takes for a certificate. */
export function holdsCertificate({type, hasHeaders}: PemBlock): boolean {
  return type === 'CERTIFICATE' && !hasHeaders
}

/** Whether the bytes can be a certificate: one sequence that ends where it says. */
export function seemsCertificate({bytes}: PemBlock): boolean {
  try {
    const [certificate, ...more] = readDer(bytes)
    return certificate?.tag === derTags.sequence && more.length === 0
  } catch {
    return false
  }
}
