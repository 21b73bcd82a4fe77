import type {DryRun} from '../../api/dry-run.ts'
import {hasReason} from '../../client/status.ts'
import {lastAppliedPatch, originalConfiguration} from '../../patch/last-applied.ts'
import {withDryRun} from '../../printers/name.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import {addSource} from '../../resources/errors.ts'
import {getObject} from '../../resources/get-object.ts'
import {Helper, patchTypes} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import type {Session} from '../../session/session.ts'
import {describeTarget, targetOf} from './target.ts'

/** What `apply set-last-applied` was told. */
export interface SetLastAppliedOptions {
  readonly filenames: readonly string[]
  readonly createAnnotation: boolean
  readonly dryRun: DryRun
  readonly print: PrintFlags
}

/** A live object and the patch that makes its annotation hold what a file says. */
interface Change {
  readonly info: Info
  readonly patch: string
}

/**
 * Notes on live objects what files say as applied last (kubectl apply set-last-applied). Looks at all objects
 * before it changes the first. Throws when one is missing, or has no such annotation and may not get one.
 */
export async function setLastApplied(session: Session, options: SetLastAppliedOptions): Promise<void> {
  const {host, io} = session
  const printer = await toPrinter(options.print, {
    cwd: host.cwd,
    operation: withDryRun('configured', options.dryRun),
  })
  for (const {info, patch} of await changes(session, options)) {
    const object = options.dryRun === 'client' ? info.object! : await send(session, options, info, patch)
    printer.printObject(object, io.out)
  }
}

async function changes(
  session: Session,
  {filenames, createAnnotation}: SetLastAppliedOptions,
): Promise<Change[]> {
  const {namespace, explicit} = await session.namespace()
  const selection = await session.select({filenames, namespace, explicitNamespace: explicit})
  const found: Change[] = []
  await selection.visit(async (info) => {
    const {patch, configuration} = lastAppliedPatch(info.object!)
    const object = await live(session, info)
    const original = originalConfiguration(object)
    if (original === undefined && !createAnnotation) {
      throw new Error(
        `no last-applied-configuration annotation found on resource: ${info.name}, to create the annotation, run ` +
          'the command with --create-annotation',
      )
    }
    // Both are JSON, which kubectl compares as it stands.
    if (original === configuration)
      session.io.out.write(`set-last-applied ${info.name}: no changes required.\n`)
    else found.push({info: {...info, object}, patch})
  })
  return found
}

async function live(session: Session, info: Info) {
  try {
    return await getObject(await session.client(), info)
  } catch (error) {
    if (hasReason(error, 'NotFound')) throw error
    const verb = `retrieving current configuration of:\n${describeTarget(targetOf(info))}\nfrom server for:`
    throw addSource(verb, info.source, error)
  }
}

async function send(session: Session, {dryRun}: SetLastAppliedOptions, info: Info, patch: string) {
  const helper = new Helper(await session.client(), info.mapping, {dryRun: dryRun === 'server'})
  return helper.patch(info.namespace, info.name, patchTypes.merge, patch)
}
