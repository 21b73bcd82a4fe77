import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import fc from 'fast-check'
import {ClusterRun} from '../../../support/run-on-cluster.ts'
import {foreignPatch, kinds, manifestOf, type Resource} from './random-manifests.ts'

const seed = Number(process.env['KCTL_TEST_SEED'] ?? 20261125)
/** Batches of one sequence per resource and `width`. */
const batches = Number(process.env['KCTL_TEST_ROUNDS'] ?? 1)
const width = 2

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {name: 'widgets.random.example.com'},
  spec: {
    group: 'random.example.com',
    scope: 'Namespaced',
    names: {plural: 'widgets', singular: 'widget', kind: 'Widget'},
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
      },
    ],
  },
}

/** Applied in turn, with what others do in between. */
interface Sequence {
  readonly resource: Resource
  readonly name: string
  readonly manifests: readonly object[]
  readonly patches: readonly (object | undefined)[]
}

/** How each step applies. */
const steps = [[], [], ['--server-side', '--force-conflicts'], []]

function sequencesOf(batch: number): Sequence[] {
  const resources = Object.keys(kinds) as Resource[]
  return resources.flatMap((resource, at) =>
    Array.from({length: width}, (_, i) => {
      const name = `${resource}-${batch}-${i}`
      const drawn = fc.sample(
        fc.record({
          manifests: fc.array(manifestOf(resource, name), {minLength: steps.length, maxLength: steps.length}),
          patches: fc.array(foreignPatch(resource), {minLength: steps.length, maxLength: steps.length}),
        }),
        {seed: seed + (batch * resources.length + at) * width + i, numRuns: 1},
      )
      return {resource, name, ...drawn[0]!}
    }),
  )
}

interface LiveObject {
  metadata: Record<string, unknown> & {
    annotations?: Record<string, string>
    managedFields?: {manager: string; operation: string; time?: string}[]
  }
  status?: unknown
  spec?: Record<string, unknown>
}

describe(`random manifests applied in turn (seed ${seed})`, () => {
  const sides: ClusterRun[] = []
  before(async () => {
    for (let i = 0; i < 2; i++) sides.push(await ClusterRun.open('random'))
    await sides[0]!.run(['apply', '-f', '-'], {stdin: JSON.stringify(definition)})
    await sides[0]!.run(['wait', '--for=condition=established', 'crd/widgets.random.example.com'])
  })
  after(async () => {
    await sides[0]!.run(['delete', 'crd', 'widgets.random.example.com', '--wait=false', '--ignore-not-found'])
    for (const side of sides) await side.close()
  })

  const pathOf = (side: ClusterRun, {resource, name}: Sequence): string => {
    const {apiVersion} = kinds[resource]
    const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`
    return `${root}/namespaces/${side.namespace}/${resource}/${name}`
  }

  /** The object without what must differ, and without what controllers do at their own time. */
  async function live(side: ClusterRun, sequence: Sequence): Promise<unknown> {
    const {text} = await side.cluster.request('GET', pathOf(side, sequence))
    const object = JSON.parse(text.replaceAll(side.namespace, 'NS')) as LiveObject
    const {uid: _, resourceVersion: __, creationTimestamp: ___, ...metadata} = object.metadata ?? {}
    delete metadata.annotations?.['deployment.kubernetes.io/revision']
    const managers = (metadata.managedFields ?? [])
      .filter(({manager}) => manager !== 'kube-controller-manager')
      .map(({time: ____, ...entry}) => entry)
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    const spec = {...object.spec}
    for (const key of ['clusterIP', 'clusterIPs']) delete spec[key]
    return {...object, metadata: {...metadata, managedFields: managers}, spec, status: undefined}
  }

  it('come to the same objects as with kubectl', async (context) => {
    context.diagnostic(`seed ${seed}; KCTL_TEST_SEED and KCTL_TEST_ROUNDS change and lengthen the run`)
    const [theirs, ours] = sides as [ClusterRun, ClusterRun]
    for (let batch = 0; batch < batches; batch++) {
      const sequences = sequencesOf(batch)
      for (const [step, flags] of steps.entries()) {
        const stdin = sequences.map(({manifests}) => `${JSON.stringify(manifests[step])}\n`).join('')
        const args = ['apply', '-f', '-', ...flags]
        const [reference, result] = await Promise.all([
          theirs.run(args, {stdin, program: theirs.cluster.kubectl}),
          ours.run(args, {stdin}),
        ])
        const place = `batch ${batch}, step ${step}`
        assert.equal(
          result.stdout,
          reference.stdout,
          `${place}: ${result.stderr}\nkubectl: ${reference.stderr}`,
        )
        assert.equal(result.code, reference.code, `${place}: ${result.stderr}\nkubectl: ${reference.stderr}`)
        await Promise.all(
          sequences.map(async (sequence) => {
            const [expected, actual] = await Promise.all(sides.map((side) => live(side, sequence)))
            const history = JSON.stringify(sequence.manifests.slice(0, step + 1))
            assert.deepEqual(actual, expected, `${place}, ${sequence.name}: ${history}`)
          }),
        )
        await Promise.all(sides.flatMap((side) => sequences.map((sequence) => disturb(side, sequence, step))))
      }
    }
  })

  /** What others do between two steps. */
  async function disturb(side: ClusterRun, sequence: Sequence, step: number): Promise<void> {
    const patch = sequence.patches[step]
    if (patch === undefined) return
    const type = sequence.resource === 'widgets' ? 'merge-patch' : 'strategic-merge-patch'
    const path = `${pathOf(side, sequence)}?fieldManager=others`
    const {status, text} = await side.cluster.request('PATCH', path, patch, `application/${type}+json`)
    // What the server does not let others do is refused on both sides.
    assert.ok(status === 200 || status === 422, text)
  }
})
