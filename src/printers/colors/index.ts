import {type Colors, type Output, type TextKind} from '../../base/io.ts'
import {escapeControls} from '../../base/terminal-text.ts'
import {descriptionPainter} from './description.ts'
import {jsonPainter} from './json.ts'
import {paintProgress, paintResult} from './sentences.ts'
import {tablePainter} from './table.ts'
import {yamlPainter} from './yaml.ts'

/** Loaded only when something is to be coloured. */
const colors: Colors = {
  text: (kind, out) => new LinePainter(out, painters[kind](), kind),
  table: tablePainter,
}

const painters: Readonly<Record<TextKind, () => (line: string) => string>> = {
  json: jsonPainter,
  kyaml: jsonPainter,
  yaml: yamlPainter,
  description: descriptionPainter,
  results: () => paintResult,
  progress: () => paintProgress,
}

/** The same output with colours. Plain texts are escaped on the way, whether it is a terminal or not. */
export function withColors(out: Output): Output {
  return {
    isTerminal: out.isTerminal,
    get columns() {
      return out.columns
    },
    colors,
    status: (line) => out.status?.(line),
    write: (chunk) => out.write(typeof chunk === 'string' ? Buffer.from(escapeControls(chunk)) : chunk),
  }
}

/** Paints text line by line and writes it as bytes, which no terminal's output escapes again. */
class LinePainter implements Output {
  private readonly out: Output
  private readonly paint: (line: string) => string
  /** Writers of JSON and YAML end their pieces anywhere, and their texts with a line break. */
  private readonly waitsForLineEnd: boolean
  private pending = ''

  constructor(out: Output, paint: (line: string) => string, kind: TextKind) {
    this.out = out
    this.paint = paint
    this.waitsForLineEnd = kind === 'json' || kind === 'yaml' || kind === 'kyaml'
  }

  get isTerminal(): boolean {
    return this.out.isTerminal
  }

  get columns(): number | undefined {
    return this.out.columns
  }

  write(chunk: string | Uint8Array): void {
    const lines = (this.pending + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).split(
      '\n',
    )
    const last = lines.pop()!
    this.pending = this.waitsForLineEnd ? last : ''
    let painted = lines.map((line) => `${this.paint(line)}\n`).join('')
    if (!this.waitsForLineEnd && last !== '') painted += this.paint(last)
    if (painted !== '') this.out.write(Buffer.from(painted))
  }
}
