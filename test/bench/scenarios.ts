import {rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import type {TestCluster} from '../support/cluster.ts'

/** Where a scenario finds its things. */
export interface Ground {
  readonly cluster: TestCluster
  readonly folder: string
  readonly smallNamespace: string
  readonly largeNamespace: string
}

/** Something that both programs do, in turn. */
export interface Scenario {
  readonly name: string
  /** kctl's wall, and where given memory, over kubectl's must be at most this (performance.md's targets). */
  readonly target?: {readonly wall: number; readonly memory?: number}
  /** Pairs counted, after one that is not when there are several. */
  readonly runs: number
  readonly needsLarge?: boolean
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

function list(format: string, args: readonly string[], target: {wall: number; memory?: number}): Scenario {
  return {
    name: `get 10,000 pods, ${format}`,
    target,
    runs: 3,
    needsLarge: true,
    args: (_, {largeNamespace}) => ['get', 'pods', '-n', largeNamespace, ...args],
  }
}

/** In the order in which they run: the last four build upon each other. */
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
]
