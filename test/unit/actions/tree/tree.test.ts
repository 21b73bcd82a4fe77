import {deepEqual, equal, ok} from 'node:assert/strict'
import {test} from 'node:test'
import {type Branch, Branches, findAncestry} from '../../../../src/actions/tree/branches.ts'
import {nodesOf, type Owner, type TreeNode} from '../../../../src/actions/tree/nodes.ts'
import {printNames, printTable, treeObject} from '../../../../src/actions/tree/print.ts'
import {MemoryOutput} from '../../../../src/base/io.ts'

const now = Date.parse('2026-01-01T00:01:00Z')

function node(name: string, ...owners: readonly string[]): TreeNode {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: 'ns',
    name,
    uid: name,
    owners: owners.map(ownerOf),
    created: '2026-01-01T00:00:00Z',
    ready: '',
    status: '',
  }
}

function ownerOf(uid: string): Owner {
  return {apiVersion: 'v1', kind: 'Pod', name: uid, uid}
}

function table(trees: readonly Branch[], env: Record<string, string> = {LANG: 'en_US.UTF-8'}): string {
  const out = new MemoryOutput()
  printTable(trees, out, {env, now, noHeaders: true})
  return out.text
}

const names = (tree: Branch): string => {
  const out = new MemoryOutput()
  printNames([tree], out)
  return out.text.replaceAll('pod/', '').replaceAll('\n', ' ').trim()
}

const family = [node('b', 'a'), node('c', 'a'), node('d', 'b'), node('stranger')]

test('what is owned is drawn below its owner, in boxes or in ASCII', () => {
  const tree = new Branches(family, 0).grow(node('a'))
  equal(
    table([tree]),
    'ns    Pod/a       -     -     60s\nns    ├─Pod/b     -     -     60s\nns    │ └─Pod/d   -     -     60s\nns    └─Pod/c     -     -     60s\n',
  )
  equal(
    table([tree], {LANG: 'C'}),
    'ns    Pod/a       -     -     60s\nns    |-Pod/b     -     -     60s\nns    | `-Pod/d   -     -     60s\nns    `-Pod/c     -     -     60s\n',
  )
  equal(table([tree], {LANG: 'de_DE.utf8', LC_ALL: 'POSIX'}), table([tree], {}))
})

test('depth', () => {
  equal(names(new Branches(family, 1).grow(node('a'))), 'a b c')
  equal(names(new Branches(family, 0).grow(node('a'))), 'a b d c')
})

test('owners in a circle end, and so do objects that own themselves', () => {
  const circle = [node('a', 'c'), node('b', 'a'), node('c', 'b', 'c')]
  const tree = new Branches(circle, 0).grow(circle[0]!)
  equal(names(tree), 'a b c')
  ok(table([tree]).includes('(shown above)'))
})

test('an object with two owners stands under both, what it owns only once', () => {
  const shared = [node('b', 'a'), node('c', 'a'), node('d', 'b', 'c'), node('e', 'd')]
  const text = table([new Branches(shared, 0).grow(node('a'))])
  equal(text.match(/Pod\/d/g)?.length, 2)
  equal(text.match(/Pod\/e/g)?.length, 1)
})

test('diamonds upon diamonds, thousands of children and endless chains take no time', () => {
  const layers = Array.from({length: 100}, (_, i) => [
    node(`l${i}`, `l${i - 1}`, `r${i - 1}`),
    node(`r${i}`, `l${i - 1}`, `r${i - 1}`),
  ])
  const start = Date.now()
  new Branches(layers.flat(), 0).grow(node('l-1'))
  const many = Array.from({length: 50_000}, (_, i) => node(`c${i}`, 'a'))
  equal(new Branches(many, 0).grow(node('a')).children.length, 50_000)
  const chain = Array.from({length: 50_000}, (_, i) => node(`${i + 1}`, `${i}`))
  const tree = new Branches(chain, 0).grow(node('0'))
  equal(names(tree).split(' ').length, 201)
  ok(JSON.stringify(treeObject([tree])).length > 0)
  ok(Date.now() - start < 20_000)
})

test('the same object from two groups counts once', () => {
  equal(
    names(new Branches([node('b', 'a'), {...node('b', 'a'), apiVersion: 'x/v1'}], 0).grow(node('a'))),
    'a b',
  )
})

