import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {type CuttingProxy, cuttingProxy} from '../../../support/cutting-proxy.ts'
import {ClusterRun, type Ended} from '../../../support/run-on-cluster.ts'

const count = 50
const seed = Number(process.env['KCTL_TEST_SEED'] ?? 20261125)
const rounds = Number(process.env['KCTL_TEST_ROUNDS'] ?? 1)

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
    metadata: {name: string; annotations?: object; managedFields: {manager: string; operation: string}[]}
    data: Record<string, string>
  }[]
}

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
          annotations: metadata.annotations,
          managers: metadata.managedFields.map(({manager, operation}) => `${manager} ${operation}`),
        },
      ]),
    )
  }

  async function through(random: () => number, args: readonly string[], stdin: string) {
    const target = new URL(run.cluster.server)
    let proxy: CuttingProxy | undefined
    try {
      proxy = await cuttingProxy(target, {rate: 0.7, reach: 60_000, random})
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
      .filter((line) => /EOF|CANCEL|connection|closed|reset|server/.test(line))
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
