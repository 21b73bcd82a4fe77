import type {KubeObject} from '../../../../src/api/object.ts'
import {MemoryOutput} from '../../../../src/base/io.ts'
import type {Request, Response} from '../../../../src/client/request.ts'
import {type Status, StatusError} from '../../../../src/client/status.ts'
import type {Info} from '../../../../src/resources/info.ts'
import type {Session} from '../../../../src/session/session.ts'
import type {ApplyOptions} from '../../../../src/actions/apply/options.ts'
import {toPrinter} from '../../../../src/printers/print-flags.ts'

/** What a fake server answers: an object, or the Status of an error. */
export type Answer = KubeObject | StatusError
/** Answers a request; undefined is `NotFound`. */
export type Handler = (request: Request) => Answer | undefined | Promise<Answer | undefined>

export function failure(reason: string, code: number, message: string): StatusError {
  return new StatusError({kind: 'Status', status: 'Failure', reason, code, message} as Status)
}

export const configMapMapping = {
  resource: {group: '', version: 'v1', resource: 'configmaps'},
  kind: {group: '', version: 'v1', kind: 'ConfigMap'},
  namespaced: true,
}

export function configMap(name: string, data: Record<string, string>): KubeObject {
  return {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name, namespace: 'ns'}, data}
}

export function infoOf(object: KubeObject): Info {
  const name = object.metadata?.name ?? ''
  return {mapping: configMapMapping, namespace: 'ns', name, source: 'f.yaml', object: structuredClone(object)}
}

/** A session whose files hold these objects and whose server answers as told; `requests` notes what was sent. */
export function fakeSession(objects: readonly KubeObject[], handler: Handler) {
  const requests: Request[] = []
  const [out, errOut] = [new MemoryOutput(), new MemoryOutput()]
  const client = {
    host: 'https://server',
    close() {},
    async send(request: Request): Promise<Response> {
      requests.push(request)
      const answer = (await handler(request)) ?? failure('NotFound', 404, 'not found')
      if (answer instanceof StatusError) throw answer
      const text = JSON.stringify(answer)
      return {status: 200, headers: {}, text: () => Promise.resolve(text), async *chunks() {}}
    },
  }
  const session = {
    host: {signal: new AbortController().signal, now: () => 0},
    io: {out, errOut},
    commandPath: 'kctl apply',
    restConfig: () => Promise.resolve({host: client.host}),
    namespace: () => Promise.resolve({namespace: 'ns', explicit: false}),
    client: () => Promise.resolve(client),
    select: () =>
      Promise.resolve({infos: () => Promise.resolve({infos: objects.map(infoOf), error: undefined})}),
  } as unknown as Session
  return {session, requests, out, errOut, sent: () => requests.map(({method, path}) => `${method} ${path}`)}
}

/** Options as the bare command line gives them, and these. */
export function applyOptions(some: Partial<ApplyOptions> = {}): ApplyOptions {
  return {
    filenames: ['f.yaml'],
    kustomize: '',
    recursive: false,
    selector: '',
    dryRun: 'none',
    serverSide: false,
    forceConflicts: false,
    fieldManager: undefined,
    fieldValidation: 'Strict',
    overwrite: true,
    openapiPatch: true,
    subresource: '',
    concurrency: 64,
    plan: false,
    fromPlan: '',
    prune: {enabled: false, all: false, allowlist: [], applySet: undefined},
    replace: {force: false, gracePeriod: -1, cascade: 'Background', timeout: 0},
    printing: {
      output: '',
      objects: false,
      printer: (operation) => toPrinter({output: ''}, {cwd: '/', operation}),
      listPrinter: () => toPrinter({output: ''}, {cwd: '/'}),
    },
    changeCause: undefined,
    ...some,
  }
}
