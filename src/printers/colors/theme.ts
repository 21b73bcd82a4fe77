/** How things look: SGR parameters of the terminal's own sixteen colours, so that its theme decides how they come out. */
const styles = {
  header: '1',
  key: '36',
  text: '32',
  number: '33',
  literal: '35',
  name: '36',
  place: '34',
  faint: '2',
  good: '32',
  busy: '33',
  bad: '31',
} as const

export type Style = keyof typeof styles

/** Begins the style; `reset` ends it. */
export function begin(style: Style): string {
  return `\u001b[${styles[style]}m`
}

export const reset = '\u001b[0m'

/** Words that say how something is, as columns, descriptions and conditions have them. */
const words: Readonly<Record<'good' | 'busy' | 'bad' | 'faint', string>> = {
  good: 'Running Ready Bound Active Available Healthy Established Complete Approved Issued Deployed Synced Online Up Success Succeeded',
  busy:
    'Pending Terminating ContainerCreating PodInitializing Progressing Waiting Released Suspended SchedulingDisabled ' +
    'Unknown NotTriggerable Scheduled Creating Updating Reconciling Warning <pending> <unknown>',
  bad:
    'CrashLoopBackOff Error Failed ImagePullBackOff ErrImagePull ErrImageNeverPull InvalidImageName OOMKilled Evicted ' +
    'NotReady Lost Denied Unhealthy Degraded CreateContainerConfigError CreateContainerError RunContainerError ' +
    'ContainerStatusUnknown DeadlineExceeded NodeLost NodeAffinity Preempting OutOfcpu OutOfmemory StartError ' +
    'FailedScheduling FailedMount FailedCreate BackOff',
  faint: 'Completed Normal <none> <unset>',
}

const styleOfWord = new Map<string, Style>()
for (const style of ['good', 'busy', 'bad', 'faint'] as const) {
  for (const word of words[style].split(' ')) styleOfWord.set(word, style)
}

/** Reasons that operators make up end like this when something is wrong. */
const badEnding = /(?:Error|Failed|Failure|BackOff)$/
const gravity: readonly (Style | undefined)[] = [undefined, 'faint', 'good', 'busy', 'bad']

/** The style of a state: `Running`, `Init:0/2`, `Ready,SchedulingDisabled` (the gravest word counts), `Init:Error`. */
export function styleOfState(state: string): Style | undefined {
  // Nobody's state is longer.
  if (state.length > 200) return undefined
  let gravest = 0
  for (const part of state.split(',')) gravest = Math.max(gravest, gravity.indexOf(styleOfPart(part)))
  return gravity[gravest]
}

function styleOfPart(part: string): Style | undefined {
  const known = styleOfWord.get(part)
  if (known !== undefined) return known
  if (part.startsWith('Init:')) return styleOfPart(part.slice('Init:'.length)) === 'bad' ? 'bad' : 'busy'
  return badEnding.test(part) ? 'bad' : undefined
}

/** The style of what became of an object: the first word after its name. */
export const styleOfResult: Readonly<Record<string, Style>> = {
  created: 'good',
  configured: 'busy',
  'serverside-applied': 'good',
  unchanged: 'faint',
  deleted: 'bad',
  pruned: 'bad',
  evicted: 'bad',
  patched: 'busy',
  edited: 'busy',
  replaced: 'busy',
  scaled: 'busy',
  labeled: 'busy',
  unlabeled: 'busy',
  annotated: 'busy',
  restarted: 'busy',
  exposed: 'good',
  autoscaled: 'good',
  cordoned: 'busy',
  uncordoned: 'good',
  drained: 'good',
  tainted: 'busy',
  untainted: 'good',
  condition: 'good',
}
