import assert from 'node:assert/strict'
import {existsSync} from 'node:fs'
import {test} from 'node:test'
import {localZone} from '../../../src/base/local-time.ts'
import {readTimeZone, ruleZone, type TimeZone} from '../../../src/base/time-zone.ts'

/** A moment in seconds. */
const at = (text: string): number => Date.parse(text) / 1000

/** Compares with the runtime's own zones, every six days and at another hour each time. */
function compare(zone: TimeZone, name: string, from: number, to: number): void {
  const format = new Intl.DateTimeFormat('en-US', {timeZone: name, timeZoneName: 'longOffset'})
  const expected = (seconds: number): number => {
    const text = format.formatToParts(seconds * 1000).find(({type}) => type === 'timeZoneName')!.value
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(text)!
    return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
  }
  for (
    let time = at(`${from}-01-01T00:30:00Z`);
    time < at(`${to}-01-01T00:00:00Z`);
    time += 6 * 86_400 + 7200
  ) {
    assert.equal(zone(time).offset, expected(time), `${name} ${new Date(time * 1000).toISOString()}`)
  }
}

const rules = {
  'Europe/Berlin': 'CET-1CEST,M3.5.0,M10.5.0/3',
  'Europe/Dublin': 'IST-1GMT0,M10.5.0,M3.5.0/1',
  'America/New_York': 'EST5EDT,M3.2.0,M11.1.0',
  'America/St_Johns': 'NST3:30NDT,M3.2.0,M11.1.0',
  'Australia/Sydney': 'AEST-10AEDT,M10.1.0,M4.1.0/3',
  'Australia/Lord_Howe': '<+1030>-10:30<+11>-11,M10.1.0,M4.1.0',
  'Antarctica/Troll': '<+00>0<+02>-2,M3.5.0/1,M10.5.0/3',
  'Asia/Kathmandu': '<+0545>-5:45',
}

for (const [name, rule] of Object.entries(rules)) {
  test(`the rule of ${name}`, () => compare(ruleZone(rule)!, name, 2019, 2025))
}

test('the moment of a change, names, and days counted in other ways', () => {
  const berlin = ruleZone(rules['Europe/Berlin'])!
  assert.deepEqual(berlin(at('2026-03-29T00:59:59Z')), {offset: 3600, name: 'CET'})
  assert.deepEqual(berlin(at('2026-03-29T01:00:00Z')), {offset: 7200, name: 'CEST'})
  assert.deepEqual(berlin(at('2026-10-25T00:59:59Z')), {offset: 7200, name: 'CEST'})
  assert.deepEqual(berlin(at('2026-10-25T01:00:00Z')), {offset: 3600, name: 'CET'})
  assert.equal(ruleZone(rules['Asia/Kathmandu'])!(0).name, '+0545')
  const byDays = ruleZone('A0B,J60/0,300/-1:30')!
  assert.deepEqual(
    ['2024-02-29T23:59:59Z', '2024-03-01T00:00:00Z', '2024-10-26T21:29:59Z', '2024-10-26T21:30:00Z'].map(
      (text) => byDays(at(text)).name,
    ),
    ['A', 'B', 'B', 'A'],
  )
  for (const wrong of ['', 'CET', 'CET-1CEST', 'CET-1CEST,M3', 'CET-1CEST,M3.5.0,M10.5.0 ']) {
    assert.equal(ruleZone(wrong), undefined, wrong)
  }
})

/** A file of version 2 with an empty first part: summer time once, from one moment to another, then a rule. */
function zoneFile(transitions: readonly [bigint, number][], rule: string): Buffer {
  const header = (times: number, types: number, characters: number): Buffer => {
    const bytes = Buffer.alloc(44)
    bytes.write('TZif2')
    for (const [index, count] of [0, 0, 0, times, types, characters].entries())
      bytes.writeUInt32BE(count, 20 + index * 4)
    return bytes
  }
  const type = (offset: number, summer: number, name: number): Buffer => {
    const bytes = Buffer.alloc(6)
    bytes.writeInt32BE(offset)
    bytes.set([summer, name], 4)
    return bytes
  }
  const times = Buffer.alloc(transitions.length * 8)
  for (const [index, [time]] of transitions.entries()) times.writeBigInt64BE(time, index * 8)
  return Buffer.concat([
    header(0, 1, 4),
    Buffer.from('\0\0\0\0\0\0OLD\0', 'latin1'),
    header(transitions.length, 2, 8),
    times,
    Buffer.from(transitions.map(([, index]) => index)),
    type(3600, 0, 0),
    type(7200, 1, 4),
    Buffer.from(`ONE\0TWO\0\n${rule}\n`, 'latin1'),
  ])
}

test('a file: before its first change, between, and after its last', () => {
  const names = (zone: TimeZone | undefined) => [0, 100, 199, 200, 1000].map((time) => zone!(time).name)
  const transitions: [bigint, number][] = [
    [100n, 1],
    [200n, 0],
  ]
  assert.deepEqual(names(readTimeZone(zoneFile(transitions, 'XXX-5'))), ['ONE', 'TWO', 'TWO', 'XXX', 'XXX'])
  assert.deepEqual(names(readTimeZone(zoneFile(transitions, ''))), ['ONE', 'TWO', 'TWO', 'ONE', 'ONE'])
  assert.deepEqual(names(readTimeZone(zoneFile([], 'XXX-5'))), ['XXX', 'XXX', 'XXX', 'XXX', 'XXX'])
})

test('a file that is none, or is cut off', () => {
  const whole = zoneFile([[100n, 1]], '')
  for (let length = 0; length < whole.length - 10; length++) {
    assert.equal(readTimeZone(whole.subarray(0, length)), undefined, String(length))
  }
  assert.equal(readTimeZone(Buffer.from('#!/bin/sh')), undefined)
})

test('UTC where nothing is known', () => {
  for (const name of ['', 'UTC', ':', 'No/Such', '/dev/null', '.', '../../etc/passwd']) {
    assert.deepEqual(localZone(name)(0), {offset: 0, name: 'UTC'}, name)
  }
})

const system = '/usr/share/zoneinfo'
test('the zones of this machine', {skip: !existsSync(`${system}/Europe/Berlin`)}, () => {
  for (const name of ['Asia/Kolkata', 'America/Sao_Paulo', 'Pacific/Apia', ...Object.keys(rules)]) {
    compare(localZone(name), name, 2012, 2015)
    compare(localZone(`:${name}`), name, 2024, 2025)
    compare(localZone(`${system}/${name}`), name, 2040, 2041)
  }
  assert.equal(localZone('Europe/Berlin')(at('2026-07-01T00:00:00Z')).name, 'CEST')
})
