const pattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d)))| +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/

/**
 * Whether the text is a point in time for goyaml and for kyaml (their parseTimestamp): a date, or a date and a
 * time, in one of the four forms they give to Go's time.Parse, which also refuses days and hours that do not exist.
 */
export function isTimestamp(text: string): boolean {
  if (text.charCodeAt(4) !== 0x2d) return false
  const match = pattern.exec(text)
  if (!match) return false
  const [year, month, day, ...clock] = match.slice(1).map((part) => (part === undefined ? 0 : Number(part)))
  if (month! < 1 || month! > 12 || day! < 1 || day! > daysIn(month!, year!)) return false
  const [hour, minute, second, zoneHour, zoneMinute, hour2, minute2, second2] = clock
  if (zoneHour! > 24 || zoneMinute! > 60) return false
  return hour! + hour2! < 24 && minute! + minute2! < 60 && second! + second2! < 60
}

function daysIn(month: number, year: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}
