import {goQuote} from '../../base/go-quote.ts'

/** The flags of `kuberc set`. */
export interface SetOptions {
  readonly kuberc: string
  readonly section: string
  readonly command: string
  readonly name: string
  readonly option: readonly string[]
  readonly prependarg: readonly string[]
  readonly appendarg: readonly string[]
  readonly overwrite: boolean
  readonly policy: string
  readonly allowlistEntry: readonly string[]
}

const sections = ['defaults', 'aliases', 'credentialplugin']
const policies = ['AllowAll', 'DenyAll', 'Allowlist']

/** Throws for options that are missing or do not go together. */
export function checkSetOptions(options: SetOptions): void {
  const {section, name, command, prependarg, appendarg} = options
  if (!sections.includes(section)) throw new Error(`--section must be ${oneOf(sections)}, got: ${section}`)
  if (section === 'credentialplugin') return checkPolicy(options)
  if (section === 'aliases' && name === '') throw new Error('--name is required when --section=aliases')
  if (section === 'defaults' && name !== '') {
    throw new Error('--name should not be specified when --section=defaults')
  }
  if (section === 'defaults' && prependarg.length + appendarg.length > 0) {
    throw new Error('--prependarg and --appendarg are only valid for --section=aliases')
  }
  if (command === '') throw new Error('--command is required when --section=aliases or --section=defaults')
}

function checkPolicy({policy, allowlistEntry}: SetOptions): void {
  if (policy === '') throw new Error('--policy is required when --section=credentialplugin')
  if (!policies.includes(policy)) throw new Error(` --policy must be  ${oneOf(policies)}, got: ${policy}`)
  const when = '--section=credentialplugin and --policy=Allowlist'
  if (policy !== 'Allowlist' && allowlistEntry.length > 0) {
    throw new Error(`--allowlist-entry may only be used when ${when}`)
  }
  if (policy === 'Allowlist' && allowlistEntry.length === 0) {
    throw new Error(`--allowlist-entry is required when ${when}`)
  }
}

function oneOf(words: readonly string[]): string {
  const quoted = words.map(goQuote)
  return `${quoted.slice(0, -1).join(', ')}, or ${quoted.at(-1)!}`
}
