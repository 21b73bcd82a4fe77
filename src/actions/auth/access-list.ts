import {TabWriter} from '../../base/tab-writer.ts'
import {harmless} from '../../base/terminal-text.ts'
import type {Session} from '../../session/session.ts'
import {
  breakDown,
  combineResourceGroup,
  compact,
  listText,
  policyRule,
  type PolicyRule,
} from './policy-rules.ts'
import {requestReview} from './review.ts'

interface RulesStatus {
  readonly incomplete?: boolean
  readonly evaluationError?: string
  readonly resourceRules?: readonly Partial<PolicyRule>[] | null
  readonly nonResourceRules?: readonly Partial<PolicyRule>[] | null
}

/**
 * Prints what the user may do in the namespace (kubectl's RunAccessList). Warns when the server does not
 * know all of it; throws what the client throws.
 */
export async function listAccess(session: Session, namespace: string, noHeaders: boolean): Promise<void> {
  const review = await requestReview(
    session,
    {group: 'authorization.k8s.io', version: 'v1'},
    'SelfSubjectRulesReview',
    'selfsubjectrulesreviews',
    {namespace},
  )
  const status = (review['status'] ?? {}) as RulesStatus
  if (status.incomplete) {
    await session.warn(`the list may be incomplete: ${status.evaluationError ?? ''}`)
  }
  const given = [...(status.resourceRules ?? []), ...(status.nonResourceRules ?? [])]
  const rules = compact(given.flatMap((rule) => breakDown(policyRule(rule))))
  const writer = new TabWriter(harmless(session.io.out))
  if (!noHeaders) writer.write('Resources\tNon-Resource URLs\tResource Names\tVerbs\n')
  for (const rule of rules) {
    const lists = [rule.nonResourceURLs, rule.resourceNames, rule.verbs].map(listText)
    writer.write(`${combineResourceGroup(rule)}\t${lists.join('\t')}\n`)
  }
  writer.flush()
}
