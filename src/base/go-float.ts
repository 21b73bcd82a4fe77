/**
 * A double as Go's `strconv.FormatFloat(value, 'g', -1, bits)` prints it, which is also `%v` of `fmt` and how
 * goyaml writes floats: shortest digits, an exponent below 1e-4 and from 1e6 on, of two digits at least.
 */
export function formatGoFloat(value: number, bits: 32 | 64 = 64): string {
  const rounded = bits === 32 ? Math.fround(value) : value
  if (Number.isNaN(rounded)) return 'NaN'
  if (!Number.isFinite(rounded)) return rounded > 0 ? '+Inf' : '-Inf'
  const sign = rounded < 0 || Object.is(rounded, -0) ? '-' : ''
  const shortest = bits === 32 ? shortestSingle(Math.abs(rounded)) : Math.abs(rounded)
  const [digits, exponentText] = shortest.toExponential().split('e') as [string, string]
  const exponent = Number(exponentText)
  if (exponent >= -4 && exponent < 6) return sign + shortest.toString()
  const places = String(Math.abs(exponent)).padStart(2, '0')
  return `${sign}${digits}e${exponent < 0 ? '-' : '+'}${places}`
}

/** The double with the fewest digits that still rounds to this single. */
function shortestSingle(single: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(single.toPrecision(digits))
    if (Math.fround(candidate) === single) return candidate
  }
  return Number(single.toPrecision(9))
}
