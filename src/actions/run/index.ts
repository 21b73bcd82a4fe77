import {CHANGE_CAUSE} from '../../api/change-cause.ts'
import type {DryRun} from '../../api/dry-run.ts'
import type {V1Container, V1PodSpec, V1ServiceSpec} from '../../api/models.ts'
import type {KubeObject} from '../../api/object.ts'
import {newAggregate} from '../../base/aggregate.ts'
import {toError} from '../../base/errors.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import {withDryRun} from '../../printers/name.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import {Helper} from '../../resources/helper.ts'
import type {Session} from '../../session/session.ts'
import {podMapping} from '../attach/attachable-pod.ts'
import {withAnnotation, withSavedStruct} from '../create/saved-struct.ts'
import {parseCascade, type Propagation} from '../delete/options.ts'
import {attaches, type ParsedRun, parseRun, type RunOptions, validateRun} from './options.ts'
import {applyOverrides} from './overrides.ts'
import type {Created} from './created.ts'

/** What `run` was told; `--dry-run` is looked at when its turn comes. */
export type RunFlags = Omit<RunOptions, 'dryRun'> & {readonly dryRun: () => DryRun}

/** Runs an image in a pod, with `--expose` behind a service (kubectl run). */
export async function run(session: Session, flags: RunFlags): Promise<void> {
  const parsed = parseRun(flags)
  const options: RunOptions = {...flags, dryRun: flags.dryRun()}
  // The server's version may matter also for a dry run.
  await session.restConfig()
  const target = await session.namespace()
  const printer = await toPrinter(options.print, {
    cwd: session.host.cwd,
    operation: withDryRun('created', options.dryRun),
    structs: true,
  })
  const propagation = parseCascade(options.cascade, (line) => session.io.errOut.write(line))
  validateRun(options)
  const release = options.rm ? session.host.hold?.() : undefined
  try {
    await createAndAttach(session, options, {parsed, target, printer, propagation})
  } finally {
    release?.()
  }
}

/** What the flags came to. */
interface Prepared {
  readonly parsed: ParsedRun
  readonly target: {readonly namespace: string; readonly explicit: boolean}
  readonly printer: Printer
  readonly propagation: Propagation
}

async function createAndAttach(
  session: Session,
  options: RunOptions,
  {parsed, target, printer, propagation}: Prepared,
): Promise<void> {
  const [name, ...words] = options.args as [string, ...string[]]
  const labels = Object.keys(parsed.labels).length > 0 ? parsed.labels : {run: name}
  // kubectl asks what the server calls a pod even where it sends it none (createGeneratedObject).
  if (options.dryRun === 'client') await (await session.mapper()).mappingForKind(podMapping.kind)
  const draft = newPod(name, labels, words, options, parsed)
  const pod = await applyOverrides(draft, options.overrides, options.overrideType)
  const created: Created[] = [
    {mapping: podMapping, object: await create(session, target, podMapping, pod, options)},
  ]
  const errors: Error[] = []
  if (options.expose) {
    const service = newService(name, parsed.labels, labels, Number(options.port))
    try {
      created.push({
        mapping: serviceMapping,
        object: await create(session, target, serviceMapping, service, options),
      })
    } catch (error) {
      errors.push(toError(error))
    }
  }
  if (attaches(options)) {
    const {attachTo} = await import('./attached.ts')
    const restart = {...options, restartPolicy: parsed.restartPolicy}
    if (!options.rm) return attachTo(session, created[0]!.object, restart)
    const {removing} = await import('./remove.ts')
    return removing(session, created, {...options, propagation}, () =>
      attachTo(session, created[0]!.object, restart),
    )
  }
  for (const {object} of created) printer.printObject(object, session.io.out)
  const failure = newAggregate(errors)
  if (failure !== undefined) throw failure
}

const serviceMapping: RESTMapping = {
  resource: {group: '', version: 'v1', resource: 'services'},
  kind: {group: '', version: 'v1', kind: 'Service'},
  namespaced: true,
}

async function create(
  session: Session,
  {namespace, explicit}: {readonly namespace: string; readonly explicit: boolean},
  mapping: RESTMapping,
  object: KubeObject,
  options: RunOptions,
): Promise<KubeObject> {
  const {dryRun, saveConfig, fieldManager, changeCause} = options
  const noted = changeCause === undefined ? object : withAnnotation(object, CHANGE_CAUSE, changeCause)
  if (dryRun === 'client') return explicit ? inNamespace(noted, namespace) : noted
  const helper = new Helper(await session.client(), mapping, {
    dryRun: dryRun === 'server',
    fieldManager,
  })
  return helper.create(namespace, saveConfig ? withSavedStruct(noted) : noted, false)
}

/** In ObjectMeta the namespace comes right after the names. */
function inNamespace(object: KubeObject, namespace: string): KubeObject {
  const {name, generateName, ...rest} = object.metadata ?? {}
  const names = {...(name ? {name} : {}), ...(generateName ? {generateName} : {})}
  return {...object, metadata: {...names, namespace, ...rest}}
}

/** Fields stand in the order of the Go structs, which JSON output keeps. */
function newPod(
  name: string,
  labels: Readonly<Record<string, string>>,
  words: readonly string[],
  options: RunOptions,
  {annotations, env, restartPolicy}: ParsedRun,
): KubeObject {
  const {image, command, port, imagePullPolicy, privileged, stdin, leaveStdinOpen, tty} = options
  const container = {
    name,
    image,
    ...(words.length > 0 ? {[command ? 'command' : 'args']: [...words]} : {}),
    ...(port === '' ? {} : {ports: [{containerPort: Number(port)}]}),
    ...(env.length > 0 ? {env: env.map((variable) => ({...variable}))} : {}),
    resources: {},
    ...(imagePullPolicy === '' ? {} : {imagePullPolicy}),
    ...(privileged ? {securityContext: {privileged: true}} : {}),
    ...(stdin ? {stdin: true} : {}),
    ...(stdin && !leaveStdinOpen ? {stdinOnce: true} : {}),
    ...(tty ? {tty: true} : {}),
  } satisfies V1Container
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name,
      labels: sorted(labels),
      ...(Object.keys(annotations).length > 0 ? {annotations: sorted(annotations)} : {}),
    },
    spec: {containers: [container], restartPolicy, dnsPolicy: 'ClusterFirst'} satisfies V1PodSpec,
    status: {},
  }
}

/** A service carries only labels the user asked for, and selects what the pod has. */
function newService(
  name: string,
  ownLabels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
  port: number,
): KubeObject {
  const hasLabels = Object.keys(ownLabels).length > 0
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: {name, ...(hasLabels ? {labels: sorted(ownLabels)} : {})},
    spec: {
      ports: [{protocol: 'TCP', port, targetPort: port}],
      selector: sorted(selector),
    } satisfies V1ServiceSpec,
    status: {loadBalancer: {}},
  }
}

/** Go prints maps by their keys. */
function sorted(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
