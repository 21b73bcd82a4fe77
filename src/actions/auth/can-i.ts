import type {GroupVersionResource} from '../../api/schema.ts'
import {ExitError} from '../../base/errors.ts'
import {harmless} from '../../base/terminal-text.ts'
import {parseArgument} from '../../discovery/rest-mapper.ts'
import type {Session} from '../../session/session.ts'
import {requestReview} from './review.ts'

export interface CanIOptions {
  readonly args: readonly string[]
  readonly allNamespaces: boolean
  readonly quiet: boolean
  readonly subresource: string
  readonly list: boolean
  readonly noHeaders: boolean
}

/** What the user wants to do: something with a resource or at a path. */
interface Action {
  readonly verb: string
  readonly url: string
  readonly resource: GroupVersionResource | undefined
  readonly name: string
}

const resourceVerbs = new Set(
  (
    'get list watch create update patch delete deletecollection use bind impersonate * approve sign ' +
    'escalate attest'
  ).split(' '),
)
const urlVerbs = new Set('get put post head options delete patch *'.split(' '))
/** Resources that no discovery shows: what `impersonate` is about. */
const undiscovered = new Set(['users', 'groups'])

/**
 * Prints whether the user may do something, or all that the user may do (kubectl's can-i.go). Throws
 * ExitError with code 1 for no, and what is wrong with the arguments; doubts about them are warnings.
 */
export async function canI(session: Session, options: CanIOptions): Promise<void> {
  if (options.list && options.args.length > 0) {
    throw new Error('list option must be specified with no arguments')
  }
  const action = options.list ? undefined : await readAction(session, options.args)
  await session.client()
  const namespace = options.allNamespaces ? '' : (await session.namespace()).namespace
  if (action === undefined) {
    if (options.quiet || options.allNamespaces || options.subresource !== '') {
      throw new Error(
        "list option can't be specified with neither quiet, all-namespaces nor subresource options",
      )
    }
    const {listAccess} = await import('./access-list.ts')
    return listAccess(session, namespace, options.noHeaders)
  }
  await validate(session, action, options)
  await check(session, action, namespace, options)
}

async function readAction(session: Session, args: readonly string[]): Promise<Action> {
  const [verb = '', what = ''] = args
  if (args.length !== 2) {
    throw new Error(
      'you must specify two arguments: verb resource or verb resource/resourceName.\n' +
        "See 'kubectl auth can-i -h' for help and examples.",
    )
  }
  if (what.startsWith('/')) return {verb, url: what, resource: undefined, name: ''}
  const slash = what.indexOf('/')
  const type = slash < 0 ? what : what.slice(0, slash)
  const resource = await resourceNamed(session, type)
  return {verb, url: '', resource, name: slash < 0 ? '' : what.slice(slash + 1)}
}

/** The resource that the server knows by this name; otherwise the name as it is, with a warning. */
async function resourceNamed(session: Session, type: string): Promise<GroupVersionResource> {
  const asGiven = {group: '', version: '', resource: type}
  const mapper = await session.mapper()
  if (type === '*') return asGiven
  const {versioned, plain} = parseArgument(type.toLowerCase())
  const found =
    (versioned && (await mapper.resourceFor(versioned).catch(() => undefined))) ??
    (await mapper.resourceFor(plain).catch(() => undefined))
  if (found !== undefined) return found
  if (plain.group !== '') {
    await session.warn(
      `the server doesn't have a resource type '${plain.resource}' in group '${plain.group}'\n`,
    )
  } else if (!undiscovered.has(plain.resource)) {
    await session.warn(`the server doesn't have a resource type '${plain.resource}'\n`)
  }
  return asGiven
}

async function validate(session: Session, action: Action, options: CanIOptions): Promise<void> {
  const {verb, resource} = action
  if (resource === undefined) {
    if (options.subresource !== '') throw new Error('--subresource can not be used with NonResourceURL')
    if (!urlVerbs.has(verb)) await session.warn(`verb '${verb}' is not a known verb\n`)
  } else if (resource.resource !== '' && !options.allNamespaces) {
    if (await isClusterScoped(session, resource)) {
      const group = resource.group === '' ? '' : ` in group '${resource.group}'`
      await session.warn(`resource '${resource.resource}' is not namespace scoped${group}\n`)
    }
    if (!resourceVerbs.has(verb)) await session.warn(`verb '${verb}' is not a known verb\n`)
  }
  if (options.noHeaders) throw new Error('--no-headers cannot be set without --list specified')
}

/** False also when the server does not tell. */
async function isClusterScoped(
  session: Session,
  {group, version, resource}: GroupVersionResource,
): Promise<boolean> {
  if (resource === '*' || version === '') return false
  const discovery = await session.discovery()
  const list = await discovery.resourcesOf(group, version).catch(() => undefined)
  return list?.resources.find(({name}) => name === resource)?.namespaced === false
}

async function check(
  session: Session,
  {verb, url, resource, name}: Action,
  namespace: string,
  {quiet, subresource}: CanIOptions,
): Promise<void> {
  const attributes =
    resource === undefined
      ? {nonResourceAttributes: {path: url, verb}}
      : {
          resourceAttributes: {
            namespace,
            verb,
            group: resource.group,
            resource: resource.resource,
            subresource,
            name,
          },
        }
  const review = await requestReview(
    session,
    {group: 'authorization.k8s.io', version: 'v1'},
    'SelfSubjectAccessReview',
    'selfsubjectaccessreviews',
    attributes,
  )
  const status = (review['status'] ?? {}) as {allowed?: boolean; reason?: string; evaluationError?: string}
  const out = harmless(session.io.out)
  const {allowed = false, reason, evaluationError} = status
  const because = [reason, evaluationError].map((text) => (text ? ` - ${text}` : '')).join('')
  if (!quiet) out.write(allowed ? 'yes\n' : `no${because}\n`)
  if (!allowed) throw new ExitError(1)
}
