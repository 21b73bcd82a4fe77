import {isObject} from '../api/json.ts'
import type {KubeObject} from '../api/object.ts'
import {sortKeys} from '../yaml/json.ts'
import {headerText} from './header-text.ts'
import type {TableOptions} from './table-options.ts'

/** Labels as one text, `a=b,c=d` sorted by key, `<none>` without any (apimachinery's labels.FormatLabels). */
export function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
  const keys = sortKeys(Object.keys(labels ?? {}))
  return keys.length === 0 ? '<none>' : keys.map((key) => `${key}=${labels![key]}`).join(',')
}

/** Column headers of labels: what follows the last slash, in capitals. */
export function labelHeaders(options: TableOptions): string[] {
  return (options.columnLabels ?? []).map((label) => headerText(label.slice(label.lastIndexOf('/') + 1)))
}

/** The cells that the options ask for after an object's own: one per label, then all labels together. */
export function labelCells(object: KubeObject, options: TableOptions): string[] {
  const labels = readLabels(object)
  const cells = (options.columnLabels ?? []).map((label) => ownLabel(labels, label))
  if (options.showLabels) cells.push(formatLabels(labels))
  return cells
}

/** The object's labels; none at all when one of them is no text, as apimachinery reads them. */
function readLabels(object: KubeObject): Readonly<Record<string, string>> | undefined {
  const labels = object.metadata?.labels
  if (!isObject(labels)) return undefined
  return Object.values(labels).every((value) => typeof value === 'string') ? labels : undefined
}

function ownLabel(labels: Readonly<Record<string, string>> | undefined, label: string): string {
  return labels !== undefined && Object.hasOwn(labels, label) ? labels[label]! : ''
}
