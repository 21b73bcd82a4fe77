const second = 1000
const minute = 60 * second
const hour = 60 * minute

/**
 * The age of something in at most two units (`5s`, `3m20s`, `4h5m`, `2d3h`, `3y12d`), apimachinery's
 * duration.HumanDuration. Takes milliseconds; clocks may disagree by a second, more is `<invalid>`.
 */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / second)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 60 * 2) return `${seconds}s`
  const minutes = Math.trunc(milliseconds / minute)
  if (minutes < 10) return twoUnits(minutes, 'm', seconds % 60, 's')
  if (minutes < 60 * 3) return `${minutes}m`
  const hours = Math.trunc(milliseconds / hour)
  if (hours < 8) return twoUnits(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.trunc(hours / 24)
  if (hours < 24 * 8) return twoUnits(days, 'd', hours % 24, 'h')
  if (hours < 24 * 365 * 2) return `${days}d`
  const years = Math.trunc(days / 365)
  if (hours < 24 * 365 * 8) return twoUnits(years, 'y', days % 365, 'd')
  return `${years}y`
}

/** The age in one unit (`5s`, `3m`, `4h`, `2d`, `3y`), apimachinery's duration.ShortHumanDuration. */
export function shortHumanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / second)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.trunc(milliseconds / minute)
  if (minutes < 60) return `${minutes}m`
  const hours = Math.trunc(milliseconds / hour)
  if (hours < 24) return `${hours}h`
  if (hours < 24 * 365) return `${Math.trunc(hours / 24)}d`
  return `${Math.trunc(hours / 24 / 365)}y`
}

/** Leaves the second unit out where it is zero. */
function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`
}
