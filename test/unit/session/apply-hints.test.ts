import assert from 'node:assert/strict'
import {after, before, describe, it} from 'node:test'
import {runInTerminal} from '../../support/terminal.ts'
import {ClusterRun} from '../../support/run-on-cluster.ts'
import path from 'node:path'

const kctl = path.resolve(import.meta.dirname, '../../../dist/kctl')

describe('apply, to a person at a terminal', () => {
  let run: ClusterRun
  before(async () => {
    run = await ClusterRun.open('hints')
  })
  after(async () => {
    await run.close()
  })

  const configMap = (data: object) =>
    run.write(
      'one.json',
      JSON.stringify({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'one'}, data}),
    )

  async function atTerminal(...args: string[]): Promise<string> {
    const env = {HOME: run.folder, PATH: '/usr/bin:/bin', KUBECONFIG: run.kubeconfig, TERM: 'xterm'}
    return (await runInTerminal({argv: [kctl, ...args], cwd: run.folder, env})).output
  }

  it('names a way for what is too long for the annotation', async () => {
    configMap({a: 'x'.repeat(300_000)})
    const piped = await run.run(['apply', '-f', 'one.json'])
    const line =
      'The ConfigMap "one" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes\n'
    assert.equal(piped.stderr, line)
    assert.equal(
      (await atTerminal('apply', '-f', 'one.json')).replaceAll('\r', ''),
      `${line}What is applied is kept in an annotation of the object, which is too small for it. --server-side needs none.\n`,
    )
  })

  it('tells whose fields are in the way of a server-side apply, and since when', async () => {
    configMap({a: '1'})
    await run.run(['apply', '-f', 'one.json', '--server-side', '--field-manager=somebody'])
    configMap({a: '2'})
    const piped = await run.run(['apply', '-f', 'one.json', '--server-side'])
    assert.ok(!piped.stderr.includes('last set'))
    const shown = (await atTerminal('apply', '-f', 'one.json', '--server-side')).replaceAll('\r', '')
    assert.ok(shown.startsWith(piped.stderr), shown)
    assert.match(
      shown.slice(piped.stderr.length),
      /^\.data\.a is of "somebody", who last set something at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\.\n$/,
    )
  })
})
