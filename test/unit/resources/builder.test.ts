import assert from 'node:assert/strict'
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {after, before, test} from 'node:test'
import {AggregateFailure, toError} from '../../../src/base/errors.ts'
import {select} from '../../../src/resources/builder.ts'
import type {Info} from '../../../src/resources/info.ts'
import type {ResourceQuery} from '../../../src/resources/query.ts'
import {builderContext, FakeClient, short} from './fakes.ts'

// Sentences are those of cli-runtime v0.37.2 (pkg/resource), most of them also compared in test/parity.

let folder: string
const manifests: Record<string, string> = {
  'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n',
  'node.yaml': 'apiVersion: v1\nkind: Node\nmetadata: {name: node-1, namespace: dropped}\n',
  'other.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: other}\n',
  'labels.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {x: "1"}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\n',
  'list.json': JSON.stringify({
    apiVersion: 'v1',
    kind: 'PodList',
    items: [{metadata: {name: 'a'}}, {apiVersion: 'v1', kind: 'Service', metadata: {name: 's'}}],
  }),
  'failing.yaml': `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Pod, metadata: {name: a}}
- {apiVersion: v1, kind: Nope, metadata: {name: b}}
- {apiVersion: v1, kind: Pod, metadata: {name: c, namespace: other}}
- {apiVersion: v1, kind: Pod, metadata: {name: d}}
---
{apiVersion: v1, kind: Pod, metadata: {name: e}}
`,
  'two.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: x/v1\nkind: Nope\nmetadata: {name: b}\n',
  'broken.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\na: b: c\n',
  'dir/one.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: one}\n',
  'dir/two.yml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: two}\n',
  'dir/three.json': '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"three"}}',
  'dir/readme.txt': 'not a manifest',
  'dir/sub/four.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: four}\n',
  'plain/readme.txt': 'not a manifest',
  'named.anything': 'apiVersion: v1\nkind: Pod\nmetadata: {name: named}\n',
  'bom.yaml': '\ufeffapiVersion: v1\nkind: Pod\nmetadata: {name: bom}\n',
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kctl-builder-'))
  for (const [name, content] of Object.entries(manifests)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true})
    writeFileSync(join(folder, name), content)
  }
  symlinkSync('sub', join(folder, 'dir/link'))
  const utf16 = Buffer.from(`\ufeff${manifests['pod.yaml']}`, 'utf16le')
  writeFileSync(join(folder, 'utf16.yaml'), utf16)
})
after(() => rmSync(folder, {recursive: true}))

async function walk(query: Partial<ResourceQuery>, client = new FakeClient(), stdin = '') {
  const context = builderContext(client, {cwd: folder, stdin})
  const selection = await select(context, {namespace: 'default', continueOnError: true, ...query})
  const {infos, error} = await selection.infos()
  return {names: infos.map(short), infos, error, selection}
}

const fromFiles = (...filenames: string[]): Partial<ResourceQuery> => ({filenames})

