import type {KubeObject} from '../../api/object.ts'
import type {Output} from '../../base/io.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import {harmless} from '../../base/terminal-text.ts'
import {hasReason} from '../../client/status.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import type {Session} from '../../session/session.ts'
import {requestReview} from './review.ts'

interface UserInfo {
  readonly username?: string
  readonly uid?: string
  readonly groups?: readonly string[]
  readonly extra?: Readonly<Record<string, readonly string[]>>
}

/**
 * Prints as whom the server sees the user, as a table unless `-o` says otherwise (kubectl's whoami.go).
 * Throws `the selfsubjectreviews API is not enabled in the cluster`, with `or you do not have permission
 * to call it` when the server forbids it.
 */
export async function whoAmI(session: Session, flags: PrintFlags): Promise<void> {
  await session.client()
  const printer =
    flags.output === '' ? undefined : await toPrinter(flags, {cwd: session.host.cwd, structs: true})
  const review = await reviewSelf(session)
  if (printer === undefined) printTable(review, session.io.out)
  else printer.printObject(review, session.io.out)
}

/** By the newest version of the API that the server has. */
async function reviewSelf(session: Session): Promise<KubeObject> {
  for (const version of ['v1', 'v1beta1', 'v1alpha1']) {
    const group = 'authentication.k8s.io'
    try {
      return await requestReview(session, {group, version}, 'SelfSubjectReview', 'selfsubjectreviews')
    } catch (error) {
      if (hasReason(error, 'Forbidden')) {
        throw new Error(
          'the selfsubjectreviews API is not enabled in the cluster or you do not have permission to call it',
        )
      }
      if (!hasReason(error, 'NotFound')) throw error
    }
  }
  throw new Error('the selfsubjectreviews API is not enabled in the cluster')
}

function printTable(review: KubeObject, out: Output): void {
  const {username, uid, groups, extra} =
    (review['status'] as {userInfo?: UserInfo} | undefined)?.userInfo ?? {}
  const writer = new TabWriter(harmless(out))
  writer.write('ATTRIBUTE\tVALUE\n')
  if (username) writer.write(`Username\t${username}\n`)
  if (uid) writer.write(`UID\t${uid}\n`)
  if (groups?.length) writer.write(`Groups\t[${groups.join(' ')}]\n`)
  for (const key of Object.keys(extra ?? {}).toSorted()) {
    writer.write(`Extra: ${key}\t[${extra![key]!.join(' ')}]\n`)
  }
  writer.flush()
}
