import {connect as connectTCP, isIP} from 'node:net'
import {connect as connectTLS, type PeerCertificate} from 'node:tls'
import type {Endpoint} from './dial.ts'

const patience = 1000

/**
 * Whether a server that does not speak TLS speaks plain HTTP: asked only to choose between two
 * messages, after the handshake has failed. Never throws; a silent server counts as no.
 */
export function speaksPlainHTTP({hostname, port}: Endpoint): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTCP({host: hostname, port})
    const done = (answer: boolean): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => done(false), patience)
    socket.on('connect', () => socket.write('\x16\x03\x01\r\n\r\n'))
    socket.once('data', (chunk: Buffer) => done(chunk.toString('latin1').startsWith('HTTP/')))
    socket.on('error', () => done(false))
    socket.on('close', () => done(false))
  })
}

/**
 * The certificate that a server shows, looked at only to say why it was refused: the runtimes drop it
 * with the connection. Nothing is sent to the server and nothing is taken from it but the certificate.
 * Never throws; undefined when it cannot be had.
 */
export function shownCertificate(
  {hostname, port}: Endpoint,
  name: string,
): Promise<PeerCertificate | undefined> {
  return new Promise((resolve) => {
    const socket = connectTLS({
      host: hostname,
      port,
      rejectUnauthorized: false,
      servername: isIP(name) === 0 ? name : '',
    })
    const done = (certificate: PeerCertificate | undefined): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(certificate)
    }
    const timer = setTimeout(() => done(undefined), patience)
    socket.on('secureConnect', () => {
      const certificate = socket.getPeerCertificate()
      done(Object.keys(certificate).length === 0 ? undefined : certificate)
    })
    socket.on('error', () => done(undefined))
    socket.on('close', () => done(undefined))
  })
}
