import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import {resolveNamespaces} from '../../../src/resources/namespaces.ts'
import {FakeClient} from './fakes.ts'

const existing = ['default', 'kube-public', 'kube-system', 'team-a', 'team-b', 'team-b-test']
const list = {
  kind: 'NamespaceList',
  apiVersion: 'v1',
  metadata: {},
  items: existing.map((name) => ({metadata: {name}})),
}

async function resolve(text: string, names: object = list): Promise<{found: string; asked: number}> {
  const client = new FakeClient({'/api/v1/namespaces?limit=500': names})
  const found = await resolveNamespaces(text, async () => client)
  return {found: found.join(' '), asked: client.asked.length}
}

for (const [text, found, asked] of [
  ['b,a,b', 'a b', 0],
  ['a, b', 'a b', 0],
  ['a,b,!b', 'a', 0],
  ['team-*', 'team-a team-b team-b-test', 1],
  ['team-?', 'team-a team-b', 1],
  ['*,!kube-*', 'default team-a team-b team-b-test', 1],
  ['!kube-*,!team-*', 'default', 1],
  ['*-b*,other', 'other team-b team-b-test', 1],
] as const) {
  test(`-n ${text}`, async () => assert.deepEqual(await resolve(text), {found, asked}))
}

for (const [text, message] of [
  ['x*', 'no namespace matches "x*"'],
  ['a,!a', 'no namespace matches "a,!a"'],
  ['a,', 'invalid namespaces "a,": a name is empty'],
  ['!', 'invalid namespaces "!": a name is empty'],
] as const) {
  test(`-n ${text} is refused`, () => assert.rejects(resolve(text), {message}))
}

test('patterns match as regular expressions would', async () => {
  const name = fc.stringMatching(/^[ab-]{1,8}$/)
  await fc.assert(
    fc.asyncProperty(
      fc.array(name, {minLength: 1}),
      fc.stringMatching(/^[ab*?-]{0,6}\*[ab?]{0,3}$/),
      async (names, glob) => {
        const expression = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`)
        const expected = [...new Set(names.filter((each) => expression.test(each)))].toSorted().join(' ')
        const items = names.map((each) => ({metadata: {name: each}}))
        const found = await resolve(glob, {...list, items}).catch(() => ({found: ''}))
        assert.equal(found.found, expected)
      },
    ),
  )
})
