import {readFileSync} from 'node:fs'
import process from 'node:process'
import {readTimeZone, type TimeZone, utc} from './time-zone.ts'

/** What a clock here shows. */
export interface LocalTime {
  /** Its UTC fields are what the clock shows. */
  readonly clock: Date
  /** Seconds east of Greenwich. */
  readonly offset: number
  /** What the time is called, `CET`. */
  readonly name: string
}

let zone: TimeZone | undefined

/**
 * The local time at a moment, in milliseconds since 1970. Not by the fields of Date: the first use of one loads the
 * runtime's own time zones, which costs 8 ms, and those have no short names for most zones.
 */
export function localTime(milliseconds: number): LocalTime {
  zone ??= process.platform === 'win32' ? runtimeZone : localZone(process.env['TZ'])
  const {offset, name} = zone(Math.floor(milliseconds / 1000))
  return {clock: new Date(milliseconds + offset * 1000), offset, name}
}

const folders = ['/usr/share/zoneinfo', '/usr/share/lib/zoneinfo', '/usr/lib/locale/TZ', '/etc/zoneinfo']

/** The zone where Go looks for it: what TZ names, /etc/localtime without one, or else UTC (time's initLocal). */
export function localZone(variable: string | undefined): TimeZone {
  if (variable === undefined) return zoneIn('/etc/localtime') ?? utc
  const name = variable.replace(/^:/, '')
  if (name === '' || name === 'UTC') return utc
  if (name.startsWith('/')) return zoneIn(name) ?? utc
  for (const folder of folders) {
    const found = zoneIn(`${folder}/${name}`)
    if (found !== undefined) return found
  }
  return utc
}

function zoneIn(file: string): TimeZone | undefined {
  try {
    return readTimeZone(readFileSync(file))
  } catch {
    return undefined
  }
}

/** Windows has no such files. */
const runtimeZone: TimeZone = (seconds) => {
  const time = new Date(seconds * 1000)
  const parts = new Intl.DateTimeFormat('en-US', {timeZoneName: 'short'}).formatToParts(time)
  const name = parts.find(({type}) => type === 'timeZoneName')?.value ?? 'UTC'
  return {offset: -time.getTimezoneOffset() * 60, name}
}
