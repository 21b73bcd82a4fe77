import type {CertificateSigningRequest} from '../../../api/raw-models.ts'
import {humanDuration} from '../../../base/duration.ts'
import {messageOf} from '../../../base/errors.ts'
import {sprintf} from '../../../gotemplate/format/printf.ts'
import {type CertificateRequest, parseCertificateRequest} from '../certificate-request.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {aligned, type PrefixWriter} from '../prefix-writer.ts'
import {formatLabels} from '../selectors.ts'
import {longTime} from '../times.ts'

const requests = endpoint('certificates.k8s.io/v1', 'certificatesigningrequests', 'CertificateSigningRequest')

/** Shows who asks for a certificate, for whom, and what became of it. */
export const describeSigningRequest: Describer = async (d, _namespace, name) => {
  const request = await read<CertificateSigningRequest>(d, requests, '', name)
  const events = await eventsOf(d, request, 'CertificateSigningRequest')
  const {metadata = {}, spec = {}} = request
  const certificate = parse(spec.request)
  return aligned((w) => {
    w.write(0, `Name:\t${metadata.name ?? ''}\n`)
    w.write(0, `Labels:\t${formatLabels(metadata.labels)}\n`)
    w.write(0, `Annotations:\t${formatLabels(metadata.annotations)}\n`)
    w.write(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}\n`)
    w.write(0, `Requesting User:\t${spec.username ?? ''}\n`)
    if (spec.signerName) w.write(0, `Signer:\t${spec.signerName}\n`)
    if (typeof spec.expirationSeconds === 'number') {
      w.write(0, `Requested Duration:\t${humanDuration(spec.expirationSeconds * 1000)}\n`)
    }
    w.write(0, `Status:\t${statusOf(request)}\n`)
    writeSubject(w, certificate)
    writeNames(w, certificate)
    writeEvents(w, events, d.now)
  })
}

function parse(request: string | undefined): CertificateRequest {
  try {
    return parseCertificateRequest(Buffer.from(request ?? '', 'base64'))
  } catch (error) {
    throw new Error(`Error parsing CSR: ${messageOf(error)}`, {cause: error})
  }
}

/** kubectl's extractCSRStatus. */
function statusOf({status = {}}: CertificateSigningRequest): string {
  const types = new Set(status.conditions?.map(({type}) => type))
  const decision = types.has('Denied') ? 'Denied' : types.has('Approved') ? 'Approved' : 'Pending'
  return `${decision}${types.has('Failed') ? ',Failed' : ''}${status.certificate ? ',Issued' : ''}`
}

function writeSubject(w: PrefixWriter, {subject}: CertificateRequest): void {
  w.write(0, 'Subject:\n')
  w.write(0, `\tCommon Name:\t${subject('2.5.4.3').at(-1) ?? ''}\n`)
  w.write(0, `\tSerial Number:\t${subject('2.5.4.5').at(-1) ?? ''}\n`)
  writeValues(w, 'Organization', subject('2.5.4.10'))
  writeValues(w, 'Organizational Unit', subject('2.5.4.11'))
  writeValues(w, 'Country', subject('2.5.4.6'))
  writeValues(w, 'Locality', subject('2.5.4.7'))
  writeValues(w, 'Province', subject('2.5.4.8'))
  writeValues(w, 'StreetAddress', subject('2.5.4.9'))
  writeValues(w, 'PostalCode', subject('2.5.4.17'))
}

function writeNames(w: PrefixWriter, {names: {dns, emails, uris, ips}}: CertificateRequest): void {
  if ([dns, emails, uris, ips].every((names) => names.length === 0)) return
  w.write(0, 'Subject Alternative Names:\n')
  writeValues(w, 'DNS Names', dns)
  writeValues(w, 'Email Addresses', emails)
  writeValues(w, 'URIs', uris)
  writeValues(w, 'IP Addresses', ips)
}

/** The values under each other, nothing without any. kubectl takes them for a format: `%d` becomes `%!d(MISSING)`. */
function writeValues(w: PrefixWriter, title: string, values: readonly string[]): void {
  if (values.length > 0) w.write(0, `\t${title}:\t${sprintf(values.join('\n\t\t'), [])}\n`)
}
