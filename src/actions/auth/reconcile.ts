import type {DryRun} from '../../api/dry-run.ts'
import type {KubeObject} from '../../api/object.ts'
import {kindOf} from '../../api/schema.ts'
import {BrokenPipeError, messageOf} from '../../base/errors.ts'
import type {RESTClient} from '../../client/request.ts'
import {hasReason} from '../../client/status.ts'
import {withDryRun} from '../../printers/name.ts'
import {type PrintFlags, toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import type {Info} from '../../resources/info.ts'
import {requireFiles} from '../../resources/require-files.ts'
import type {Scheme} from '../../resources/scheme.ts'
import {isTyped} from '../../resources/typed-kinds.ts'
import type {Session} from '../../session/session.ts'
import {encodeRBAC, rbacFault} from './rbac-types.ts'
import {RBACObjects} from './rbac-objects.ts'
import {reconcileBinding} from './reconcile-binding.ts'
import {reconcileRole} from './reconcile-role.ts'
import type {Reconciled} from './reconciled.ts'

/** The flags of `auth reconcile`. */
export interface ReconcileOptions {
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly recursive: boolean
  readonly args: readonly string[]
  readonly removeExtraPermissions: boolean
  readonly removeExtraSubjects: boolean
  /** Reads `--dry-run`, at the time when kubectl does. */
  readonly dryRun: () => DryRun
  readonly print: PrintFlags
}

/** How one object is worked on. */
interface Work {
  readonly client: RESTClient
  readonly printer: Printer
  readonly removeExtraPermissions: boolean
  readonly removeExtraSubjects: boolean
  /** Only says what would be done. */
  readonly dryRun: boolean
}

const group = 'rbac.authorization.k8s.io'
const kinds = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']

/**
 * Makes roles and bindings allow what manifests say (kubectl auth reconcile); other objects in them are skipped.
 * Throws what goes wrong with any of them at the end.
 */
export async function reconcile(session: Session, options: ReconcileOptions): Promise<void> {
  const {filenames, kustomize, recursive} = options
  requireFiles(filenames, kustomize)
  if (options.args.length > 0) throw new Error('no arguments are allowed')
  const dryRun = clientSideDryRun(options.dryRun)
  const {namespace, explicit} = await session.namespace()
  const selection = await session.select({
    namespace,
    explicitNamespace: explicit,
    filenames,
    kustomize,
    recursive,
    continueOnError: true,
    local: true,
    scheme,
  })
  const client = await session.client()
  const operation = withDryRun('reconciled', dryRun ? 'client' : 'none')
  const printer = await toPrinter(options.print, {cwd: session.host.cwd, operation, structs: true})
  const work = {...options, client, printer, dryRun}
  await selection.visit((info) => reconcileOne(session, work, info))
}

/** Whether nothing is to be changed. Throws for a dry run in the server. */
function clientSideDryRun(read: () => DryRun): boolean {
  let strategy: DryRun
  try {
    strategy = read()
  } catch (error) {
    throw new Error(`error accessing --dry-run flag for command reconcile: ${messageOf(error)}`)
  }
  if (strategy === 'server') throw new Error('--dry-run=server for command reconcile is not supported yet')
  return strategy === 'client'
}

const scheme: Scheme = {
  has: isTyped,
  fault(object) {
    const {group: of, version} = kindOf(object)
    return of === group && version === 'v1' ? rbacFault(object) : undefined
  },
}

async function reconcileOne(session: Session, work: Work, {object}: Info): Promise<void> {
  const {group: of, version, kind} = kindOf(object!)
  if (of !== group || !kinds.includes(kind)) return
  if (version !== 'v1') {
    throw new Error(`only rbac.authorization.k8s.io/v1 is supported: not *${version}.${kind}`)
  }
  const objects = new RBACObjects(work.client, object!)
  const result = await retryOnConflict(() => reconciled(objects, work, object!, kind))
  print(session, work, result, kind.endsWith('Binding'))
}

/** Another change came in between: three tries (retry.RetryOnConflict). */
async function retryOnConflict<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      if (tries === 3 || !hasReason(error, 'Conflict')) throw error
    }
  }
}

async function reconciled(
  objects: RBACObjects,
  {removeExtraPermissions, removeExtraSubjects, dryRun}: Work,
  wanted: KubeObject,
  kind: string,
): Promise<Reconciled> {
  const isBinding = kind.endsWith('Binding')
  // Objects that come and go meanwhile are not followed for ever.
  for (let tries = isBinding ? 4 : 3; tries > 0; tries--) {
    const live = await objects.get()
    const result = isBinding
      ? reconcileBinding(live, wanted, removeExtraSubjects)
      : reconcileRole(live, wanted, removeExtraPermissions)
    if (result.isProtected || dryRun || result.operation === 'none') return result
    const object = await objects.carryOut(result, live)
    if (object !== undefined) return {...result, object}
  }
  throw new Error('exceeded maximum attempts')
}

function print(
  {io}: Session,
  {printer, removeExtraPermissions, removeExtraSubjects}: Work,
  {operation, object, isProtected, missing, extra}: Reconciled,
  isBinding: boolean,
): void {
  try {
    printer.printObject(encodeRBAC(object), io.out)
  } catch (error) {
    // kubectl does not look at what its printer says.
    if (error instanceof BrokenPipeError) throw error
  }
  if (operation === 'none') return
  const caveat = isProtected
    ? `, but object opted out (rbac.authorization.kubernetes.io/autoupdate: false)`
    : ''
  io.errOut.write(`\treconciliation required ${operation}${caveat}\n`)
  const what = isBinding ? 'subjects' : 'rules'
  const isRemoved = isBinding ? removeExtraSubjects : removeExtraPermissions
  io.errOut.write(
    lines(`missing ${what} added`, missing) + lines(`extra ${what} removed`, isRemoved ? extra : []),
  )
}

function lines(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `\t${title}:\n${items.map((item) => `\t\t${item}\n`).join('')}`
}
