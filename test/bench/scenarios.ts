import {execFile} from 'node:child_process'
import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {promisify} from 'node:util'
import type {TestCluster} from '../support/cluster.ts'
import {ensurePod} from './load.ts'

/** Where a scenario finds its things. */
export interface Ground {
  readonly cluster: TestCluster
  readonly folder: string
  readonly kctl: string
  readonly smallNamespace: string
  readonly largeNamespace: string
}

/** Something that both programs do, in turn. */
export interface Scenario {
  readonly name: string
  /** kctl's wall, and where given memory, over kubectl's must be at most this (performance.md's targets). */
  readonly target?: {readonly wall?: number; readonly memory?: number}
  /** Pairs counted, after one that is not when there are several. */
  readonly runs: number
  /** What it ends with when all is well; 0 unless given. */
  readonly exit?: number
  readonly needsLarge?: boolean
  /** A thousand custom types are there, from the first such scenario on. */
  readonly needsTypes?: boolean
  args(side: string, ground: Ground): readonly string[]
  /** Before each run, unmeasured. */
  prepare?(side: string, ground: Ground): void | Promise<void>
}

const cacheFolder = (side: string, {folder}: Ground) => path.join(folder, `home-${side}`, '.kube/cache')

/** 1,000 ConfigMaps in one file; `revision` changes each of them. */
export function writeObjects(side: string, revision: number, ground: Ground): void {
  const objects = Array.from(
    {length: 1000},
    (_, i) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: object-${i}\ndata:\n  index: "${i}"\n  revision: "${revision}"\n`,
  )
  writeFileSync(objectsFile(side, ground), objects.join('---\n'))
}
const objectsFile = (side: string, {folder}: Ground) => path.join(folder, `objects-${side}.yaml`)

const applyObjects = (side: string, ground: Ground) => [
  'apply',
  '-n',
  `${ground.smallNamespace}-${side}`,
  '-f',
  objectsFile(side, ground),
]

/** Has the objects of one revision on the server, applied in one of the ways, and those of the next in the file. */
async function changeObjects(
  side: string,
  revision: number,
  ground: Ground,
  ...flags: string[]
): Promise<void> {
  writeObjects(side, revision, ground)
  const env = {KUBECONFIG: ground.cluster.kubeconfig, HOME: ground.folder}
  const args = [...applyObjects(side, ground), ...flags]
  await promisify(execFile)(ground.kctl, args, {env, maxBuffer: 1 << 20})
  writeObjects(side, revision + 1, ground)
}

/** Has none of the objects on the server, and those of a revision in the file. */
async function forgetObjects(side: string, revision: number, ground: Ground): Promise<void> {
  writeObjects(side, revision, ground)
  const env = {KUBECONFIG: ground.cluster.kubeconfig, HOME: ground.folder}
  const namespace = `${ground.smallNamespace}-${side}`
  const args = ['delete', '-n', namespace, '-f', objectsFile(side, ground), '--ignore-not-found']
  await promisify(execFile)(ground.kctl, args, {env, maxBuffer: 1 << 20})
}

/** 10,000 ConfigMaps, a file each. */
function writeFolder(side: string, ground: Ground): void {
  const folder = objectsFolder(side, ground)
  mkdirSync(folder, {recursive: true})
  for (let i = 0; i < 10_000; i++) {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: file-${i}\ndata:\n  index: "${i}"\n`
    writeFileSync(path.join(folder, `${i}.yaml`), text)
  }
}
const objectsFolder = (side: string, {folder}: Ground) => path.join(folder, `objects-${side}`)

function list(format: string, args: readonly string[], target: {wall?: number; memory?: number}): Scenario {
  return {
    name: `get 10,000 pods, ${format}`,
    target,
    runs: 3,
    needsLarge: true,
    args: (_, {largeNamespace}) => ['get', 'pods', '-n', largeNamespace, ...args],
  }
}