const refused: [what: string, query: Partial<ResourceQuery>, message: string][] = [
  [
    'nothing',
    {},
    `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`,
  ],
  ['an unknown type', {args: ['nope', 'a']}, 'the server doesn\'t have a resource type "nope"'],
  ['a type alone', {args: ['pods']}, 'resource(s) were provided, but no name was specified'],
  [
    'mixed forms',
    {args: ['pods/a', 'b']},
    "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kctl get resource/<resource_name>' instead of 'kctl get resource resource/<resource_name>'",
  ],
  ['two slashes', {args: ['pods/a/b']}, 'arguments in resource/name form may not have more than one slash'],
  [
    'an empty name',
    {args: ['pods/']},
    'arguments in resource/name form must have a single resource and name',
  ],
  [
    'a name and a selector',
    {args: ['pods', 'a'], labelSelector: 'x=1'},
    'name cannot be provided when a selector is specified',
  ],
  [
    'TYPE/NAME and a selector',
    {args: ['pods/a'], labelSelector: 'x=1'},
    'selectors and the all flag cannot be used when passing resource/name arguments',
  ],
  ['a selector alone', {labelSelector: 'x=1'}, 'at least one resource must be specified to use a selector'],
  [
    '--all with a selector',
    {args: ['pods'], all: true, labelSelector: 'x=1'},
    "setting 'all' parameter but found a non empty selector. ",
  ],
  [
    'a name in all namespaces',
    {args: ['pods', 'a'], allNamespaces: true},
    'a resource cannot be retrieved by name across all namespaces',
  ],
  [
    'a subresource of many',
    {args: ['pods'], all: true, subresource: 'status'},
    'subresource cannot be used when bulk resources are specified',
  ],
  [
    'two types where one is meant',
    {args: ['pods/a', 'services/b'], singleResourceType: true},
    'you may only specify a single resource type',
  ],
  ['a missing file', fromFiles('nope.yaml'), 'the path "nope.yaml" does not exist'],
  ['a pattern without matches', fromFiles('nope-*.yaml'), 'the path "nope-*.yaml" does not exist'],
  ['a broken pattern', fromFiles('[a-'), 'pattern "[a-" is not valid: syntax error in pattern'],
  [
    'a folder with nothing to read',
    fromFiles('plain'),
    'error reading [plain]: recognized file extensions are [.json .yaml .yml]',
  ],
  ['stdin twice', fromFiles('-', '-'), 'standard input cannot be used for multiple arguments'],
  [
    'files and arguments',
    {...fromFiles('pod.yaml'), args: ['pods', 'a']},
    'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
  ],
  [
    'files and TYPE/NAME',
    {...fromFiles('pod.yaml'), args: ['pods/a']},
    'resource/name arguments cannot be provided when a path is specified',
  ],
  ['-f and -k', {...fromFiles('pod.yaml'), kustomize: '.'}, 'only one of -f or -k can be specified'],
]

for (const [what, query, message] of refused) {
  test(`refuses ${what}`, async () => {
    await assert.rejects(walk(query), {message})
  })
}

test('several mistakes are told together', async () => {
  await assert.rejects(walk(fromFiles('a', 'b')), (error) => {
    assert.ok(error instanceof AggregateFailure)
    assert.deepEqual(
      error.errors.map((e) => e.message),
      ['the path "a" does not exist', 'the path "b" does not exist'],
    )
    return true
  })
})

test('reads named objects, each in its form', async () => {
  const pod = (name: string) => ({apiVersion: 'v1', kind: 'Pod', metadata: {name, namespace: 'default'}})
  const paths = Object.fromEntries(
    ['a', 'b'].map((name) => [`/api/v1/namespaces/default/pods/${name}`, pod(name)]),
  )
  const client = new FakeClient({...paths, '/api/v1/nodes/a': {kind: 'Node', metadata: {name: 'a'}}})
  assert.deepEqual((await walk({args: ['pods', 'a', 'b']}, client)).names, [
    'pods/default/a',
    'pods/default/b',
  ])
  assert.deepEqual((await walk({args: ['pod/a', 'node/a']}, client)).names, ['pods/default/a', 'nodes//a'])
  assert.deepEqual((await walk({args: ['pods,nodes', 'a']}, client)).names, ['pods/default/a', 'nodes//a'])
})

test('goes on after a missing object, and tells a missing namespace', async () => {
  const client = new FakeClient({
    '/api/v1/namespaces/default/pods/b': {kind: 'Pod', metadata: {name: 'b'}},
    '/api/v1/namespaces/there': {kind: 'Namespace'},
  })
  const {names, error} = await walk({args: ['pods', 'a', 'b']}, client)
  assert.deepEqual(names, ['pods/default/b'])
  assert.equal(error?.message, 'pods "a" not found')
  assert.equal(
    (await walk({args: ['pods', 'a'], namespace: 'gone'}, client)).error?.message,
    'namespaces "gone" not found',
  )
  assert.equal(
    (await walk({args: ['pods', 'a'], namespace: 'there'}, client)).error?.message,
    'pods "a" not found',
  )
})

