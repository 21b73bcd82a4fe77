import type {Secret} from '../../../api/raw-models.ts'
import {type Describer, endpoint, read} from '../cluster.ts'
import {writeLabelsAndAnnotations, writeName} from '../metadata.ts'
import {aligned} from '../prefix-writer.ts'
import {byKey} from '../selectors.ts'
import {decodedSize} from '../sizes.ts'

const secrets = endpoint('v1', 'secrets', 'Secret')

/** Shows a Secret: of its data only the sizes, except the token of a service account. */
export const describeSecret: Describer = async (d, namespace, name) => {
  const secret = await read<Secret>(d, secrets, namespace, name)
  const isToken = secret.type === 'kubernetes.io/service-account-token'
  return aligned((w) => {
    writeName(w, secret.metadata)
    writeLabelsAndAnnotations(w, secret.metadata)
    w.write(0, `\nType:\t${secret.type ?? ''}\n`)
    w.write(0, '\nData\n====\n')
    for (const [key, value] of byKey(secret.data)) {
      const shown =
        isToken && key === 'token' ? Buffer.from(value, 'base64').toString() : `${decodedSize(value)} bytes`
      w.write(0, `${key}:\t${shown}\n`)
    }
  })
}
