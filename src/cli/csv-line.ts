/**
 * The fields of the first record of a text, as Go's encoding/csv reads them; pflag's string slices are
 * written that way. Nothing for an empty text. Throws Go's message.
 */
export function readCsvLine(text: string): string[] {
  if (text === '') return []
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line !== '' && line !== '\r')
  if (first < 0) throw new Error('EOF')
  return new CsvRecord(lines, first).read()
}

class CsvRecord {
  private readonly lines: readonly string[]
  private readonly start: number
  private row: number
  private line: string
  private column = 0
  private readonly fields: string[] = []

  constructor(lines: readonly string[], start: number) {
    this.lines = lines
    this.start = start
    this.row = start
    this.line = this.lineAt(start)
  }

  read(): string[] {
    do {
      this.fields.push(this.line[this.column] === '"' ? this.quoted() : this.plain())
    } while (this.line[this.column++] === ',')
    return this.fields
  }

  private plain(): string {
    const comma = this.line.indexOf(',', this.column)
    const end = comma < 0 ? this.line.length : comma
    const field = this.line.slice(this.column, end)
    const quote = field.indexOf('"')
    if (quote >= 0) throw this.failure(this.column + quote, 'bare " in non-quoted-field')
    this.column = end
    return field
  }

  private quoted(): string {
    let field = ''
    this.column++
    for (;;) {
      const quote = this.line.indexOf('"', this.column)
      if (quote < 0) {
        field += `${this.line.slice(this.column)}\n`
        if (this.row + 1 >= this.lines.length) throw this.failure(this.line.length, stray)
        this.line = this.lineAt(++this.row)
        this.column = 0
        continue
      }
      field += this.line.slice(this.column, quote)
      this.column = quote + 1
      const next = this.line[this.column]
      if (next === undefined || next === ',') return field
      if (next !== '"') throw this.failure(quote, stray)
      field += '"'
      this.column++
    }
  }

  /** The line without the carriage return before its line break. */
  private lineAt(row: number): string {
    return this.lines[row]!.replace(/\r$/, '')
  }

  private failure(column: number, why: string): Error {
    const where = `column ${Buffer.byteLength(this.line.slice(0, column)) + 1}: ${why}`
    if (this.row === this.start) return new Error(`parse error on line ${this.row + 1}, ${where}`)
    return new Error(`record on line ${this.start + 1}; parse error on line ${this.row + 1}, ${where}`)
  }
}

const stray = 'extraneous or missing " in quoted-field'
