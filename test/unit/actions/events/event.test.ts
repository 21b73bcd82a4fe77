import assert from 'node:assert/strict'
import {test} from 'node:test'
import {eventInterval, eventMoments, sortEvents, timeline} from '../../../../src/actions/events/event.ts'
import {EventPrinter} from '../../../../src/actions/events/event-printer.ts'
import {MemoryOutput} from '../../../../src/base/io.ts'

const now = Date.parse('2026-01-01T12:00:00Z')
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

// Expected texts are those of kubectl's event_printer_test.go.
test('a series tells when it was seen last, how often, since when', () => {
  const event = {
    metadata: {name: 'bar-000', namespace: 'foo'},
    involvedObject: {kind: 'Deployment', name: 'bar\u001b'},
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: 'Scaled up replica set bar-002 from 0 to 1',
    eventTime: ago(20),
    series: {count: 3, lastObservedTime: ago(12)},
  }
  const out = new MemoryOutput()
  new EventPrinter({noHeaders: false, allNamespaces: true, absolute: false, now: () => now}).printObject(
    event,
    out,
  )
  assert.equal(
    out.text,
    'NAMESPACE\tLAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n' +
      'foo\t12m (x3 over 20m)\tNormal\tScalingReplicaSet\tDeployment/bar^[\tScaled up replica set bar-002 from 0 to 1\n',
  )
})

test('intervals of the older kind, and of events without times', () => {
  assert.equal(eventInterval({firstTimestamp: ago(20), lastTimestamp: ago(5), count: 1}, now), '20m')
  assert.equal(
    eventInterval({firstTimestamp: ago(20), lastTimestamp: ago(11), count: 2}, now),
    '11m (x2 over 20m)',
  )
  assert.equal(
    eventInterval({eventTime: null, firstTimestamp: null, count: 2}, now),
    '<unknown> (x2 over <unknown>)',
  )
  assert.equal(eventInterval({}, now), '<unknown>')
})

test('events are sorted to the microsecond, those without a time first', () => {
  const events = [
    {metadata: {name: 'c'}, eventTime: '2026-01-01T00:00:00.000002Z'},
    {metadata: {name: 'd'}, lastTimestamp: '2026-01-01T00:00:01Z', eventTime: '2020-01-01T00:00:00.000000Z'},
    {metadata: {name: 'b'}, series: {lastObservedTime: '2026-01-01T00:00:00.000001Z'}, lastTimestamp: ago(0)},
    {metadata: {name: 'a'}},
  ]
  assert.deepEqual(
    sortEvents(events).map(({metadata}) => metadata?.name),
    ['a', 'b', 'c', 'd'],
  )
})

test('a timeline goes by the best time that an event has', () => {
  const events = [
    {metadata: {name: 'created', creationTimestamp: '2026-01-01T00:00:04Z'}},
    {
      metadata: {name: 'last'},
      lastTimestamp: '2026-01-01T00:00:03Z',
      eventTime: '2030-01-01T00:00:00.000000Z',
    },
    {metadata: {name: 'never'}, eventTime: null, lastTimestamp: 'soon'},
    {
      metadata: {name: 'series'},
      series: {lastObservedTime: '2026-01-01T00:00:02.000001Z'},
      lastTimestamp: ago(0),
    },
    {metadata: {name: 'once'}, eventTime: '2026-01-01T00:00:02.000000Z', lastTimestamp: null},
    {metadata: {name: 'same'}, eventTime: '2026-01-01T00:00:02.000000Z'},
    {metadata: {name: 'nor'}},
  ]
  assert.deepEqual(
    timeline(events).map(({metadata}) => metadata?.name),
    ['never', 'nor', 'once', 'same', 'series', 'last', 'created'],
  )
})

test('a timeline shows times, how often and since when', () => {
  assert.equal(
    eventMoments({
      series: {count: 7, lastObservedTime: '2026-01-01T12:00:00.9Z'},
      eventTime: '2026-01-01T11:00:00Z',
    }),
    '2026-01-01T12:00:00Z (x7 since 2026-01-01T11:00:00Z)',
  )
  assert.equal(
    eventMoments({
      count: 2,
      lastTimestamp: '2026-01-01T12:00:00+02:00',
      firstTimestamp: '2026-01-01T09:00:00Z',
    }),
    '2026-01-01T10:00:00Z (x2 since 2026-01-01T09:00:00Z)',
  )
  assert.equal(eventMoments({count: 1, lastTimestamp: '2026-01-01T12:00:00Z'}), '2026-01-01T12:00:00Z')
  assert.equal(eventMoments({}), '<unknown>')
  const out = new MemoryOutput()
  const printer = new EventPrinter({noHeaders: false, allNamespaces: false, absolute: true, now: () => now})
  printer.printObject({type: 'Normal', reason: 'R', message: 'm', eventTime: ago(0)}, out)
  assert.equal(out.text, 'TIME\tTYPE\tREASON\tOBJECT\tMESSAGE\n2026-01-01T12:00:00Z\tNormal\tR\t/\tm\n')
})
