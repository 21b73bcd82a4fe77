import type {CaseResult, Comparison} from './runner.ts'

/** The differing parts of a comparison, the reference's lines with `-` and kctl's with `+`. */
export function describeComparison(comparison: Comparison): string {
  const lines = [`  $ ${comparison.title}`]
  for (const part of comparison.differs) {
    if (part === 'code') {
      lines.push(`    exit code: kubectl ${comparison.reference.code}, kctl ${comparison.kctl.code}`)
    } else {
      lines.push(`    ${part}:`, ...diffLines(comparison.reference[part], comparison.kctl[part]))
    }
  }
  return lines.join('\n')
}

/** Everything that both sides said, for a person who writes a case. */
export function showComparison(comparison: Comparison): string {
  const {reference, kctl, title} = comparison
  const block = (name: string, text: string) =>
    text === '' ? '' : `    ${name}| ${text.replaceAll('\n', `\n    ${name}| `)}\n`
  const sides =
    comparison.differs.length === 0
      ? [{who: 'both', ...reference}]
      : [
          {who: 'kubectl', ...reference},
          {who: 'kctl', ...kctl},
        ]
  return (
    `  $ ${title}\n` +
    sides
      .map(
        ({who, code, stdout, stderr}) =>
          `   ${who}: exit ${code}\n${block('out', stdout)}${block('err', stderr)}`,
      )
      .join('')
  )
}

/** What a failed or unsteady case has to say; '' for a clean one. */
export function describeResult(result: CaseResult): string {
  const lines: string[] = []
  if (result.unsteady) {
    lines.push(`UNSTEADY ${result.subject.name}: differed once, agreed when run again`)
    lines.push(...result.unsteady.map(describeComparison))
  }
  const failed = result.comparisons.filter((comparison) => comparison.differs.length > 0)
  if (failed.length > 0 || result.failure !== undefined) {
    lines.push(`FAILED ${result.subject.name}: ${result.subject.about}`)
    if (result.failure !== undefined) lines.push(`  could not be run: ${result.failure}`)
    lines.push(...failed.map(describeComparison))
  }
  return lines.join('\n')
}

const maximumLines = 60

/** A line diff by longest common subsequence; shows control characters and trailing blanks. */
export function diffLines(before: string, after: string): string[] {
  const a = before.split('\n')
  const b = after.split('\n')
  const table = commonLengths(a, b)
  const lines: string[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`      ${visible(a[i]!)}`)
      i++
      j++
    } else if (j >= b.length || (i < a.length && table[i + 1]![j]! >= table[i]![j + 1]!)) {
      lines.push(`    - ${visible(a[i++]!)}`)
    } else {
      lines.push(`    + ${visible(b[j++]!)}`)
    }
  }
  const changed = lines.filter((line) => !line.startsWith('      '))
  const shown = lines.length > maximumLines ? changed : lines
  const rest = shown.length - maximumLines
  return rest > 0 ? [...shown.slice(0, maximumLines), `    … ${rest} more lines`] : shown
}

function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({length: a.length + 1}, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i]![j] =
        a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!)
    }
  }
  return table
}

function visible(line: string): string {
  // oxlint-disable-next-line no-control-regex -- making them visible is the point
  return line
    .replace(/[\u0000-\u001f]/g, (c) => JSON.stringify(c).slice(1, -1))
    .replace(/ +$/, (blanks) => '·'.repeat(blanks.length))
}
