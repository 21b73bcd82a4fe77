import {AggregateFailure} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'

/** The commands of `--allowlist-entry`, each `command=NAME` or several with commas. Throws all that is wrong with them. */
export function parseAllowlist(entries: readonly string[]): readonly string[] {
  const errors: Error[] = []
  const commands: string[] = []
  for (const pair of entries.flatMap((entry) => entry.split(','))) {
    const fault = faultOf(pair)
    if (fault === undefined) commands.push(pair.slice('command='.length))
    else errors.push(new Error(fault))
  }
  if (errors.length > 0) throw new AggregateFailure(errors)
  return commands
}

function faultOf(pair: string): string | undefined {
  const at = pair.indexOf('=')
  if (at < 0) return `improperly formatted allowlist entry: ${goQuote(pair)}`
  const field = pair.slice(0, at)
  if (field === 'name') return 'allowlist entry field "name" is deprecated, use "command" instead'
  if (field !== 'command') return `unrecognized allowlist entry field: ${goQuote(field)}`
  const empty = pair.slice(at + 1).trim() === ''
  return empty ? 'empty value in allowlist entry for field "command"' : undefined
}
