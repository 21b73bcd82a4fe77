import type {KubeConfig} from '../../kubeconfig/config.ts'

/** What base64 turns into the text `DATA+OMITTED`. */
const omitted = Buffer.from('DATA+OMITTED', 'base64')

/** Hides certificates, keys, tokens and passwords (clientcmd's RedactSecrets and ShortenConfig). */
export function redact(config: KubeConfig): void {
  for (const user of config.users.values()) {
    if (user.clientKeyData.length > 0) user.clientKeyData = omitted
    if (user.clientCertificateData.length > 0) user.clientCertificateData = omitted
    if (user.token !== '') user.token = 'REDACTED'
    if (user.password !== '') user.password = 'REDACTED'
  }
  for (const cluster of config.clusters.values()) {
    if (cluster.certificateAuthorityData.length > 0) cluster.certificateAuthorityData = omitted
  }
}