test('a hostile name stays in its line and its column', () => {
  const evil = node('x\u001b[2J\ty\nz\u202e')
  equal(table([new Branches([], 0).grow(evil)]), 'ns    Pod/x^[[2J y z<U+202E>   -     -     60s\n')
})

test('the way up: only what leads to the object is shown of its owners', async () => {
  const all = [
    node('top'),
    node('mid', 'top'),
    node('me', 'mid', 'gone'),
    node('other', 'mid'),
    node('child', 'me'),
  ]
  const read = (owner: Owner): Promise<TreeNode> => {
    const found = all.find(({uid}) => uid === owner.uid)
    return Promise.resolve(found ?? {...node(owner.name), status: 'Missing'})
  }
  const {tops, pathDown} = await findAncestry([all[2]!], read)
  const branches = new Branches(all, 0)
  const trees = tops.map((top) => branches.growFrom(top, pathDown))
  deepEqual(trees.map(names), ['gone me child', 'top mid'])
})

test('owners in a circle: the way up ends before the object', async () => {
  const circle = [node('a', 'b'), node('b', 'a')]
  const {tops, pathDown} = await findAncestry([circle[0]!], (owner) =>
    Promise.resolve(circle.find(({uid}) => uid === owner.uid)!),
  )
  const [top] = tops
  equal(names(new Branches(circle, 0).growFrom(top!, pathDown)), 'b a')
})

test('several objects: each owner is read and shown once, and one of them that owns another stands for itself', async () => {
  const all = [
    node('top'),
    node('mid', 'top'),
    node('x', 'mid'),
    node('y', 'mid'),
    node('z', 'y'),
    node('w', 'mid'),
  ]
  const reads: string[] = []
  const read = (owner: Owner): Promise<TreeNode> => {
    reads.push(owner.uid)
    return Promise.resolve(all.find(({uid}) => uid === owner.uid)!)
  }
  const {tops, pathDown} = await findAncestry([all[2]!, all[3]!, all[4]!], read)
  const branches = new Branches(all, 0)
  deepEqual(
    tops.map((top) => names(branches.growFrom(top, pathDown))),
    ['z', 'top mid x y z'],
  )
  deepEqual(reads, ['mid', 'top'])
})

test('owners in a circle above one of several objects hide none of them', async () => {
  const all = [node('a'), node('b', 'c'), node('c', 'd'), node('d', 'c')]
  const {tops} = await findAncestry([all[0]!, all[1]!], (owner) =>
    Promise.resolve(all.find(({uid}) => uid === owner.uid)!),
  )
  deepEqual(
    tops.map(({uid}) => uid),
    ['a', 'b'],
  )
})

const mapping = {
  resource: {group: 'apps', version: 'v1', resource: 'replicasets'},
  kind: {group: 'apps', version: 'v1', kind: 'ReplicaSet'},
  namespaced: true,
}

test('a Table tells how ready an object is; metadata alone do not', () => {
  const column = (name: string) => ({name, type: 'string', format: '', priority: 0})
  const object = {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: {
      name: 'a',
      uid: 'u',
      ownerReferences: [{uid: 'o', kind: 'X', name: 'x', apiVersion: 'v1'}, 'odd'],
    },
  }
  const answer = {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    columnDefinitions: ['Name', 'Desired', 'Ready', 'Phase'].map(column),
    rows: [
      {cells: ['a', 3, 2, 'Odd'], object},
      {cells: [], object: null},
    ],
  }
  const [fromTable, ...others] = nodesOf(mapping, answer)
  equal(others.length, 0)
  deepEqual([fromTable!.ready, fromTable!.status, fromTable!.owners[0]!.uid], ['2/3', 'Odd', 'o'])
  const [fromList] = nodesOf(mapping, {
    kind: 'PartialObjectMetadataList',
    apiVersion: 'meta.k8s.io/v1',
    items: [{metadata: {name: 'a', uid: 'u', deletionTimestamp: 'x'}}, {}],
  })
  deepEqual([fromList!.ready, fromList!.status, fromList!.kind], ['', 'Terminating', 'ReplicaSet'])
})
