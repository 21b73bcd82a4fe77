import {Logger} from '../../../src/base/logger.ts'
import {MemoryOutput, memoryInput} from '../../../src/base/io.ts'
import type {Host} from '../../../src/base/host.ts'
import type {Request, Response, RESTClient} from '../../../src/client/request.ts'
import {StatusError} from '../../../src/client/status.ts'
import {NoKindMatchError, NoResourceMatchError} from '../../../src/discovery/errors.ts'
import type {RESTMapper, RESTMapping} from '../../../src/discovery/mapping.ts'
import type {BuilderContext} from '../../../src/resources/builder-context.ts'
import type {Info} from '../../../src/resources/info.ts'

function mapping(group: string, kind: string, resource: string, namespaced: boolean): RESTMapping {
  return {resource: {group, version: 'v1', resource}, kind: {group, version: 'v1', kind}, namespaced}
}

export const pods = mapping('', 'Pod', 'pods', true)
export const services = mapping('', 'Service', 'services', true)
export const nodes = mapping('', 'Node', 'nodes', false)
const lists = mapping('', 'List', 'lists', false)
const known = [pods, services, nodes]

export const mapper: RESTMapper = {
  async mappingForArgument(name) {
    const found = known.find(
      ({resource, kind}) => resource.resource === name || kind.kind.toLowerCase() === name,
    )
    if (found !== undefined) return found
    const message = `the server doesn't have a resource type "${name}"`
    throw new NoResourceMatchError({group: '', version: '', resource: name}, message)
  },
  async mappingForKind(wanted) {
    if (wanted.kind.endsWith('List')) return lists
    const found = known.find(({kind}) => kind.kind === wanted.kind && kind.group === wanted.group)
    if (found !== undefined) return found
    throw new NoKindMatchError(wanted, [wanted.version])
  },
  async mappingForGroupKind(wanted) {
    return mapper.mappingForKind({...wanted, version: ''})
  },
  async kindFor({resource}) {
    return (await mapper.mappingForArgument(resource)).kind
  },
  async resourceFor({resource}) {
    return (await mapper.mappingForArgument(resource)).resource
  },
  async resourcesFor({resource}) {
    return [(await mapper.mappingForArgument(resource)).resource]
  },
  async expandCategory(name) {
    return name === 'all' ? [pods.resource, services.resource] : undefined
  },
}

/** Answers by `path?query`; anything else is not found. Remembers what it was asked. */
export class FakeClient implements RESTClient {
  readonly host = 'https://server'
  readonly asked: string[] = []
  private readonly answers: Readonly<Record<string, unknown>>

  constructor(answers: Readonly<Record<string, unknown>> = {}) {
    this.answers = answers
  }

  async send({path, query = {}}: Request): Promise<Response> {
    const given = Object.entries(query).filter(([, value]) => value !== undefined)
    const key = given.length === 0 ? path : `${path}?${given.map(([k, v]) => `${k}=${String(v)}`).join('&')}`
    this.asked.push(key)
    const answer = this.answers[key]
    if (answer instanceof Error) throw answer
    if (answer === undefined) throw notFound(path)
    const text = JSON.stringify(answer)
    return {
      status: 200,
      headers: {},
      async *chunks() {
        yield Buffer.from(text)
      },
      text: async () => text,
    }
  }

  openWebSocket(): never {
    throw new Error('no streams here')
  }

  close(): void {}
}

export function notFound(path: string): StatusError {
  const [resource, name] = path.split('/').slice(-2)
  const message = `${resource} "${name}" not found`
  return new StatusError({status: 'Failure', reason: 'NotFound', code: 404, message})
}

export function builderContext(
  client: RESTClient,
  more: {cwd?: string; stdin?: string} = {},
): BuilderContext {
  const host: Host = {
    io: {in: memoryInput(more.stdin ?? ''), out: new MemoryOutput(), errOut: new MemoryOutput()},
    env: {},
    cwd: more.cwd ?? '/',
    home: '/',
    platform: 'linux',
    now: () => 0,
    signal: new AbortController().signal,
  }
  const unused = (): Promise<never> => Promise.reject(new Error('no case of these tests asks for it'))
  return {
    host,
    program: 'kctl',
    logger: new Logger(0, host.io.errOut, () => 0),
    client: async () => client,
    discoveryClient: unused,
    mapper: async () => mapper,
    discovery: unused,
    openapi: unused,
  }
}

/** `pods/default/web`, for comparing. */
export function short({mapping: {resource}, namespace, name}: Info): string {
  return `${resource.resource}/${namespace}/${name}`
}
