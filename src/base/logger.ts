import {ExitError, toError} from './errors.ts'
import {pid} from 'node:process'
import {goQuote} from './go-quote.ts'
import type {Output} from './io.ts'
import {localTime} from './local-time.ts'

/** What a log line tells besides its message; undefined values are left out. */
export type LogValues = Readonly<Record<string, LogValue | undefined>>
export type LogValue = string | number | boolean | Error | {readonly json: unknown}

/**
 * klog's text format, which `-v` turns on. Credentials must be masked before they come here.
 * `source` is the `file.go:line` that kubectl 1.37 shows for the same message, because people search
 * for it.
 */
export class Logger {
  /** The number given to `-v`. */
  readonly verbosity: number
  private readonly out: Output
  private readonly now: () => number

  /** Writes to `out` what is at or below `verbosity`; `now` gives milliseconds since the epoch. */
  constructor(verbosity: number, out: Output, now: () => number) {
    this.verbosity = verbosity
    this.out = out
    this.now = now
  }

  enabled(level: number): boolean {
    return this.verbosity >= level
  }

  /** A structured line, `"Response" status="200 OK"` (klog.InfoS). */
  info(level: number, source: string, message: string, values: LogValues = {}): void {
    if (this.enabled(level)) this.line('I', source, `${goQuote(message)}${formatValues(values)}`)
  }

  /** A plain line, `Config loaded from file: x` (klog.Infof). */
  text(level: number, source: string, message: string): void {
    if (this.enabled(level)) this.line('I', source, message)
  }

  /** A structured line about an error, undefined for none, at every verbosity (klog.ErrorS). */
  error(source: string, message: string, error: unknown, values: LogValues = {}): void {
    const err = error === undefined ? undefined : toError(error)
    this.line('E', source, `${goQuote(message)}${formatValues({err, ...values})}`)
  }

  /** A plain line of warning, at every verbosity (klog.Warning). */
  warning(source: string, message: string): void {
    this.line('W', source, message)
  }

  /** A plain line about an error, at every verbosity (klog.Errorf). */
  failure(source: string, message: string): void {
    this.line('E', source, message)
  }

  /** A plain line, at every verbosity, with which the run ends (klog.Exitf). */
  exit(source: string, message: string): never {
    this.line('F', source, message)
    throw new ExitError(1)
  }

  private line(severity: 'I' | 'W' | 'E' | 'F', source: string, text: string): void {
    const end = text.endsWith('\n') ? '' : '\n'
    this.out.write(`${severity}${stamp(this.now())} ${String(pid).padStart(7)} ${source}] ${text}${end}`)
  }
}

function stamp(milliseconds: number): string {
  const clock = localTime(milliseconds).clock.toISOString()
  return `${clock.slice(5, 7)}${clock.slice(8, 10)} ${clock.slice(11, -1)}000`
}

function formatValues(values: LogValues): string {
  let text = ''
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) text += ` ${key}${formatValue(value)}`
  }
  return text
}

function formatValue(value: LogValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return `=${value}`
  if (value instanceof Error) return formatString(value.message)
  if (typeof value === 'string') return formatString(value)
  return `=${JSON.stringify(value.json)}`
}

/** Text with line breaks is shown as it is, indented, between `<` and `>`. */
function formatString(text: string): string {
  if (!text.includes('\n')) return `=${goQuote(text)}`
  const lines = text.endsWith('\n') ? text.slice(0, -1) : text
  return `=<\n${lines
    .split('\n')
    .map((line) => `\t${line}\n`)
    .join('')} >`
}
