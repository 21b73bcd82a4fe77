import assert from 'node:assert/strict'
import {test} from 'node:test'
import fc from 'fast-check'
import type {JsonValue} from '../../../../../src/api/json.ts'
import {humanDuration} from '../../../../../src/base/duration.ts'
import {RowFilter} from '../../../../../src/actions/get/where/row-filter.ts'

const columns = ['Name', 'Ready', 'Status', 'Restarts', 'Age', 'IP', 'Nominated Node', 'CPU', 'Capacity']
const rows: readonly (readonly JsonValue[])[] = [
  ['web-1', '1/1', 'Running', '0', '2d3h', '10.0.0.1', '<none>', '250m', '8Gi'],
  ['web-2', '0/1', 'CrashLoopBackOff', '12 (3m2s ago)', '45m', '10.0.0.2', 'n 1', '1', '10Gi'],
  ['job-1', '0/2', 'Completed', 3, '30s', null, '<none>', '1500m', '10240Mi'],
  ['web-3', '2/2', 'Running', '3 (5h ago)', '<unknown>', '10.0.0.3', '<none>', '0', '1Ti'],
]

function table() {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    columnDefinitions: columns.map((name) => ({name, type: 'string', format: name === 'Name' ? 'name' : ''})),
    rows: rows.map((cells, index) => ({
      cells: [...cells],
      object: {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: {name: `row-${index}`, namespace: index < 2 ? 'a' : 'b'},
      },
    })),
  }
}

function names(where: string): string {
  const filter = new RowFilter(where, {now: () => 0})
  return (filter.page('pods', table())!['rows'] as {cells: string[]}[]).map(({cells}) => cells[0]).join(' ')
}

for (const [where, expected] of [
  ['STATUS!=Running', 'web-2 job-1'],
  ['status = Running', 'web-1 web-3'],
  ['RESTARTS>3', 'web-2'],
  ['RESTARTS>=3', 'web-2 job-1 web-3'],
  ['RESTARTS=3', 'job-1 web-3'],
  ['AGE<1h', 'web-2 job-1'],
  ['AGE>=2d3h', 'web-1'],
  ['AGE>1d12h', 'web-1'],
  ['AGE=unknown', ''],
  ["AGE='<unknown>'", 'web-3'],
  ['AGE<45m || AGE>45m', 'web-1 job-1'],
  ['CPU>500m', 'web-2 job-1'],
  ['CPU=1000m', 'web-2'],
  ['CAPACITY>=10Gi', 'web-2 job-1 web-3'],
  ['READY=1/1', 'web-1'],
  ['READY=0/2', 'job-1'],
  ['READY<1/1', 'web-2 job-1'],
  ['READY!=0/1 && READY!=0/2', 'web-1 web-3'],
  ['NAME=~^web-', 'web-1 web-2 web-3'],
  ['NAME!~[12]$', 'web-3'],
  ['"NOMINATED NODE"="n 1"', 'web-2'],
  ["IP=''", 'job-1'],
  ['NAMESPACE=b && !(STATUS=Completed)', 'web-3'],
  ['STATUS=Running && (RESTARTS>1 || NAME=web-1)', 'web-1 web-3'],
] as const) {
  test(`--where ${where}`, () => assert.equal(names(where), expected))
}

test('a column that there is not is an error that names those there are', () => {
  const filter = new RowFilter('NAME=x && READI=1/1', {now: () => 0})
  assert.deepEqual(filter.page('pods', table())!['rows'], [])
  assert.deepEqual(
    filter.mistakes.map(({message}) => message),
    [
      '--where: pods have no column "READI"; they have NAME, READY, STATUS, RESTARTS, AGE, IP, ' +
        'NOMINATED NODE, CPU, CAPACITY, NAMESPACE\n  NAME=x && READI=1/1\n            ^',
    ],
  )
  assert.equal(filter.fitsNoType, true)
  filter.page('lets', {...table(), columnDefinitions: [{name: 'Readi', type: 'string'}, {name: 'Name'}]})
  assert.deepEqual([filter.mistakes.length, filter.fitsNoType], [1, false])
})

test('what has no order and what is no pattern is said before anything is asked', () => {
  assert.throws(
    () => new RowFilter('STATUS>Running', {now: () => 0}),
    /"Running" is none\n  STATUS>Running\n  \^/,
  )
  assert.throws(() => new RowFilter('NAME=~"(a"', {now: () => 0}), /a \( is never closed/)
})

test('later events of a watch come without columns', () => {
  const filter = new RowFilter('STATUS=Running', {now: () => 0})
  const table = (columnDefinitions: JsonValue[], status: string) => ({
    kind: 'Table',
    columnDefinitions,
    rows: [{cells: ['a', status], object: null}],
  })
  assert.equal(
    (filter.page('pods', table([{name: 'Name'}, {name: 'Status'}], 'Pending'))!['rows'] as []).length,
    0,
  )
  assert.equal((filter.page('pods', table([], 'Running'))!['rows'] as []).length, 1)
})

test('objects without a table have NAME, AGE and NAMESPACE', () => {
  const filter = new RowFilter('AGE>1h && NAMESPACE=x', {now: () => 7_200_000})
  const object = (creationTimestamp: string, namespace: string) => ({
    metadata: {name: 'a', namespace, creationTimestamp},
  })
  assert.equal(filter.objects('pods', object('1970-01-01T00:00:00Z', 'x')).length, 1)
  assert.equal(filter.objects('pods', object('1970-01-01T01:59:00Z', 'x')).length, 0)
  assert.equal(filter.objects('pods', object('1970-01-01T00:00:00Z', 'y')).length, 0)
})

test('ages compare as they are printed', () => {
  const age = fc.integer({min: 0, max: 3 * 365 * 86_400}).map((seconds) => seconds * 1000)
  fc.assert(
    fc.property(age, age, (one, other) => {
      const [left, right] = [humanDuration(one), humanDuration(other)]
      const passes = (operator: string) => {
        const filter = new RowFilter(`AGE${operator}${right}`, {now: () => one})
        return (
          filter.objects('pods', {metadata: {name: 'a', creationTimestamp: '1970-01-01T00:00:00Z'}})
            .length === 1
        )
      }
      if (left === right) assert.deepEqual(['<', '=', '>'].map(passes), [false, true, false])
      else if (one < other) assert.ok(passes('<') && !passes('>=') && passes('!='))
      else assert.ok(passes('>') && !passes('<='))
    }),
  )
})
