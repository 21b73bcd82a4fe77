import {humanDuration} from '../../base/duration.ts'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A time without a value is Go's zero time. */
const zero = 'Mon, 01 Jan 0001 00:00:00 +0000'

/** The time in the local zone, `Tue, 24 Nov 2026 03:39:00 +0000` (Go's time.RFC1123Z). */
export function longTime(text: string | null | undefined): string {
  if (!text) return zero
  const time = new Date(text)
  const day = `${days[time.getDay()]}, ${two(time.getDate())} ${months[time.getMonth()]} ${time.getFullYear()}`
  return `${day} ${clock(time)} ${offset(time)}`
}

/** The time in the local zone, `2026-11-24 03:39:00 +0000 UTC` (Go's Time.String). */
export function plainTime(text: string | null | undefined): string {
  if (!text) return '0001-01-01 00:00:00 +0000 UTC'
  const time = new Date(text)
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${date} ${clock(time)} ${offset(time)} ${zoneName(time)}`
}

/** How long ago it was, `<unknown>` without a time. */
export function since(now: number, text: string | null | undefined): string {
  return text ? humanDuration(now - Date.parse(text)) : '<unknown>'
}

function clock(time: Date): string {
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
}

function offset(time: Date): string {
  const minutes = -time.getTimezoneOffset()
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}${two(size % 60)}`
}

function zoneName(time: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', {timeZoneName: 'short'}).formatToParts(time)
  return parts.find(({type}) => type === 'timeZoneName')?.value ?? 'UTC'
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
