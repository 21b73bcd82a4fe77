import type {Operator} from './expression.ts'
import {type Amount, compareAmounts, durationOf, fractionOf, quantityOf} from './amount.ts'
import {linearPattern} from './pattern.ts'

/** Whether a cell's text passes. */
export type CellTest = (text: string) => boolean

/**
 * The test that a comparison makes of a cell. A value is a number or quantity, a time, or a fraction when it is
 * written like one and the cell as well; everything else is compared as text, and only for being equal or not.
 * `ageLike` columns read `5m` as minutes, others as a quantity of thousandths. A cell may have more after the
 * first word, `3 (5m ago)`: it counts by that word. Throws for a value that has no order, and what is wrong with a pattern.
 */
export function cellTest(operator: Operator, value: string, ageLike: boolean): CellTest {
  if (operator === '=~' || operator === '!~') {
    const matches = linearPattern(value)
    return operator === '=~' ? matches : (text) => !matches(text)
  }
  const readers = ageLike ? [durationOf, quantityOf, fractionOf] : [quantityOf, durationOf, fractionOf]
  const wanted = readers.flatMap((read) => read(value) ?? [])
  if (operator === '=' || operator === '!=') {
    const isEqual = (text: string): boolean => text === value || compareCell(text, wanted, readers) === 0
    return operator === '=' ? isEqual : (text) => !isEqual(text)
  }
  if (wanted.length === 0) {
    throw new Error(
      `${operator} needs a number, a quantity, a time or a fraction, and ${JSON.stringify(value)} is none`,
    )
  }
  return (text) => {
    const order = compareCell(text, wanted, readers)
    return order !== undefined && ordered(operator, order)
  }
}

function ordered(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  if (order === 0) return operator.endsWith('=')
  return order < 0 === operator.startsWith('<')
}

type Reader = (text: string) => Amount | undefined

/** How the cell compares with the first reading of the value that it shares, undefined when they share none. */
function compareCell(
  cell: string,
  wanted: readonly Amount[],
  readers: readonly Reader[],
): number | undefined {
  const [first = ''] = cell.split(' ', 1)
  const amounts = readers.flatMap((read) => read(first) ?? [])
  for (const right of wanted) {
    for (const left of amounts) {
      const order = compareAmounts(left, right)
      if (order !== undefined) return order
    }
  }
  return undefined
}