test('lists follow their pages, flatten and know each item', async () => {
  const page = (names: string[], token?: string) => ({
    kind: 'PodList',
    apiVersion: 'v1',
    metadata: {resourceVersion: '5', ...(token ? {continue: token} : {})},
    items: names.map((name) => ({metadata: {name, namespace: 'x'}})),
  })
  const path = '/api/v1/namespaces/default/pods'
  const client = new FakeClient({
    [`${path}?labelSelector=x=1&limit=2`]: page(['a', 'b'], 'next'),
    [`${path}?continue=next&labelSelector=x=1&limit=2`]: page(['c']),
  })
  const {names, infos} = await walk({args: ['pods'], labelSelector: ' x=1 ', chunkSize: 2}, client)
  assert.deepEqual(names, ['pods/x/a', 'pods/x/b', 'pods/x/c'])
  assert.equal(infos[0]?.object?.kind, 'Pod')
  assert.equal(infos[0]?.object?.apiVersion, 'v1')
})

test('a failing page keeps what came before', async () => {
  const path = '/api/v1/pods'
  const client = new FakeClient({
    [`${path}?limit=1`]: {
      kind: 'PodList',
      apiVersion: 'v1',
      metadata: {continue: 'x'},
      items: [{metadata: {name: 'a', namespace: 'n'}}],
    },
  })
  const {names, error} = await walk({args: ['pods'], all: true, allNamespaces: true, chunkSize: 1}, client)
  assert.deepEqual(names, ['pods/n/a'])
  assert.equal(error?.message, 'Unable to list "/v1, Resource=pods": v1 "pods" not found')
})

test('categories stand for their types', async () => {
  const empty = {kind: 'List', apiVersion: 'v1', metadata: {}, items: []}
  const client = new FakeClient({
    '/api/v1/namespaces/default/pods': empty,
    '/api/v1/namespaces/default/services': empty,
  })
  await walk({args: ['all'], typeMeansAll: true}, client)
  assert.deepEqual(client.asked, ['/api/v1/namespaces/default/pods', '/api/v1/namespaces/default/services'])
})

test('manifests: files, folders, patterns, any name, byte order marks', async () => {
  assert.deepEqual((await walk(fromFiles('pod.yaml'))).names, ['pods/default/a'])
  assert.deepEqual((await walk(fromFiles('named.anything', 'bom.yaml', 'utf16.yaml'))).names, [
    'pods/default/named',
    'pods/default/bom',
    'pods/default/a',
  ])
  assert.deepEqual((await walk(fromFiles('dir'))).names, [
    'pods/default/one',
    'pods/default/three',
    'pods/default/two',
  ])
  assert.deepEqual((await walk({...fromFiles('dir'), recursive: true})).names, [
    'pods/default/one',
    'pods/default/four',
    'pods/default/three',
    'pods/default/two',
  ])
  assert.deepEqual((await walk(fromFiles('dir/t*'))).names, ['pods/default/three', 'pods/default/two'])
  assert.deepEqual(
    (await walk(fromFiles('-'), new FakeClient(), manifests['pod.yaml'])).infos[0]?.source,
    'STDIN',
  )
})

test('manifests: Lists are taken apart, labels select, scopes decide the namespace', async () => {
  assert.deepEqual((await walk(fromFiles('list.json'))).names, ['pods/default/a', 'services/default/s'])
  assert.deepEqual((await walk({...fromFiles('labels.yaml'), labelSelector: 'x'})).names, ['pods/default/a'])
  const {names, infos} = await walk(fromFiles('node.yaml'))
  assert.deepEqual(names, ['nodes//node-1'])
  assert.equal(infos[0]?.object?.metadata?.namespace, undefined)
})

