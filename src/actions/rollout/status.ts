import {interruptible} from '../../base/interrupt.ts'
import {colored} from '../../base/io.ts'
import type {RESTClient} from '../../client/request.ts'
import {followObject} from '../../resources/follow.ts'
import type {Info} from '../../resources/info.ts'
import {reflectorLog} from '../../resources/reflector-log.ts'
import {isTyped} from '../../resources/typed-kinds.ts'
import type {Session} from '../../session/session.ts'
import {statusViewerFor} from './status-viewers.ts'

/** What `rollout status` was told, flags by their names. */
export interface RolloutStatusOptions {
  readonly args: readonly string[]
  readonly filenames: readonly string[]
  readonly kustomize?: string | undefined
  readonly recursive: boolean
  readonly selector: string
  readonly watch: boolean
  readonly revision: number
  /** Milliseconds, 0 for no limit. */
  readonly timeout: number
}

/** Tells how far rollouts are, until they are done (kubectl rollout status). Throws when one fails. */
export async function rolloutStatus(session: Session, options: RolloutStatusOptions): Promise<void> {
  const {namespace, explicit} = await session.namespace()
  validate(options)
  const selection = await session.select({
    args: options.args,
    filenames: options.filenames,
    kustomize: options.kustomize,
    recursive: options.recursive,
    labelSelector: options.selector,
    namespace,
    explicitNamespace: explicit,
    typeMeansAll: true,
    continueOnError: true,
    latest: true,
    scheme: {has: isTyped, fault: () => undefined},
  })
  const client = await session.client()
  let found = false
  await selection.visit(async (info) => {
    found = true
    await interruptible(session.host.signal, () => showUntilDone(session, client, info, options))
  })
  if (!found) session.io.errOut.write(`No resources found in ${namespace} namespace.\n`)
}

function validate({args, filenames, kustomize, revision}: RolloutStatusOptions): void {
  if (args.length === 0 && filenames.length === 0 && !kustomize) {
    throw new Error('required resource not specified')
  }
  if (revision < 0) throw new Error(`revision must be a positive integer: ${revision}`)
}

async function showUntilDone(
  session: Session,
  client: RESTClient,
  info: Info,
  {watch, revision, timeout}: RolloutStatusOptions,
): Promise<void> {
  const view = statusViewerFor(info.mapping.kind)
  if (timeout < 0)
    session.logger.error('until.go:159', 'Timeout for context shall not be negative', undefined)
  const limit = timeout > 0 ? AbortSignal.timeout(Math.min(timeout, 2 ** 31 - 1)) : undefined
  const signal = limit ? AbortSignal.any([limit, session.host.signal]) : session.host.signal
  const trouble = reflectorLog(session.io.errOut, () => session.host.now())
  try {
    for await (const change of followObject(client, info, signal, trouble)) {
      if (change.type === 'SYNCED') continue
      // Going on would silently watch a new object of the same name.
      if (change.type === 'DELETED') throw new Error('object has been deleted')
      const {message, done} = view(change.object, revision)
      colored(session.io.out, 'progress').write(message)
      if (done || !watch) return
    }
  } catch (error) {
    if (limit?.aborted) throw new Error('timed out waiting for the condition')
    throw error
  }
}
