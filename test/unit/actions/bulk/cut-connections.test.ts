import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {isDeepStrictEqual} from 'node:util'
import {type CutOptions, type CuttingProxy, cuttingProxy} from '../../../support/cutting-proxy.ts'
import {ClusterRun, type Ended} from '../../../support/run-on-cluster.ts'

const count = 50
const seed = Number(process.env['KCTL_TEST_SEED'] ?? 20261125)
const rounds = Number(process.env['KCTL_TEST_ROUNDS'] ?? 1)

type Where = Omit<CutOptions, 'random'>
const anywhere: Where = {rate: 0.7, most: Infinity, answers: 0.5, from: 1, to: 60_000}
/** Every run is cut, within what the client sends. */
const amongRequests = {rate: 1, most: 1, answers: 0}

/** Mulberry32. */
function generator(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const names = Array.from({length: count}, (_, i) => `object-${i}`)
const manifests = (revision: string) =>
  names
    .map((name, i) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {name, labels: {app: 'cut'}},
      data: {revision, index: String(i), filler: 'x'.repeat(300)},
    }))
    .map((object) => `${JSON.stringify(object)}\n`)
    .join('')

interface Listed {
  items: {
    metadata: {
      name: string
      labels: Record<string, string>
      annotations?: object
      managedFields: {manager: string; operation: string}[]
    }
    data: Record<string, string>
  }[]
}

/** A change of all objects; `data`, `labels` and `managers` are what kubectl leaves when it made the changes before too. */
interface Change {
  readonly args: readonly string[]
  /** In the manifests. */
  readonly revision: string
  readonly done: RegExp
  /** Past what the client asks first, and before it has sent all changes. */
  readonly place: Pick<CutOptions, 'from' | 'to'>
  readonly data: string
  readonly labels?: Record<string, string>
  readonly managers: readonly string[]
}

const changes: readonly Change[] = [
  {
    args: ['apply', '--server-side'],
    revision: '3',
    done: /^configmap\/(\S+) serverside-applied$/,
    place: {from: 12_000, to: 32_000},
    data: '3',
    managers: ['kubectl Apply', 'kubectl-last-applied Apply'],
  },
  {
    args: ['replace'],
    revision: '4',
    done: /^configmap\/(\S+) replaced$/,
    place: {from: 3000, to: 20_000},
    data: '4',
    managers: ['kubectl Apply', 'kubectl-replace Update'],
  },
  {
    args: ['patch', '--type=merge', '-p', '{"data":{"revision":"5"}}'],
    revision: '4',
    done: /^configmap\/(\S+) patched$/,
    place: {from: 3000, to: 6000},
    data: '5',
    managers: ['kubectl Apply', 'kubectl-patch Update'],
  },
  {
    args: ['label', 'revision=6'],
    revision: '4',
    done: /^configmap\/(\S+) labeled$/,
    place: {from: 3000, to: 6000},
    data: '5',
    labels: {revision: '6'},
    managers: ['kubectl Apply', 'kubectl-label Update', 'kubectl-patch Update'],
  },
]

