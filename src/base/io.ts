/** Where a command writes text; the bytes leave in the order of the calls. */
export interface Output {
  /** Whether people look at it: colours, prompts and progress appear only then. */
  readonly isTerminal: boolean
  /** Width in columns on a terminal, undefined elsewhere. */
  readonly columns?: number | undefined
  /** The colours that text may get here; absent where there are none. */
  readonly colors?: Colors | undefined
  /** Is told the headers of the columns that the lines to come have, where that is of use. */
  beginTable?(headers: readonly string[]): void
  /** Writes all of it before it returns. Throws `BrokenPipeError` when the reader went away. */
  write(chunk: string | Uint8Array): void
  /** On a terminal, shows a line below all output for the time being; '' takes it away. Does nothing elsewhere. */
  status?(line: string): void
}

/** What a text is, for the colours it gets. */
export type TextKind = 'json' | 'yaml' | 'kyaml' | 'description' | 'results' | 'progress'

/** Turns text for people into bytes with colours, escaped before (src/printers/colors). */
export interface Colors {
  /** An output that colours whole texts of this kind on their way to `out`. */
  text(kind: TextKind, out: Output): Output
  /** What paints the cells of a table's lines; a line that repeats the headers is taken for them. */
  table(headers: readonly string[]): (cells: readonly string[]) => readonly string[]
}

/** Where to write a text of this kind: through its colours where there are any, else to `out` itself. */
export function colored(out: Output, kind: TextKind): Output {
  return out.colors?.text(kind, out) ?? out
}

/** The same for a value of `-o`: those formats that have colours of their own get them. */
export function coloredFormat(out: Output, format: string): Output {
  const kind = format.toLowerCase()
  return kind === 'json' || kind === 'yaml' || kind === 'kyaml' ? colored(out, kind) : out
}

/** Where a command reads from. */
export interface Input {
  readonly isTerminal: boolean
  /** The bytes as they come. */
  chunks(): AsyncIterable<Uint8Array>
}

/** The three streams of an invocation, kubectl's IOStreams. */
export interface IOStreams {
  readonly in: Input
  readonly out: Output
  readonly errOut: Output
}

/** Reads an input to its end as one buffer. */
export async function readAll(input: Input): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input.chunks()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Keeps what is written, for tests and for output that must be known before it is shown. */
export class MemoryOutput implements Output {
  readonly isTerminal: boolean
  readonly columns: number | undefined
  private readonly parts: Uint8Array[] = []

  constructor(options: {isTerminal?: boolean; columns?: number} = {}) {
    this.isTerminal = options.isTerminal ?? false
    this.columns = options.columns
  }

  write(chunk: string | Uint8Array): void {
    this.parts.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  }

  get text(): string {
    return Buffer.concat(this.parts).toString('utf8')
  }
}

/** An input that gives the text (or bytes) it was made with. */
export function memoryInput(content: string | Uint8Array, isTerminal = false): Input {
  return {
    isTerminal,
    async *chunks() {
      yield typeof content === 'string' ? Buffer.from(content) : content
    },
  }
}
