import {humanDuration} from '../../base/duration.ts'
import {localTime} from '../../base/local-time.ts'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A time without a value is Go's zero time. */
const zero = 'Mon, 01 Jan 0001 00:00:00 +0000'

/** The time in the local zone, `Tue, 24 Nov 2026 03:39:00 +0000` (Go's time.RFC1123Z). */
export function longTime(text: string | null | undefined): string {
  if (!text) return zero
  const {clock, offset} = localTime(Date.parse(text))
  const date = `${two(clock.getUTCDate())} ${months[clock.getUTCMonth()]} ${clock.getUTCFullYear()}`
  return `${days[clock.getUTCDay()]}, ${date} ${hours(clock)} ${offsetText(offset)}`
}

/** The time in the local zone, `2026-11-24 03:39:00 +0000 UTC` (Go's Time.String). */
export function plainTime(text: string | null | undefined): string {
  if (!text) return '0001-01-01 00:00:00 +0000 UTC'
  const {clock, offset, name} = localTime(Date.parse(text))
  const date = `${clock.getUTCFullYear()}-${two(clock.getUTCMonth() + 1)}-${two(clock.getUTCDate())}`
  return `${date} ${hours(clock)} ${offsetText(offset)} ${name}`
}

/** How long ago it was, `<unknown>` without a time. */
export function since(now: number, text: string | null | undefined): string {
  return text ? humanDuration(now - Date.parse(text)) : '<unknown>'
}

function hours(clock: Date): string {
  return `${two(clock.getUTCHours())}:${two(clock.getUTCMinutes())}:${two(clock.getUTCSeconds())}`
}

function offsetText(seconds: number): string {
  const minutes = Math.trunc(Math.abs(seconds) / 60)
  return `${seconds < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}${two(minutes % 60)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
