import {withChangeCause} from '../../api/change-cause.ts'
import type {FieldValidation} from '../../api/field-validation.ts'
import type {DryRun} from '../../api/dry-run.ts'
import type {KubeObject} from '../../api/object.ts'
import {updatedConfiguration} from '../../patch/last-applied.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import {withDryRun} from '../../printers/name.ts'
import {addSource} from '../../resources/errors.ts'
import {Helper} from '../../resources/helper.ts'
import type {Info} from '../../resources/info.ts'
import {checkRawPath} from '../../resources/raw-request.ts'
import {requireFiles} from '../../resources/require-files.ts'
import type {Session} from '../../session/session.ts'
import {checkConcurrency, ComingKinds, workOnMany} from '../bulk/index.ts'

/** What `create -f` was told. */
export interface CreateFilesOptions {
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  readonly selector: string
  readonly edit: boolean
  readonly raw: string
  /** With `edit`; undefined for the platform's own. */
  readonly windowsLineEndings: boolean | undefined
  readonly saveConfig: boolean
  readonly dryRun: DryRun
  /** Ignore, Warn or Strict. */
  readonly fieldValidation: FieldValidation
  readonly fieldManager: string
  readonly print: PrintFlags
  /** The command line to note on the objects (`--record`), undefined for none. */
  readonly changeCause?: string | undefined
  /** Objects worked on at once. */
  readonly concurrency: number
}

/** Creates the objects of manifests (kubectl create -f). One failure does not stop the others. */
export async function createFromFiles(session: Session, options: CreateFilesOptions): Promise<void> {
  const {host, io} = session
  const edit = options.edit ? await openEdit(session, options) : undefined
  const printer = await toPrinter(options.print, {
    cwd: host.cwd,
    operation: withDryRun('created', options.dryRun),
  })
  validate(options)
  checkConcurrency(options.concurrency)
  if (edit !== undefined) return edit()
  if (options.raw !== '') {
    const {rawRequest} = await import('../../resources/raw-request.ts')
    return rawRequest(await session.client(), host, 'POST', options.raw, options.filenames[0]!)
  }
  // As in kubectl, what checks objects comes first.
  if (options.fieldValidation !== 'Ignore') await session.restConfig()
  const {namespace, explicit} = await session.namespace()
  const selection = await session.select({
    filenames: options.filenames,
    kustomize: options.kustomize,
    recursive: options.recursive,
    labelSelector: options.selector,
    namespace,
    explicitNamespace: explicit,
    continueOnError: true,
    validate: options.fieldValidation,
    // A dry run of the server leaves no definition behind.
    defineKinds: options.dryRun !== 'server',
  })
  const kinds = new ComingKinds(session, options.dryRun)
  const create = async (info: Info): Promise<KubeObject> => {
    await kinds.ready(info)
    const created = await createOne(session, options, info)
    kinds.note(created)
    return created
  }
  const bulk = {concurrency: options.concurrency, verb: 'created', foundationsFirst: true}
  let count = 0
  await selection.visitSettled(
    (infos) => workOnMany(session, infos, bulk, create),
    (_, object) => {
      count++
      printer.printObject(object, io.out)
    },
  )
  if (count === 0) throw new Error('no objects passed to create')
}

/** Finds what is to be edited; the function it gives edits and creates. */
async function openEdit(session: Session, options: CreateFilesOptions): Promise<() => Promise<void>> {
  const {editAndCreate} = await import('../edit/index.ts')
  const {changeCause} = options
  return editAndCreate(session, {...options, args: [], subresource: '', outputPatch: false, changeCause})
}

async function createOne(session: Session, options: CreateFilesOptions, info: Info): Promise<KubeObject> {
  const object = annotated(info.object!, options)
  if (options.dryRun === 'client') return object
  const helper = new Helper(await session.client(), info.mapping, {
    dryRun: options.dryRun === 'server',
    fieldManager: options.fieldManager,
    fieldValidation: options.fieldValidation,
  })
  try {
    return await helper.create(info.namespace, object)
  } catch (error) {
    throw addSource('creating', info.source, error)
  }
}

/** The object with what `--save-config` and `--record` add. */
function annotated(object: KubeObject, {saveConfig, changeCause}: CreateFilesOptions): KubeObject {
  return withChangeCause(updatedConfiguration(object, saveConfig), changeCause)
}

/** Flags that do not go together (CreateOptions.Validate). Throws the first that is wrong. */
function validate({filenames, kustomize, raw, edit, recursive, selector, print}: CreateFilesOptions): void {
  requireFiles(filenames, kustomize)
  if (raw === '') return
  if (edit) throw new Error('--raw and --edit are mutually exclusive')
  if (filenames.length !== 1) throw new Error('--raw can only use a single local file or stdin')
  if (/^https?:\/\//.test(filenames[0]!)) throw new Error('--raw cannot read from a url')
  if (recursive) throw new Error('--raw and --recursive are mutually exclusive')
  if (selector !== '') throw new Error('--raw and --selector (-l) are mutually exclusive')
  if (print.output !== '') throw new Error('--raw and --output are mutually exclusive')
  checkRawPath(raw)
}
