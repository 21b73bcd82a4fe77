import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test, type TestContext} from 'node:test'
import {promisify} from 'node:util'
import {CacheFolder} from '../../../src/base/cache-folder.ts'
import {cacheDirectory, discoveryFolder} from '../../../src/discovery/cache-path.ts'
import type {ConfigFlags} from '../../../src/kubeconfig/config-flags.ts'
import {type ApiServer, startApiServer} from '../../support/api-server.ts'
import {configFolder} from '../../support/config-folder.ts'
import {aggregatedServer, unaggregatedServer} from './servers.ts'

interface Cached {
  readonly server: ApiServer
  readonly cacheDir: string
  readonly file: string
  /** Looks a type up in a run of its own; gives the requests which that took. */
  lookUp(type: string, flags?: ConfigFlags): Promise<readonly string[]>
}

async function cachedServer(t: TestContext, routes = aggregatedServer()): Promise<Cached> {
  const folder = configFolder(t, {})
  const server = await startApiServer(routes)
  t.after(() => server.close())
  const cacheDir = join(folder.dir, 'cache')
  return {
    server,
    cacheDir,
    file: join(
      cacheDir,
      'discovery',
      server.url.slice('http://'.length).replace(':', '_'),
      'kctl-index.json',
    ),
    async lookUp(type, flags) {
      const before = server.requests.length
      const session = folder.session('', {server: server.url, cacheDir, ...flags})
      const mapper = await session.mapper()
      await mapper.mappingForArgument(type).catch(() => {})
      ;(await session.client()).close()
      return server.requests.slice(before)
    },
  }
}

const discoveryRequests = ['GET /api', 'GET /apis']

test('the second run asks the server nothing', async (t) => {
  const {lookUp} = await cachedServer(t)
  assert.deepEqual((await lookUp('pods')).toSorted(), discoveryRequests)
  assert.deepEqual(await lookUp('deploy'), [])
})

test('files are for the user alone, below folders for the user alone', async (t) => {
  const {lookUp, file, cacheDir} = await cachedServer(t)
  await lookUp('pods')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(statSync(join(file, '..')).mode & 0o777, 0o700)
  assert.equal(statSync(cacheDir).mode & 0o777, 0o700)
})

test('what the cache does not know is asked once more', async (t) => {
  const {lookUp} = await cachedServer(t)
  assert.deepEqual((await lookUp('nosuch')).toSorted(), discoveryRequests, 'fresh: once')
  assert.deepEqual((await lookUp('nosuch')).toSorted(), discoveryRequests, 'cached: once more')
})

test('after six hours the server is asked again', async (t) => {
  const {lookUp, file} = await cachedServer(t)
  await lookUp('pods')
  const age = (hours: number) => utimesSync(file, new Date(), new Date(Date.now() - hours * 3600_000))
  age(5.9)
  assert.deepEqual(await lookUp('pods'), [])
  age(6.1)
  assert.deepEqual((await lookUp('pods')).toSorted(), discoveryRequests)
})

for (const [name, content] of Object.entries({
  empty: '',
  'cut off': '{"kctl":2,"host":"http://127',
  'of another format': '{"kctl":1,"groups":[]}',
  'of another shape': '{"kctl":2,"verbs":[],"groups":{}}',
  "another server's": '{"kctl":2,"host":"https://elsewhere","aggregated":true,"verbs":[],"groups":[]}',
})) {
  test(`a file that is ${name} is ignored and written anew`, async (t) => {
    const {lookUp, file} = await cachedServer(t)
    await lookUp('pods')
    const good = readFileSync(file, 'utf8')
    writeFileSync(file, content)
    assert.deepEqual((await lookUp('pods')).toSorted(), discoveryRequests)
    assert.equal(readFileSync(file, 'utf8'), good)
  })
}

test('a cache that cannot be written does not matter', async (t) => {
  const {lookUp, cacheDir} = await cachedServer(t)
  writeFileSync(cacheDir, 'a file where the folder should be')
  assert.deepEqual((await lookUp('pods')).toSorted(), discoveryRequests)
  assert.deepEqual((await lookUp('pods')).toSorted(), discoveryRequests)
})

test("another user's file is not read", (t) => {
  const {geteuid} = process
  t.after(() => Object.assign(process, {geteuid}))
  const path = mkdtempSync(join(tmpdir(), 'kctl-cache-'))
  t.after(() => rmSync(path, {recursive: true}))
  const cache = new CacheFolder(path)
  assert.equal(cache.write('file', 'x'), true)
  assert.equal(cache.read('file')?.text, 'x')
  Object.assign(process, {geteuid: () => 12_345})
  assert.equal(cache.read('file'), undefined)
})

test('a version that failed is asked again only where it is missed', async (t) => {
  const {lookUp, file} = await cachedServer(t, unaggregatedServer({failing: true}))
  await lookUp('pods')
  assert.deepEqual(await lookUp('deploy'), [], 'harms nobody else')
  assert.ok((await lookUp('nodemetrics')).includes('GET /apis/metrics.k8s.io/v1beta1'))
  assert.match(readFileSync(file, 'utf8'), /"metrics\.k8s\.io","v1beta1",\[\["v1beta1"\]\]/)
})

test('many processes use one cache', async (t) => {
  const {server, cacheDir, file} = await cachedServer(t)
  const child = join(import.meta.dirname, '../../support/discovery-child.ts')
  const run = promisify(execFile)
  const started = Array.from({length: 5}, (_, index) =>
    // Half of them look for what is not there, and so renew the file.
    run(process.execPath, [child, server.url, cacheDir, index % 2 === 0 ? 'po' : 'podlist']),
  )
  for (const {stdout, stderr} of await Promise.all(started)) {
    assert.match(stdout, /^pod(s|lists)\n$/)
    assert.equal(stderr, '')
  }
  assert.deepEqual(readdirSync(join(file, '..')), ['kctl-index.json'], 'no temporary files stay')
  assert.equal((JSON.parse(readFileSync(file, 'utf8')) as {host: string}).host, server.url)
})

test('kubectl and kctl share the folder without touching each other’s files', async (t) => {
  const {lookUp, file} = await cachedServer(t)
  mkdirSync(join(file, '..'), {recursive: true})
  writeFileSync(join(file, '../servergroups.json'), 'of kubectl')
  await lookUp('pods')
  assert.equal(readFileSync(join(file, '../servergroups.json'), 'utf8'), 'of kubectl')
})

test('the folder is found as kubectl finds it', () => {
  const host = {env: {}, home: '/home/u', cwd: '/project'}
  assert.equal(cacheDirectory(host, undefined), '/home/u/.kube/cache')
  assert.equal(cacheDirectory({...host, env: {KUBECACHEDIR: '/kcd'}}, undefined), '/kcd')
  assert.equal(cacheDirectory({...host, env: {KUBECACHEDIR: '/kcd'}}, '/flag'), '/flag')
  assert.equal(cacheDirectory(host, 'rel'), '/project/rel')
  // The pattern is that of cli-runtime's computeDiscoverCacheDir; only `..` is safer here.
  assert.equal(discoveryFolder('/c', 'https://127.0.0.1:6443'), '/c/discovery/127.0.0.1_6443')
  assert.equal(
    discoveryFolder('/c', 'http://host:8080/k8s/clusters/c-1'),
    '/c/discovery/host_8080/k8s/clusters/c_1',
  )
  assert.equal(discoveryFolder('/c', 'https://host/../../x'), '/c/discovery/host/_/_/x')
})
