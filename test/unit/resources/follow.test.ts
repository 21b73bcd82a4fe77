import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Request, Response, RESTClient} from '../../../src/client/request.ts'
import {ConnectionError, StatusError} from '../../../src/client/status.ts'
import {followObject} from '../../../src/resources/follow.ts'
import {pods} from './fakes.ts'

/** What happens when the client is asked: a list, a stream of events, or a failure. */
type Step = {readonly list: object[]; readonly at: string} | {readonly events: object[]} | Error

class Script implements RESTClient {
  readonly host = 'https://server'
  readonly asked: string[] = []
  private readonly steps: Step[]

  constructor(steps: readonly Step[]) {
    this.steps = [...steps]
  }

  async send({query = {}}: Request): Promise<Response> {
    this.asked.push(query['watch'] ? `watch ${String(query['resourceVersion'])}` : 'list')
    const step = this.steps.shift()
    if (step === undefined) throw new Error('asked too often')
    if (step instanceof Error) throw step
    const text =
      'list' in step
        ? JSON.stringify({
            kind: 'PodList',
            apiVersion: 'v1',
            metadata: {resourceVersion: step.at},
            items: step.list,
          })
        : step.events.map((event) => `${JSON.stringify(event)}\n`).join('')
    return {
      status: 200,
      headers: {},
      // Cut in the middle of things, as networks do.
      async *chunks() {
        for (let i = 0; i < text.length; i += 7) yield Buffer.from(text.slice(i, i + 7))
      },
      text: async () => text,
    }
  }

  openWebSocket(): never {
    throw new Error('no streams here')
  }
  close(): void {}
}

const pod = (version: string, uid = 'u1') => ({metadata: {name: 'a', uid, resourceVersion: version}})
const event = (type: string, version: string, uid?: string) => ({type, object: pod(version, uid)})

async function follow(steps: readonly Step[], until: number): Promise<{changes: string[]; asked: string[]}> {
  const client = new Script(steps)
  const changes: string[] = []
  const target = {mapping: pods, namespace: 'default', name: 'a'}
  for await (const {type, object} of followObject(client, target, new AbortController().signal)) {
    changes.push(`${type} ${object?.metadata?.resourceVersion ?? '-'}`)
    if (changes.length === until) break
  }
  return {changes, asked: client.asked}
}

test('a watch that ends is taken up where it ended, bookmarks included', async () => {
  const steps = [
    {list: [pod('1')], at: '5'},
    {events: [event('MODIFIED', '6'), {type: 'BOOKMARK', object: {metadata: {resourceVersion: '9'}}}]},
    {events: [event('MODIFIED', '10'), event('DELETED', '11')]},
  ]
  const {changes, asked} = await follow(steps, 5)
  assert.deepEqual(changes, ['ADDED 1', 'SYNCED 1', 'MODIFIED 6', 'MODIFIED 10', 'DELETED 11'])
  assert.deepEqual(asked, ['list', 'watch 5', 'watch 9'])
})

test('a dropped connection and a forgotten version: what was missed is told', async () => {
  const expired = {type: 'ERROR', object: {kind: 'Status', code: 410, reason: 'Expired', message: 'too old'}}
  const steps = [
    {list: [pod('1')], at: '5'},
    {events: [expired]},
    {list: [pod('8', 'u2')], at: '9'},
    new ConnectionError('EOF', 'server'),
    {list: [], at: '12'},
    {events: []},
  ]
  const {changes, asked} = await follow(steps, 5)
  assert.deepEqual(changes, ['ADDED 1', 'SYNCED 1', 'DELETED 1', 'ADDED 8', 'DELETED 8'])
  assert.deepEqual(asked, ['list', 'watch 5', 'list', 'watch 9', 'list'])
})

test('an object that is not there is told at once', async () => {
  const {changes} = await follow([{list: [], at: '5'}], 1)
  assert.deepEqual(changes, ['SYNCED -'])
})

test('the first failure is not waited out, nor one that trying again cannot help', async () => {
  await assert.rejects(follow([new ConnectionError('refused', 'server')], 1), {message: 'refused'})
  const forbidden = new StatusError({reason: 'Forbidden', code: 403, message: 'no'})
  await assert.rejects(follow([{list: [pod('1')], at: '5'}, forbidden], 9), {message: 'no'})
})
