import {createPrivateKey, X509Certificate} from 'node:crypto'
import type {ClientCertificate} from './transport.ts'

/** Throws crypto/tls's X509KeyPair texts when a client certificate and its key cannot be used. */
export function checkKeyPair({cert, key}: ClientCertificate): void {
  const certificate = readCertificate(cert)
  const text = Buffer.from(key).toString('latin1')
  if (!text.includes('-----BEGIN')) throw new Error('tls: failed to find any PEM data in key input')
  if (!/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text)) {
    throw new Error('tls: found a certificate rather than a key in the PEM for the private key')
  }
  let matches: boolean
  try {
    matches = certificate.checkPrivateKey(createPrivateKey(Buffer.from(key)))
  } catch {
    throw new Error('tls: failed to parse private key')
  }
  if (!matches) throw new Error('tls: private key does not match public key')
}

function readCertificate(cert: Uint8Array): X509Certificate {
  const text = Buffer.from(cert).toString('latin1')
  if (!text.includes('-----BEGIN')) throw new Error('tls: failed to find any PEM data in certificate input')
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Error(
      'tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [PRIVATE KEY]',
    )
  }
  try {
    return new X509Certificate(Buffer.from(cert))
  } catch {
    throw new Error('x509: malformed certificate')
  }
}
