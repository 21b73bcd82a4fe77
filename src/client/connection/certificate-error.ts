import {type KeyObject, X509Certificate} from 'node:crypto'
import {isIP} from 'node:net'
import {checkServerIdentity, type PeerCertificate} from 'node:tls'
import {goQuote} from '../../base/go-quote.ts'
import type {DialError} from './dial.ts'

const unknownAuthority = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'INVALID_CA',
])

/**
 * What crypto/x509 says of a server certificate that was refused, undefined when the failure was not
 * about the certificate. Go looks at the dates first, then at the name, then at the issuer; OpenSSL
 * does it the other way round, so the certificate is looked at again here.
 */
export async function certificateText(error: DialError, code: string): Promise<string | undefined> {
  const isName = code === 'ERR_TLS_CERT_ALTNAME_INVALID'
  const isDate = code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID'
  const isPurpose = code === 'INVALID_PURPOSE'
  if (!isName && !isDate && !isPurpose && !unknownAuthority.has(code)) return undefined
  const certificate = await certificateOf(error)
  if (certificate !== undefined) {
    const text = dateText(certificate, new Date()) ?? nameText(certificate, error.tls!.name)
    if (text !== undefined) return text
  }
  if (isDate) return 'certificate has expired or is not yet valid'
  if (isName) return `certificate is not valid for any names, but wanted to match ${error.tls?.name ?? ''}`
  if (isPurpose) return 'certificate specifies an incompatible key usage'
  return `certificate signed by unknown authority${candidateText(error, certificate)}`
}

async function certificateOf(error: DialError): Promise<PeerCertificate | undefined> {
  const {cert} = error.cause as {cert?: PeerCertificate}
  if (cert?.valid_to !== undefined) return cert
  if (error.tls === undefined || error.tls.tunneled) return undefined
  const {shownCertificate} = await import('./handshake-probe.ts')
  return shownCertificate(error.endpoint, error.tls.name)
}

function dateText(certificate: PeerCertificate, now: Date): string | undefined {
  const from = new Date(certificate.valid_from)
  const to = new Date(certificate.valid_to)
  const [relation, limit] = now < from ? ['before', from] : now > to ? ['after', to] : []
  if (limit === undefined || Number.isNaN(limit.getTime())) return undefined
  return `certificate has expired or is not yet valid: current time ${seconds(now)} is ${relation} ${seconds(limit)}`
}

function seconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z')
}

/** crypto/x509's HostnameError. */
function nameText(certificate: PeerCertificate, name: string): string | undefined {
  // A common name alone counts for OpenSSL, never for Go.
  if (checkServerIdentity(name, {...certificate, subject: {}}) === undefined) return undefined
  const isAddress = isIP(name) !== 0
  const names = (certificate.subjectaltname ?? '').split(', ').flatMap((one) => {
    const [kind, ...value] = one.split(':')
    return kind === (isAddress ? 'IP Address' : 'DNS') ? [value.join(':')] : []
  })
  if (isAddress && names.length === 0)
    return `cannot validate certificate for ${name} because it doesn't contain any IP SANs`
  if (names.length > 0) return `certificate is valid for ${names.join(', ')}, not ${name}`
  if (!certificate.subjectaltname && certificate.subject?.CN) {
    return 'certificate relies on legacy Common Name field, use SANs instead'
  }
  return `certificate is not valid for any names, but wanted to match ${name}`
}

const signatureErrors: Readonly<Record<string, string>> = {
  rsa: 'crypto/rsa: verification error',
  ec: 'x509: ECDSA verification failure',
  ed25519: 'x509: Ed25519 verification failure',
}

/** Go names the CA that has the issuer's name but not its key: the usual sign of a cluster made anew. */
function candidateText(error: DialError, certificate: PeerCertificate | undefined): string {
  const material = error.tls?.material
  if (certificate?.raw === undefined || material?.ca === undefined) return ''
  try {
    const leaf = new X509Certificate(certificate.raw)
    for (const ca of certificatesIn(material.ca)) {
      if (ca.subject !== leaf.issuer) continue
      const key: KeyObject = ca.publicKey
      const reason =
        signatureErrors[key.asymmetricKeyType ?? ''] ??
        'x509: cannot verify signature: algorithm unimplemented'
      const name =
        /^CN=(.*)$/m.exec(ca.subject)?.[1] ??
        /^O=(.*)$/m.exec(ca.subject)?.[1] ??
        `serial:${BigInt(`0x${ca.serialNumber}`)}`
      return ` (possibly because of ${goQuote(reason)} while trying to verify candidate authority certificate ${goQuote(name)})`
    }
  } catch {
    // A certificate that cannot be read has no candidate to name.
  }
  return ''
}

function certificatesIn(pem: Uint8Array): X509Certificate[] {
  const blocks =
    Buffer.from(pem)
      .toString('latin1')
      .match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => new X509Certificate(block))
}