/** In the order in which they run: those that apply and delete build upon each other, the last two come with many types. */
export const scenarios: readonly Scenario[] = [
  {name: 'version --client', target: {wall: 0.5}, runs: 15, args: () => ['version', '--client']},
  {name: 'config current-context', target: {wall: 0.5}, runs: 15, args: () => ['config', 'current-context']},
  {
    name: 'get pods',
    target: {wall: 0.6},
    runs: 15,
    args: (_, {smallNamespace}) => ['get', 'pods', '-n', smallNamespace],
  },
  {
    name: 'get pods, cold cache',
    target: {wall: 0.7},
    runs: 9,
    prepare: (side, ground) => rmSync(cacheFolder(side, ground), {recursive: true, force: true}),
    args: (_, {smallNamespace}) => ['get', 'pods', '-n', smallNamespace],
  },
  list('table', [], {wall: 0.5, memory: 0.5}),
  list('wide', ['-o', 'wide'], {wall: 0.5, memory: 0.5}),
  list('json', ['-o', 'json'], {wall: 0.3, memory: 0.3}),
  list('yaml', ['-o', 'yaml'], {wall: 0.3, memory: 0.2}),
  list('kyaml', ['-o', 'kyaml'], {wall: 0.3, memory: 0.3}),
  list('name', ['-o', 'name'], {wall: 0.2}),
  list('jsonpath', ['-o', 'jsonpath={.items[*].metadata.name}'], {wall: 0.3}),
  list(
    'custom-columns',
    ['-o', 'custom-columns=NAME:.metadata.name,NODE:.spec.nodeName,IMAGES:.spec.containers[*].image'],
    {wall: 0.6},
  ),
  list('custom-columns, 1 in 7 by label', ['-l', 'app=app-3', '-o', 'custom-columns=NAME:.metadata.name'], {
    wall: 0.6,
  }),
  list(
    'go-template',
    ['-o', 'go-template={{range .items}}{{.metadata.name}} {{.status.phase}}{{"\\n"}}{{end}}'],
    {
      wall: 0.3,
    },
  ),
  // Both end the watch with the time-out, so that only memory says something.
  list('table, then watched', ['--watch', '--request-timeout=15s'], {memory: 1}),
  {
    name: 'describe a pod',
    target: {wall: 0.6},
    runs: 9,
    prepare: (_, {cluster, smallNamespace}) => ensurePod(cluster, smallNamespace),
    args: (_, {smallNamespace}) => ['describe', 'pod', 'pod-00000', '-n', smallNamespace],
  },
  // The server looks through all events of the namespace, which takes most of the time.
  {
    name: 'describe a pod among 10,000',
    runs: 9,
    needsLarge: true,
    args: (_, {largeNamespace}) => ['describe', 'pod', 'pod-00000', '-n', largeNamespace],
  },
  {
    name: 'describe 1,400 pods of 10,000',
    target: {wall: 0.6},
    runs: 3,
    needsLarge: true,
    args: (_, {largeNamespace}) => ['describe', 'pods', '-l', 'app=app-3', '-n', largeNamespace],
  },
  {
    name: 'apply 1,000 new',
    target: {wall: 0.35},
    runs: 1,
    prepare: (side, ground) => writeObjects(side, 1, ground),
    args: applyObjects,
  },
  {name: 'apply 1,000 unchanged', target: {wall: 0.03}, runs: 1, args: applyObjects},
  {
    name: 'apply 1,000 changed',
    target: {wall: 0.05},
    runs: 1,
    prepare: (side, ground) => writeObjects(side, 2, ground),
    args: applyObjects,
  },
  {
    name: 'diff of 1,000 changed',
    target: {wall: 0.05},
    runs: 1,
    exit: 1,
    prepare: (side, ground) => writeObjects(side, 3, ground),
    args: (side, ground) => [
      'diff',
      '-n',
      `${ground.smallNamespace}-${side}`,
      '-f',
      objectsFile(side, ground),
    ],
  },
  {
    name: 'delete 1,000',
    target: {wall: 0.01},
    runs: 1,
    args: (side, ground) => [
      'delete',
      '-n',
      `${ground.smallNamespace}-${side}`,
      '-f',
      objectsFile(side, ground),
    ],
  },
  {
    name: 'apply --server-side 1,000, after client-side',
    target: {wall: 0.2},
    runs: 1,
    prepare: (side, ground) => changeObjects(side, 4, ground),
    args: (side, ground) => [...applyObjects(side, ground), '--server-side'],
  },
  {
    name: 'apply --server-side 1,000 changed',
    target: {wall: 0.2},
    runs: 1,
    prepare: (side, ground) => changeObjects(side, 5, ground, '--server-side'),
    args: (side, ground) => [...applyObjects(side, ground), '--server-side'],
  },
  {
    name: 'apply --server-side 1,000 new',
    target: {wall: 0.2},
    runs: 1,
    prepare: (side, ground) => forgetObjects(side, 7, ground),
    args: (side, ground) => [...applyObjects(side, ground), '--server-side'],
  },
  {
    name: 'apply --server-side 1,000 unchanged',
    target: {wall: 0.2},
    runs: 1,
    args: (side, ground) => [...applyObjects(side, ground), '--server-side'],
  },
  {
    name: 'apply 10,000 new, a file each',
    runs: 1,
    prepare: writeFolder,
    args: (side, ground) => [
      'apply',
      '-n',
      `${ground.smallNamespace}-${side}`,
      '-f',
      objectsFolder(side, ground),
    ],
  },
  {
    name: 'get pods, 1,000 CRDs in 100 groups, cold cache',
    target: {wall: 0.7},
    runs: 9,
    needsTypes: true,
    prepare: (side, ground) => rmSync(cacheFolder(side, ground), {recursive: true, force: true}),
    args: (_, {smallNamespace}) => ['get', 'pods', '-n', smallNamespace],
  },
  {
    name: 'get pods, 1,000 CRDs in 100 groups',
    target: {wall: 0.6},
    runs: 9,
    needsTypes: true,
    args: (_, {smallNamespace}) => ['get', 'pods', '-n', smallNamespace],
  },
]
