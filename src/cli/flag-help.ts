import {wordWrap} from '../base/word-wrap.ts'
import {formatGoDuration} from '../base/go-duration.ts'
import {type Flag, flagName, type FlagSet} from './flags.ts'

/** What help indents the usage of a flag by, as kubectl counts it. */
const indent = 10

/** The list of flags in help, by name, hidden ones left out (kubectl's help_flags_printer.go). */
export function flagsHelp(flagSet: FlagSet, limit: number): string {
  return namedFlags(flagSet)
    .map(([name, flag]) => oneFlag(name, flag, limit))
    .join('\n\n')
}

/** The visible flags with their names, in the order of help. */
export function namedFlags(flagSet: FlagSet): [string, Flag][] {
  return Object.entries(flagSet)
    .filter(([, flag]) => flag.hidden !== true && flag.deprecated === undefined)
    .map(([key, flag]): [string, Flag] => [flagName(key), flag])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** `-A, --all-namespaces=false`. */
export function flagHead(name: string, flag: Flag): string {
  const short = flag.char === undefined ? '' : `-${flag.char}, `
  return `${short}--${name}=${shownDefault(flag)}`
}

function oneFlag(name: string, flag: Flag, limit: number): string {
  const usage = flag.usage.replaceAll('\n', ' ')
  const wrapped = wordWrap(usage, limit === 0 ? 0 : limit - indent).replaceAll('\n', '\n\t')
  return `    ${flagHead(name, flag)}:\n\t${wrapped}`
}

/** The default as kubectl's help shows it. */
function shownDefault(flag: Flag): string {
  const {kind, default: value, defaultText} = flag
  const text = defaultText ?? defaultOf(kind, value)
  return kind === 'string' ? `'${text}'` : text
}

function defaultOf(kind: string, value: Flag['default']): string {
  if (Array.isArray(value)) return `[${value.join(',')}]`
  return kind === 'duration' ? formatGoDuration(Number(value)) : String(value)
}