describe(`connections that are cut (seed ${seed})`, () => {
  let run: ClusterRun
  before(async () => {
    run = await ClusterRun.open('cut')
  })
  after(async () => {
    await run.close()
  })

  /** What the namespace holds, by names. */
  async function state() {
    const path = `/api/v1/namespaces/${run.namespace}/configmaps?labelSelector=app%3Dcut`
    const {items} = JSON.parse((await run.cluster.request('GET', path)).text) as Listed
    return new Map(
      items.map(({metadata, data}) => [
        metadata.name,
        {
          data,
          labels: metadata.labels,
          annotations: metadata.annotations,
          managers: metadata.managedFields
            .map(({manager, operation}) => `${manager} ${operation}`)
            .toSorted(),
        },
      ]),
    )
  }

  async function through(
    random: () => number,
    args: readonly string[],
    stdin: string,
    where: Where = anywhere,
  ) {
    const target = new URL(run.cluster.server)
    let proxy: CuttingProxy | undefined
    try {
      proxy = await cuttingProxy(target, {...where, random})
      const text = run.cluster.kubeconfigFor(run.namespace)
      const address = `${target.protocol}//${target.hostname}:${proxy.port}`
      const kubeconfig = run.write('cut-kubeconfig', text.replaceAll(run.cluster.server, address))
      return {...(await run.run(args, {kubeconfig, stdin})), cuts: proxy.cuts()}
    } finally {
      await proxy?.close()
    }
  }

  /** The objects that stdout says are done; all others must be reported, each by a line. */
  function reported({stdout, stderr, code}: Ended, verb: RegExp): string[] {
    assert.match(stdout, /^(.*\n)*$/)
    const done = stdout.split('\n').flatMap((line) => verb.exec(line)?.[1] ?? [])
    assert.equal(done.length, stdout.split('\n').length - 1)
    assert.equal(new Set(done).size, done.length)
    assert.equal(code, done.length === count ? 0 : 1, stderr)
    const failures = stderr
      .split('\n')
      .filter(
        (line) => /EOF|CANCEL|connection|closed|reset|server/.test(line) && !line.startsWith('Warning: '),
      )
    // A server that cannot be asked for its kinds fails for the input as a whole.
    if (done.length > 0)
      assert.ok(failures.length >= count - done.length, `${done.length} done, but:\n${stderr}`)
    else assert.ok(failures.length > 0, stderr)
    return done
  }

  it('are reported, and the same again without cuts comes to the same', async () => {
    const random = generator(seed)
    let cuts = 0
    for (let round = 0; round < rounds; round++) {
      const created = await through(random, ['create', '-f', '-'], manifests('0'))
      cuts += created.cuts
      const there = await state()
      for (const name of reported(created, /^configmap\/(\S+) created$/)) assert.ok(there.has(name))
      assert.equal(
        (await run.run(['delete', '-f', '-', '--ignore-not-found', '--wait=false'], {stdin: manifests('0')}))
          .code,
        0,
      )

      for (const revision of ['1', '2']) {
        const applied = await through(random, ['apply', '-f', '-'], manifests(revision))
        cuts += applied.cuts
        const now = await state()
        for (const name of reported(applied, /^configmap\/(\S+) (?:created|configured)$/)) {
          assert.equal(now.get(name)?.data['revision'], revision)
        }
        const again = await run.run(['apply', '-f', '-'], {stdin: manifests(revision)})
        assert.equal(again.code, 0, again.stderr)
      }
      const converged = await state()
      assert.equal(converged.size, count)
      for (const [name, {data, managers, annotations}] of converged) {
        assert.deepEqual(
          [name, data['revision'], data['index']],
          [`object-${data['index']}`, '2', data['index']],
        )
        assert.deepEqual(managers, ['kubectl-client-side-apply Update'])
        assert.deepEqual(Object.keys(annotations ?? {}), ['kubectl.kubernetes.io/last-applied-configuration'])
      }

      for (const change of changes) {
        const stdin = manifests(change.revision)
        const args = [...change.args, '-f', '-']
        const changed = await through(random, args, stdin, {...amongRequests, ...change.place})
        assert.ok(changed.cuts > 0, `${args[0]} was not cut`)
        const now = await state()
        // As in kubectl, what applying server-side does after the object itself fails with a warning.
        const warnings = changed.stderr.split('\n').filter((line) => line.startsWith('Warning: '))
        for (const name of reported(changed, change.done)) {
          const {data, labels, managers} = now.get(name)!
          assert.deepEqual([data['revision'], labels], [change.data, {app: 'cut', ...change.labels}])
          const isWhole = isDeepStrictEqual(managers, change.managers)
          assert.ok(isWhole || warnings.some((line) => line.includes(`/configmaps/${name}?`)), changed.stderr)
        }
        const again = await run.run(args, {stdin})
        assert.equal(again.code, 0, again.stderr)
        const come = await state()
        assert.equal(come.size, count)
        for (const [name, {data, labels, managers}] of come) {
          assert.deepEqual(
            {name, revision: data['revision'], labels, managers},
            {
              name,
              revision: change.data,
              labels: {app: 'cut', ...change.labels},
              managers: change.managers,
            },
          )
        }
      }

      const deleted = await through(random, ['delete', '--wait=false', '-f', '-'], manifests('2'))
      cuts += deleted.cuts
      const left = await state()
      for (const name of reported(deleted, /^configmap "(\S+)" deleted from /)) assert.ok(!left.has(name))
      assert.equal(
        (await run.run(['delete', '-f', '-', '--ignore-not-found', '--wait=false'], {stdin: manifests('2')}))
          .code,
        0,
      )
      assert.equal((await state()).size, 0)
    }
    assert.ok(cuts > 0, `only ${cuts} connections were cut`)
  })
})
