import {paint} from './paint.ts'
import {type Style, styleOfState} from './theme.ts'

/** The cells of a line by their columns' headers. */
type Line = ReadonlyMap<string, string>
type CellStyle = (cell: string, line: Line) => Style | undefined

const always =
  (style: Style): CellStyle =>
  () =>
    style

const isDone = (line: Line): boolean =>
  line.get('STATUS') === 'Completed' || line.get('STATUS') === 'Succeeded'

/** `1/2`, or as many as another column wants. */
const progress =
  (wantedColumn?: string): CellStyle =>
  (cell, line) => {
    if (cell === 'True' || cell === 'False') return cell === 'True' ? 'good' : 'bad'
    const [, is = '', of] = /^(\d{1,9})(?:\/(\d{1,9}))?$/.exec(cell) ?? []
    const wanted = of ?? (wantedColumn === undefined ? undefined : line.get(wantedColumn))
    if (is === '' || wanted === undefined || Number(is) >= Number(wanted)) return styleOfState(cell)
    return isDone(line) ? 'faint' : 'busy'
  }

/** A count of something that had better not happen, with the time of the last one behind it. */
const unwelcome: CellStyle = (cell) => (/^[1-9]/.test(cell) ? 'busy' : undefined)

/** What columns look like; those of other names only fade where there is nothing. */
const columns: Readonly<Record<string, CellStyle>> = {
  NAMESPACE: always('place'),
  NAME: always('name'),
  OBJECT: always('name'),
  AGE: always('faint'),
  'LAST SEEN': always('faint'),
  READY: progress('DESIRED'),
  COMPLETIONS: progress(),
  RESTARTS: unwelcome,
  AVAILABLE: progress(),
  SYNCED: progress(),
  HEALTHY: progress(),
  ESTABLISHED: progress(),
  STATUS: styleOfState,
  STATE: styleOfState,
  PHASE: styleOfState,
  HEALTH: styleOfState,
  CONDITION: styleOfState,
  REASON: styleOfState,
  TYPE: (cell) => (cell === 'Warning' || cell === 'Normal' ? styleOfState(cell) : undefined),
}

const nothing: ReadonlySet<string> = new Set(['<none>', '<unset>', '<unknown>', '<nil>'])

/** Paints the lines of a table with these headers; its header line is the one that says nothing else. */
export function tablePainter(headers: readonly string[]): (cells: readonly string[]) => readonly string[] {
  const styles = headers.map((header) => (Object.hasOwn(columns, header) ? columns[header] : undefined))
  return (cells) => {
    // A line that stands first may be padded; blanks have no colour.
    const texts = cells.map((cell) => cell.trimEnd())
    const styleOf = isHeader(texts, headers) ? always('header') : undefined
    const line = new Map(headers.map((header, index) => [header, texts[index] ?? '']))
    return cells.map((cell, index) => {
      const text = texts[index]!
      const style = styleOf ?? (nothing.has(text) ? always('faint') : styles[index])
      return paint(style?.(text, line), text) + cell.slice(text.length)
    })
  }
}

/** Lines may end with a tab, after which there is nothing. */
function isHeader(texts: readonly string[], headers: readonly string[]): boolean {
  return texts.length >= headers.length && texts.every((text, index) => text === (headers[index] ?? ''))
}
