import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {ClusterRun} from '../../../support/run-on-cluster.ts'

const group = `bulk-${process.pid}.example.com`

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {name: `gears.${group}`},
  spec: {
    group,
    scope: 'Namespaced',
    names: {plural: 'gears', singular: 'gear', kind: 'Gear'},
    versions: [
      {name: 'v1', served: true, storage: true, schema: {openAPIV3Schema: {type: 'object'}}},
      {name: 'v2', served: false, storage: false, schema: {openAPIV3Schema: {type: 'object'}}},
    ],
  },
}

const gear = (name: string, version = 'v1') => ({
  apiVersion: `${group}/${version}`,
  kind: 'Gear',
  metadata: {name},
})

const configMap = (name: string, metadata = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {name, ...metadata},
})

const manifests = (...objects: object[]) => objects.map((object) => `${JSON.stringify(object)}\n`).join('')

describe('many objects at once', () => {
  let run: ClusterRun
  before(async () => {
    run = await ClusterRun.open('bulk')
  })
  after(async () => {
    await run.run(['delete', 'crd', `gears.${group}`, '--ignore-not-found', '--wait=false'])
    await run.run(['delete', 'namespace', `${run.namespace}-later`, '--ignore-not-found', '--wait=false'])
    await run.close()
  })

  it('applies definitions and namespaces first, and says so in the order of the file', async () => {
    const later = `${run.namespace}-later`
    const stdin = manifests(
      gear('one'),
      configMap('early', {namespace: later}),
      definition,
      {apiVersion: 'v1', kind: 'Namespace', metadata: {name: later}},
      {apiVersion: 'v1', kind: 'List', items: [gear('two'), configMap('plain')]},
    )
    const {code, stdout, stderr} = await run.run(['apply', '-f', '-'], {stdin})
    assert.equal(stderr, '')
    assert.equal(
      stdout,
      [
        `gear.${group}/one created`,
        'configmap/early created',
        `customresourcedefinition.apiextensions.k8s.io/gears.${group} created`,
        `namespace/${later} created`,
        `gear.${group}/two created`,
        'configmap/plain created\n',
      ].join('\n'),
    )
    assert.equal(code, 0)
    const found = await run.run(['get', `gears.${group}`, '-o', 'name'])
    assert.equal(found.stdout, `gear.${group}/one\ngear.${group}/two\n`)
  })

  it('creates a definition together with its objects', async () => {
    await run.run(['delete', 'crd', `gears.${group}`])
    const stdin = manifests(gear('one'), gear('other', 'v2'), definition)
    const {code, stdout, stderr} = await run.run(['create', '-f', '-'], {stdin})
    const message = `no matches for kind "Gear" in version "${group}/v2"\nensure CRDs are installed first`
    assert.equal(
      stderr,
      `error: resource mapping not found for name: "other" namespace: "" from "STDIN": ${message}\n`,
    )
    assert.equal(
      stdout,
      `gear.${group}/one created\ncustomresourcedefinition.apiextensions.k8s.io/gears.${group} created\n`,
    )
    assert.equal(code, 1)
  })

  it('reports a kind whose definition is refused as kubectl does', async () => {
    const broken = structuredClone(definition)
    broken.metadata.name = `cogs.${group}`
    broken.spec.names = {plural: 'cogs', singular: 'cog', kind: 'Cog'}
    broken.spec.scope = 'Nowhere'
    const cog = {...gear('one'), kind: 'Cog'}
    const {code, stdout, stderr} = await run.run(['apply', '-f', '-'], {stdin: manifests(cog, broken)})
    assert.equal(stdout, '')
    assert.match(
      stderr,
      /^resource mapping not found for name: "one" .*\nensure CRDs are installed first\nError from server|^resource mapping.*\nensure CRDs are installed first\nThe Custom/,
    )
    assert.equal(code, 1)
  })

  it('tells at a signal what is done and what is not', async () => {
    const count = 300
    const stdin = manifests(...Array.from({length: count}, (_, i) => configMap(`many-${i}`)))
    const {signal, stdout, stderr} = await run.run(['apply', '--concurrency=1', '-f', '-'], {
      stdin,
      kill: 'SIGINT',
    })
    assert.equal(signal, 'SIGINT')
    const done = stdout.split('\n').length - 1
    assert.match(stdout, /^(configmap\/many-\d+ created\n)+$/)
    assert.match(stderr, new RegExp(`^Interrupted: ${done} of ${count} objects applied\\.\n`))
    assert.match(
      stderr,
      /\nNot begun: configmap\/many-\d+, configmap\/many-\d+, configmap\/many-\d+ and \d+ more\.\n$/,
    )
  })

  it('refuses a concurrency that is none', async () => {
    for (const command of ['apply', 'create', 'delete']) {
      const {code, stderr} = await run.run([command, '--concurrency=0', '-f', '-'], {
        stdin: manifests(configMap('x')),
      })
      assert.equal(stderr, 'error: --concurrency must be greater than 0\n')
      assert.equal(code, 1)
    }
  })
})
