import {type DerValue, derMembers, derOid, derTags, derText, readDer} from '../../base/der.ts'

/** Names that a certificate is wanted for, besides its subject. */
export interface AlternativeNames {
  readonly dns: readonly string[]
  readonly emails: readonly string[]
  readonly uris: readonly string[]
  readonly ips: readonly string[]
}

/** What a certificate request asks for. */
export interface CertificateRequest {
  /** The values of the subject's attributes of a type, by object identifiers, in their order. */
  subject(oid: string): readonly string[]
  readonly names: AlternativeNames
}

const extensionRequest = '1.2.840.113549.1.9.14'
const subjectAltName = '2.5.29.17'

/**
 * Reads a PKCS#10 request in PEM, as the API server has checked it (kubectl's certificate.ParseCSR). Throws when it
 * is none.
 */
export function parseCertificateRequest(pem: Uint8Array): CertificateRequest {
  const [request, ...rest] = readDer(decodePem(Buffer.from(pem).toString('latin1')))
  if (rest.length > 0) throw new Error('asn1: syntax error: trailing data')
  const [info] = derMembers(request, derTags.sequence)
  const [, subject, , attributes] = derMembers(info, derTags.sequence)
  const attributesByType = readSubject(subject)
  return {
    subject: (oid) => attributesByType.filter(({type}) => type === oid).map(({text}) => text),
    names: alternativeNames(requestedExtension(attributes, subjectAltName)),
  }
}

function decodePem(text: string): Uint8Array {
  const label = 'CERTIFICATE REQUEST'
  const block = new RegExp(`-----BEGIN ${label}-----([\\s\\S]*?)-----END ${label}-----`).exec(text)
  if (block === null) throw new Error('PEM block type must be CERTIFICATE REQUEST')
  // Headers end with an empty line, and have colons, which Base64 has not.
  return Buffer.from(block[1]!.replace(/^.*:.*$/gm, ''), 'base64')
}

function readSubject(subject: DerValue | undefined): {readonly type: string; readonly text: string}[] {
  const attributes = derMembers(subject, derTags.sequence).flatMap((set) => derMembers(set, derTags.set))
  return attributes.flatMap((attribute) => {
    const [type, value] = derMembers(attribute, derTags.sequence)
    const text = value && derText(value)
    return type === undefined || text === undefined ? [] : [{type: derOid(type), text}]
  })
}

/** The content of the extension that is asked for, the last one of its type. */
function requestedExtension(attributes: DerValue | undefined, oid: string): Uint8Array | undefined {
  const lists = (attributes ? readDer(attributes.content) : [])
    .map((attribute) => derMembers(attribute, derTags.sequence))
    .filter(([type]) => type !== undefined && derOid(type) === extensionRequest)
    .flatMap(([, values]) => derMembers(values, derTags.set))
  const extensions = lists
    .flatMap((list) => derMembers(list, derTags.sequence))
    .map((extension) => derMembers(extension, derTags.sequence))
    .filter(([type]) => type !== undefined && derOid(type) === oid)
  // Between type and value there may be whether it is critical.
  return extensions.at(-1)?.find(({tag}) => tag === derTags.octetString)?.content
}

/** Tags of GeneralName. */
const [emailTag, dnsTag, uriTag, ipTag] = [0x81, 0x82, 0x86, 0x87]

function alternativeNames(extension: Uint8Array | undefined): AlternativeNames {
  const names = extension ? derMembers(readDer(extension)[0], derTags.sequence) : []
  const contents = (wanted: number) =>
    names.filter(({tag}) => tag === wanted).map(({content}) => Buffer.from(content))
  const texts = (wanted: number) => contents(wanted).map((content) => content.toString('latin1'))
  return {
    dns: texts(dnsTag),
    emails: texts(emailTag),
    uris: texts(uriTag),
    ips: contents(ipTag).map(formatIp),
  }
}

/** An address as Go's net.IP writes it: shortened, and IPv4 also where it is wrapped in IPv6. */
function formatIp(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.')
  const hex = bytes.toString('hex')
  if (hex.startsWith(`${'0'.repeat(20)}ffff`)) return bytes.subarray(12).join('.')
  const groups = hex.match(/.{4}/g) ?? []
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
