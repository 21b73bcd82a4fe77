import {randomInt} from 'node:crypto'
import type {V1DeploymentSpec} from '../../api/models.ts'
import type {KubeObject} from '../../api/object.ts'
import {messageOf} from '../../base/errors.ts'
import type {RESTMapping} from '../../discovery/mapping.ts'
import type {Session} from '../../session/session.ts'
import {createGenerated, type GeneratedOptions} from './generated.ts'

/** What `create deployment` was told. */
export interface CreateDeploymentOptions extends GeneratedOptions {
  readonly name: string
  readonly images: readonly string[]
  /** -1 for none. */
  readonly port: number
  readonly replicas: number
  readonly command: readonly string[]
}

const mapping: RESTMapping = {
  resource: {group: 'apps', version: 'v1', resource: 'deployments'},
  kind: {group: 'apps', version: 'v1', kind: 'Deployment'},
  namespaced: true,
}

/** Creates a deployment of the images (kubectl create deployment). */
export async function createDeployment(session: Session, options: CreateDeploymentOptions): Promise<void> {
  // The server's version may matter also for a dry run.
  await session.restConfig()
  const {namespace, explicit} = await session.namespace()
  if (options.images.length > 1 && options.command.length > 0) {
    throw new Error('cannot specify multiple --image options and command')
  }
  const deployment = newDeployment(options, explicit ? namespace : undefined)
  await createGenerated(session, mapping, namespace, deployment, options, (error) => failure(error))
}

/** kubectl forgets here that the error is the server's. */
function failure(error: unknown): Error {
  return new Error(`failed to create deployment: ${messageOf(error)}`)
}

function newDeployment(options: CreateDeploymentOptions, namespace: string | undefined): KubeObject {
  const {name, images, port, replicas, command} = options
  const labels = {app: name}
  const containers = images.map((image, index) => ({
    name: containerName(image),
    image,
    ...(command.length > 0 ? {command: [...command]} : {}),
    ...(port >= 0 && index === 0 ? {ports: [{containerPort: port}]} : {}),
    resources: {},
  }))
  const spec = {
    replicas,
    selector: {matchLabels: labels},
    template: {metadata: {labels}, spec: {containers}},
    strategy: {},
  } satisfies V1DeploymentSpec
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: {name, ...(namespace === undefined ? {} : {namespace}), labels},
    spec,
    status: {},
  }
}

/** The image's own name without registry, tag and digest, made fit for a container. */
function containerName(image: string): string {
  const [bare] = image.split('/').at(-1)!.split(':', 1)[0]!.split('@', 1)
  if (!/[_.]/.test(bare!)) return bare!
  return `${bare!.replace(/[_.]/g, '-')}-${randomSuffix()}`
}

/** Without vowels and look-alikes, as apimachinery's rand.String. */
const letters = 'bcdfghjklmnpqrstvwxz2456789'

function randomSuffix(): string {
  return Array.from({length: 5}, () => letters[randomInt(letters.length)]).join('')
}
