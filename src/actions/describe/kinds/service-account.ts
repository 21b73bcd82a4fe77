import type {ServiceAccount} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {eventsOf, writeEvents} from '../events.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'

const accounts = endpoint('v1', 'serviceaccounts', 'ServiceAccount')

/** Shows a service account and its pull secrets. */
export const describeServiceAccount: Describer = async (d, namespace, name) => {
  const account = await read<ServiceAccount>(d, accounts, namespace, name)
  const events = await eventsOf(d, account, 'ServiceAccount')
  return aligned((w) => {
    writeName(w, account.metadata)
    writeLabelsAndAnnotations(w, account.metadata)
    const secrets = account.imagePullSecrets ?? []
    const title = 'Image pull secrets:'
    if (secrets.length === 0) w.write(0, `${title}\t<none>\n`)
    for (const [index, secret] of secrets.entries()) {
      w.write(0, `${index === 0 ? title : ' '.repeat(title.length)}\t${secret.name ?? ''}\n`)
    }
    writeEvents(w, events, d.now)
  })
}
