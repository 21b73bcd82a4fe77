import {execFileSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'

/** A CA and certificates made by openssl for one test file. */
export interface PKI {
  readonly dir: string
  file(name: string): string
  read(name: string): Buffer
  remove(): void
}

const subjectNames: Readonly<Record<string, string>> = {
  server: 'subjectAltName=DNS:localhost,IP:127.0.0.1',
  expired: 'subjectAltName=DNS:localhost,IP:127.0.0.1',
  'other-name': 'subjectAltName=DNS:foo.example.com,DNS:*.bar.com',
  client: 'extendedKeyUsage=clientAuth',
}

/**
 * Makes `ca`, `impostor` (another CA of the same name), `stranger` (one of another name), and, signed by
 * `ca`, the certificates `server`, `expired`, `other-name` and `client`, each as NAME.crt and NAME.key.
 */
export function makePKI(): PKI {
  const dir = mkdtempSync(path.join(tmpdir(), 'kctl-pki-'))
  const file = (name: string): string => path.join(dir, name)
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, {cwd: dir, stdio: 'pipe'})
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  for (const [name, subject] of [
    ['ca', '/CN=testca'],
    ['impostor', '/CN=testca'],
    ['stranger', '/CN=stranger'],
  ] as const) {
    openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
      '-subj',
      subject,
      '-days',
      '30',
    )
  }
  for (const [name, extension] of Object.entries(subjectNames)) {
    writeFileSync(file('extensions'), extension)
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/O=testers/CN=${name}`)
    const sign = [
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.crt',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
    ]
    const out = ['-out', `${name}.crt`, '-extfile', 'extensions']
    openssl(...sign, ...out, '-days', name === 'expired' ? '-1' : '30')
  }
  return {
    dir,
    file,
    read: (name) => readFileSync(file(name)),
    remove: () => rmSync(dir, {recursive: true, force: true}),
  }
}
