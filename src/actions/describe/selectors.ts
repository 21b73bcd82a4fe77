import type {LabelSelector} from '../../api/raw-models.ts'
import {goSort} from '../../base/go-sort.ts'

/** Labels in one line, `<none>` without any (apimachinery's labels.FormatLabels). */
export function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
  const text = byKey(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
  return text || '<none>'
}

/** The pairs sorted by key, bytewise as Go sorts strings. */
export function byKey<T>(map: Readonly<Record<string, T>> | null | undefined): [string, T][] {
  return Object.entries(map ?? {}).toSorted(([a], [b]) => compareText(a, b))
}

/** Go's order of strings: by UTF-8 bytes. */
export function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/**
 * The text form of a selector as requests carry it (metav1.LabelSelectorAsSelector). Throws for operators that
 * there are not.
 */
export function selectorText(selector: LabelSelector | undefined): string {
  if (!selector) return ''
  const terms = byKey(selector.matchLabels).map(([key, value]) => ({key, text: `${key}=${value}`}))
  for (const {key = '', operator = '', values = []} of selector.matchExpressions ?? []) {
    terms.push({key, text: expression(key, operator, values)})
  }
  return goSort(terms, (a, b) => compareText(a.key, b.key) < 0)
    .map(({text}) => text)
    .join(',')
}

function expression(key: string, operator: string, values: readonly string[]): string {
  const set = values.toSorted(compareText).join(',')
  if (operator === 'In') return `${key} in (${set})`
  if (operator === 'NotIn') return `${key} notin (${set})`
  if (operator === 'Exists') return key
  if (operator === 'DoesNotExist') return `!${key}`
  throw new Error(`"${operator}" is not a valid label selector operator`)
}

/** The selector for people, `<none>` when it is empty (metav1.FormatLabelSelector). */
export function formatLabelSelector(selector: LabelSelector | undefined): string {
  try {
    return selectorText(selector) || '<none>'
  } catch {
    return '<error>'
  }
}
