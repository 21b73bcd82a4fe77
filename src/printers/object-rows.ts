import {humanDuration} from '../base/duration.ts'
import {type KubeObject, isList, nameOf, namespaceOf} from '../api/object.ts'
import type {Output} from '../base/io.ts'
import {formatEventType} from './event-type.ts'
import {labelCells, labelHeaders} from './labels.ts'
import {kindPrefix} from './table-decoration.ts'
import type {TableOptions} from './table-options.ts'

/** The headers of the columns that any object can fill. */
export function objectHeaders(options: TableOptions, withEvent: boolean): string[] {
  return [
    ...(withEvent ? ['EVENT'] : []),
    ...(options.withNamespace ? ['NAMESPACE'] : []),
    'NAME',
    'AGE',
    ...labelHeaders(options),
    ...(options.showLabels ? ['LABELS'] : []),
  ]
}

/** A line per object with what all objects have, name and age: for servers that send no table. */
export function printObjectRows(
  object: KubeObject,
  out: Output,
  options: TableOptions,
  event?: string,
): void {
  const objects = isList(object) ? object.items : [object]
  for (const item of objects) {
    const cells = [
      ...(event === undefined ? [] : [formatEventType(event)]),
      ...(options.withNamespace ? [namespaceOf(item)] : []),
      (kindPrefix(options) ?? '') + nameOf(item),
      age(item, options),
      ...labelCells(item, options),
    ]
    out.write(`${cells.join('\t')}\n`)
  }
}

function age(object: KubeObject, {now = Date.now}: TableOptions): string {
  const created = Date.parse(object.metadata?.creationTimestamp ?? '')
  return Number.isNaN(created) ? '<unknown>' : humanDuration(now() - created)
}
