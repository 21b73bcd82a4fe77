/** The alerts of RFC 8446 section 6 as OpenSSL and BoringSSL name them, and as crypto/tls does. */
const alerts: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/unexpected.message/, 'unexpected message'],
  [/bad.record.mac/, 'bad record MAC'],
  [/handshake.failure/, 'handshake failure'],
  [/unsupported.certificate/, 'unsupported certificate'],
  [/certificate.revoked/, 'revoked certificate'],
  [/certificate.expired/, 'expired certificate'],
  [/certificate.unknown/, 'unknown certificate'],
  [/certificate.required/, 'certificate required'],
  [/bad.certificate/, 'bad certificate'],
  [/illegal.parameter/, 'illegal parameter'],
  [/unknown.ca/, 'unknown certificate authority'],
  [/access.denied/, 'access denied'],
  [/decode.error/, 'error decoding message'],
  [/decrypt.error/, 'error decrypting message'],
  [/protocol.version/, 'protocol version not supported'],
  [/insufficient.security/, 'insufficient security level'],
  [/internal.error/, 'internal error'],
  [/unrecognized.name/, 'unrecognized name'],
  [/no.application.protocol/, 'no application protocol'],
]

/** crypto/tls's text for what a TLS library says, undefined when it is no alert and no nonsense from the peer. */
export function alertText(message: string): string | undefined {
  const text = message.toLowerCase()
  if (
    /wrong.version.number|packet.length.too.long|http.request|invalid.record|record.layer.failure/.test(text)
  ) {
    return 'tls: first record does not look like a TLS handshake'
  }
  if (!text.includes('alert') && !/tlsv1[^ ]*_|sslv3_/.test(text)) return undefined
  const found = alerts.find(([pattern]) => pattern.test(text))
  return found && `remote error: tls: ${found[1]}`
}
