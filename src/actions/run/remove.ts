import {nameOf, namespaceOf} from '../../api/object.ts'
import {hasReason} from '../../client/status.ts'
import {Helper} from '../../resources/helper.ts'
import type {Session} from '../../session/session.ts'
import {kindName} from '../delete/deleted.ts'
import type {Propagation} from '../delete/options.ts'
import type {Created} from './created.ts'

/** How long a server may take to accept the deletions, in milliseconds. */
const patience = 15_000

/**
 * Does the work and deletes what was made, however the work ends; a signal only shortens it (kubectl leaves the
 * pod there after a signal). What is wrong with a deletion is not told, as by kubectl; it ends the deletions.
 */
export async function removing(
  session: Session,
  created: readonly Created[],
  options: {readonly quiet: boolean; readonly propagation: Propagation},
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } finally {
    await remove(session, created, options).catch(() => {})
  }
}

async function remove(
  session: Session,
  created: readonly Created[],
  {quiet, propagation}: {readonly quiet: boolean; readonly propagation: Propagation},
): Promise<void> {
  const client = await session.lastClient(AbortSignal.timeout(patience))
  try {
    for (const {object, mapping} of created) {
      const [namespace, name] = [namespaceOf(object), nameOf(object)]
      const isThere = await new Helper(client, mapping)
        .delete(namespace, name, {propagationPolicy: propagation})
        .then(() => true, ignoreMissing)
      const what = isThere
        ? `${kindName({mapping})} "${name}" deleted from ${namespace} namespace`
        : 'No resources found'
      if (!quiet || !isThere) session.io.out.write(`${what}\n`)
    }
  } finally {
    client.close()
  }
}

function ignoreMissing(error: unknown): false {
  if (hasReason(error, 'NotFound')) return false
  throw error
}
