import type {FieldValidation} from '../../api/field-validation.ts'
import type {DryRun} from '../../api/dry-run.ts'
import type {KubeObject} from '../../api/object.ts'
import {withDryRun} from '../../printers/name.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import {Helper} from '../../resources/helper.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import type {Session} from '../../session/session.ts'
import {withSavedStruct} from './saved-struct.ts'

/** What the commands that make an object from flags have in common. */
export interface GeneratedOptions {
  readonly saveConfig: boolean
  readonly dryRun: DryRun
  /** Ignore, Warn or Strict; '' to say nothing. */
  readonly fieldValidation: FieldValidation
  readonly fieldManager: string
  readonly print: PrintFlags
}

/**
 * Creates an object made from flags and prints it (the Run of kubectl's create subcommands). The object
 * stands for a Go struct: its fields keep their order. Throws what the server says, which `explain` may
 * put into other words.
 */
export async function createGenerated(
  session: Session,
  mapping: RESTMapping,
  namespace: string,
  object: KubeObject,
  options: GeneratedOptions,
  explain: (error: unknown) => unknown = (error) => error,
): Promise<void> {
  const printer = await toPrinter(options.print, {
    cwd: session.host.cwd,
    operation: withDryRun('created', options.dryRun),
    structs: true,
  })
  const sent = options.saveConfig ? withSavedStruct(object) : object
  printer.printObject(await send(session, mapping, namespace, sent, options, explain), session.io.out)
}

async function send(
  session: Session,
  mapping: RESTMapping,
  namespace: string,
  object: KubeObject,
  options: GeneratedOptions,
  explain: (error: unknown) => unknown,
): Promise<KubeObject> {
  if (options.dryRun === 'client') return object
  const {fieldManager, fieldValidation} = options
  const helper = new Helper(await session.client(), mapping, {
    dryRun: options.dryRun === 'server',
    fieldManager,
    fieldValidation,
  })
  try {
    return await helper.create(namespace, object)
  } catch (error) {
    throw explain(error)
  }
}
