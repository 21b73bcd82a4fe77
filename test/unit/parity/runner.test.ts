import assert from 'node:assert/strict'
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {after, test} from 'node:test'
import {parseCase, splitWords} from '../../parity/case.ts'
import {comparableObjects} from '../../parity/live-object.ts'
import {mask} from '../../parity/mask.ts'
import {describeResult, diffLines} from '../../parity/report.ts'
import {type Bench, isClean, runCase} from '../../parity/runner.ts'

// The suite must be able to fail: these tests give it programs that differ in known ways.
const scratch = mkdtempSync(path.join(os.tmpdir(), 'kctl-runner-test-'))
after(() => rmSync(scratch, {recursive: true, force: true}))

function program(name: string, script: string): string {
  const file = path.join(scratch, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

const reference = program('reference', 'echo "hello $1"; echo oops >&2; exit 3')

function bench(kctl: string): Bench {
  // Cases without a cluster use nothing of it but the reference program and the server's name.
  const cluster = {kubectl: reference, server: 'https://none.invalid'} as unknown as Bench['cluster']
  return {cluster, kctl: [kctl], scratch}
}

const subject = parseCase('x/y', 'about: a test\ncluster: false\ncalls: [say]')

const differing = {
  code: 'echo "hello $1"; echo oops >&2; exit 4',
  stdout: 'echo "hello  $1"; echo oops >&2; exit 3',
  stderr: 'echo "hello $1"; echo ooops >&2; exit 3',
} as const

for (const [part, script] of Object.entries(differing)) {
  test(`a difference in ${part} fails the case`, async () => {
    const result = await runCase(subject, bench(program(`differs-in-${part}`, script)))
    assert.equal(isClean(result), false)
    assert.deepEqual(result.comparisons[0]?.differs, [part])
    assert.match(describeResult(result), /^FAILED x\/y: a test/)
  })
}

test('equal outputs pass', async () => {
  const result = await runCase(subject, bench(reference))
  assert.equal(isClean(result), true)
  assert.equal(describeResult(result), '')
})

test('a case that differs once is reported as unsteady', async () => {
  const marker = path.join(scratch, 'seen')
  const flaky = program('flaky', `[ -e ${marker} ] || { touch ${marker}; exit 9; }\nexec ${reference} "$@"`)
  const result = await runCase(subject, bench(flaky))
  assert.equal(isClean(result), true)
  assert.equal(result.unsteady?.length, 1)
  assert.match(describeResult(result), /^UNSTEADY x\/y/)
})

test('a case that cannot be run fails', async () => {
  const result = await runCase(subject, bench(path.join(scratch, 'missing')))
  assert.match(result.failure ?? '', /ENOENT/)
  assert.equal(isClean(result), false)
})

test('a case that compares nothing, or has a misspelt field, is refused', () => {
  assert.throws(() => parseCase('x', 'about: a\ncalls: []'), /compares nothing/)
  assert.throws(() => parseCase('x', 'about: a\ncalls: [{reference: version}]'), /compares nothing/)
  assert.throws(() => parseCase('x', 'about: a\ncals: [version]'), /unknown field cals/)
  assert.throws(() => parseCase('x', 'calls: [version]'), /"about" is missing/)
})

test('words are split as a shell splits them', () => {
  assert.deepEqual(splitWords(`get -l 'a in (b, c)' --x="d \\"e\\" f" g\\ h ''`), [
    'get',
    '-l',
    'a in (b, c)',
    '--x=d "e" f',
    'g h',
    '',
  ])
})

test('masks hide what must differ and nothing else', () => {
  const names = {
    namespace: 'parity-xyzxyza',
    id: 'idxyzxyza',
    folder: '/tmp/w',
    server: 'https://127.0.0.1:1234',
  }
  assert.equal(mask('NAME   AGE\none    12s\n', names), 'NAME   AGE\none    <age> \n')
  assert.equal(mask('NAME   CPU\none    12m\n', names, false), 'NAME   CPU\none    12m\n')
  assert.equal(mask('deleted from parity-xyzxyza namespace', names), 'deleted from <namespace> namespace')
  assert.equal(mask('resourceVersion: "77"', names), 'resourceVersion: "<version>"')
  assert.equal(mask('replicas: 77 after 12s', names), 'replicas: 77 after 12s')
})

test('live objects are compared with all fields, managers sorted and exact numbers', () => {
  const field = (name: string) => ({[name]: {}})
  const entry = (manager: string, name: string) => ({manager, time: 'now', fieldsV1: field(name)})
  const object = (...managedFields: object[]) => ({metadata: {managedFields}, value: 1})
  const text = (value: object) => JSON.stringify(value, undefined, 1)
  const live = text({items: [object(entry('b', 'y'), entry('a', 'x'), entry('b', 'x'))]})
  const merged = {manager: 'b', fieldsV1: {...field('x'), ...field('y')}}
  const expected = {items: [object({manager: 'a', fieldsV1: field('x')}, merged)]}
  assert.equal(comparableObjects(live), `${JSON.stringify(expected, undefined, 2)}\n`)
  assert.notEqual(comparableObjects(text(object(entry('a', 'x')))), comparableObjects(text(object())))
  const [odd, even] = ['9007199254740993', '9007199254740992'].map((n) => text({n: 0}).replace('0', n))
  assert.notEqual(comparableObjects(odd!), comparableObjects(even!))
})

test('the diff marks both sides', () => {
  assert.deepEqual(diffLines('a\nb', 'a\nc'), ['      a', '    - b', '    + c'])
})