test('manifests: a foreign namespace is refused when one was named', async () => {
  const {error} = await walk({...fromFiles('other.yaml'), explicitNamespace: true})
  assert.equal(
    error?.message,
    `the namespace from the provided object "other" does not match the namespace "default". You must pass '--namespace=other' to perform this operation.`,
  )
  assert.deepEqual((await walk(fromFiles('other.yaml'))).names, ['pods/other/a'])
})

test('manifests: what can be used is used, the rest is told with its place', async () => {
  const unknown = await walk(fromFiles('two.yaml'))
  assert.deepEqual(unknown.names, ['pods/default/a'])
  assert.ok(unknown.error instanceof AggregateFailure)
  const [failure] = unknown.error.errors as (Error & {hint?: string})[]
  assert.equal(
    failure?.message,
    'resource mapping not found for name: "b" namespace: "" from "two.yaml": no matches for kind "Nope" in version "x/v1"\nensure CRDs are installed first',
  )
  assert.equal(failure?.hint, 'two.yaml: document 2, which begins on line 5')
  const broken = await walk(fromFiles('broken.yaml'))
  assert.deepEqual(broken.names, ['pods/default/a'])
  assert.equal(
    broken.error?.message,
    'error parsing broken.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context',
  )
})

const unknown = 'unable to recognize no matches for kind "Nope" in version "v1"'
const foreign =
  'the namespace from the provided object "other" does not match the namespace "default". You must pass ' +
  "'--namespace=other' to perform this operation."

for (const [how, together] of [
  ['one by one', false],
  ['together', true],
] as const) {
  test(`all items of a List are visited ${how}, and what failed is told in order`, async () => {
    const visit = async (continueOnError: boolean, ...filenames: string[]) => {
      const query = {namespace: 'default', explicitNamespace: true, continueOnError, filenames}
      const selection = await select(builderContext(new FakeClient(), {cwd: folder}), query)
      const names: string[] = []
      const visitor = async ({name}: Info): Promise<void> => {
        names.push(name)
        if (name !== 'e') throw new Error(`not ${name}`)
      }
      const run = together ? selection.visitParallel({limit: 9}, visitor, () => {}) : selection.visit(visitor)
      const error = await run.then(() => undefined, toError)
      return {names, message: error?.message}
    }
    assert.deepEqual(await visit(true, 'failing.yaml'), {
      names: ['a', 'd', 'e'],
      message: `[not a, ${foreign}, not d, ${unknown}]`,
    })
    const stopped = await visit(false, 'failing.yaml')
    assert.equal(stopped.message, `[not a, ${unknown}, ${foreign}, not d]`)
    assert.deepEqual(stopped.names, ['a', 'd'])
    const more = await visit(false, 'labels.yaml', 'failing.yaml')
    assert.equal(more.message, 'not a')
    if (!together) assert.deepEqual(more.names, ['a', 'a', 'd'])
  })
}

test('objects are read ahead of their turn, unless they are wanted one by one', async () => {
  const pod = (name: string) => ({apiVersion: 'v1', kind: 'Pod', metadata: {name}})
  const path = '/api/v1/namespaces/default/pods'
  for (const oneByOne of [true, false]) {
    const client = new FakeClient({[`${path}/a`]: pod('a'), [`${path}/b`]: pod('b')})
    const query = {namespace: 'default', args: ['pods', 'a', 'b'], oneByOne}
    const selection = await select(builderContext(client), query)
    const read: number[] = []
    await selection.visit(() => void read.push(client.asked.length))
    assert.deepEqual(read, oneByOne ? [1, 2] : [2, 2])
  }
})

test('a single file means a single object; a folder, a stream or a list does not', async () => {
  const single = async (...names: string[]) => (await walk(fromFiles(...names))).selection.singleItemImplied
  assert.equal(await single('pod.yaml'), true)
  assert.equal(await single('pod.yaml', 'node.yaml'), false)
  assert.equal(await single('dir'), false)
  assert.equal(await single('-'), false)
})
