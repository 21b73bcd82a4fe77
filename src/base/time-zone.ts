/** What clocks show at a moment: seconds east of Greenwich, and what the time is called there. */
export interface ZoneTime {
  readonly offset: number
  readonly name: string
}

/** What clocks show somewhere, by seconds since 1970. */
export type TimeZone = (seconds: number) => ZoneTime

export const utc: TimeZone = () => ({offset: 0, name: 'UTC'})

/** The zone that a TZif file describes (RFC 9636); undefined for anything else. */
export function readTimeZone(file: Buffer): TimeZone | undefined {
  try {
    return file.toString('latin1', 0, 4) === 'TZif' ? parseFile(file) : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function parseFile(file: Buffer): TimeZone | undefined {
  const old = layoutAt(file, 0, 4)
  // Later versions say everything again, in 64 bits, and then a rule for what comes after.
  const isOld = file[4] === 0
  const layout = isOld ? old : layoutAt(file, old.end, 8)
  if (layout.types === 0) return undefined
  const rule = isOld ? undefined : ruleZone(file.toString('latin1', layout.end).split('\n')[1] ?? '')
  return (seconds) => {
    const past = changesUpTo(file, layout, seconds)
    if (past === layout.changes && rule !== undefined) return rule(seconds)
    return typeAt(file, layout, past === 0 ? 0 : file[layout.indexAt + past - 1]!)
  }
}

/** Where in a file things are, and how many there are of them. */
interface Layout {
  /** Bytes of a time. */
  readonly size: 4 | 8
  readonly changes: number
  readonly timesAt: number
  readonly indexAt: number
  readonly types: number
  readonly typesAt: number
  readonly namesAt: number
  readonly end: number
}

/** A header and what it says of the data after it. Throws RangeError where the file is too short. */
function layoutAt(file: Buffer, start: number, size: 4 | 8): Layout {
  const count = (at: number): number => file.readUInt32BE(start + at)
  const [changes, types] = [count(32), count(36)]
  const timesAt = start + 44
  const indexAt = timesAt + changes * size
  const typesAt = indexAt + changes
  const namesAt = typesAt + types * 6
  const end = namesAt + count(40) + count(28) * (size + 4) + count(24) + count(20)
  if (end > file.length) throw new RangeError('cut off')
  return {size, changes, timesAt, indexAt, types, typesAt, namesAt, end}
}

/** How many changes of the clock are over. */
function changesUpTo(file: Buffer, {size, changes, timesAt}: Layout, seconds: number): number {
  let [low, high] = [0, changes]
  while (low < high) {
    const middle = (low + high) >> 1
    const at = timesAt + middle * size
    const time = size === 4 ? file.readInt32BE(at) : Number(file.readBigInt64BE(at))
    if (time <= seconds) low = middle + 1
    else high = middle
  }
  return low
}

function typeAt(file: Buffer, {types, typesAt, namesAt}: Layout, type: number): ZoneTime {
  const at = typesAt + Math.min(type, types - 1) * 6
  const name = namesAt + file[at + 5]!
  return {offset: file.readInt32BE(at), name: file.toString('latin1', name, file.indexOf(0, name))}
}

const name = '([A-Za-z]+|<[A-Za-z0-9+-]+>)'
const clock = '[+-]?\\d+(?::\\d+(?::\\d+)?)?'
const day = `(?:J\\d+|\\d+|M\\d+\\.\\d+\\.\\d+)(?:/${clock})?`
const rulePattern = new RegExp(`^${name}(${clock})(?:${name}(${clock})?,(${day}),(${day}))?$`)

/** The zone of a rule such as `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX); undefined for what is none. */
export function ruleZone(rule: string): TimeZone | undefined {
  const match = rulePattern.exec(rule)
  if (match === null) return undefined
  const [, standardName, standardOffset, summerName, summerOffset, from, to] = match
  const standard = zoneTime(standardName!, eastward(standardOffset!))
  if (summerName === undefined) return () => standard
  const summer = zoneTime(summerName, summerOffset ? eastward(summerOffset) : standard.offset + 3600)
  return (seconds) => {
    const year = new Date(seconds * 1000).getUTCFullYear()
    const start = momentOf(from!, year) - standard.offset
    const end = momentOf(to!, year) - summer.offset
    const isSummer = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end
    return isSummer ? summer : standard
  }
}

function zoneTime(quoted: string, offset: number): ZoneTime {
  return {offset, name: quoted.replaceAll(/[<>]/g, '')}
}

/** Rules count from Greenwich to the west. */
function eastward(text: string): number {
  return 0 - secondsOf(text)
}

/** `-3:30` in seconds. */
function secondsOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number)
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds)
}

/** When a rule's day comes in the year, by a clock that shows UTC. */
function momentOf(rule: string, year: number): number {
  const [date, time = '2'] = rule.split('/') as [string, string?]
  return Date.UTC(year, 0, dayOfYear(date, year)) / 1000 + secondsOf(time)
}

/** From 1. `J60` is always the first of March, `59` counts from 0 and with leap days, `M3.5.0` is the last Sunday of March. */
function dayOfYear(date: string, year: number): number {
  const first = Date.UTC(year, 0, 1)
  const dayAt = (month: number, of: number): number =>
    (Date.UTC(year, month - 1, of) - first) / 86_400_000 + 1
  if (date.startsWith('J')) {
    const plain = Number(date.slice(1))
    return plain >= 60 ? plain + dayAt(3, 1) - 60 : plain
  }
  if (!date.startsWith('M')) return Number(date) + 1
  const [month, week, weekday] = date.slice(1).split('.').map(Number) as [number, number, number]
  const firstWeekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const of = 1 + ((weekday - firstWeekday + 7) % 7) + (week - 1) * 7
  return dayAt(month, of > daysInMonth ? of - 7 : of)
}
