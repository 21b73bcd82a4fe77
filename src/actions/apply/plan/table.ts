import type {JsonValue} from '../../../api/json.ts'
import type {Output} from '../../../base/io.ts'
import {TabWriter} from '../../../base/tab-writer.ts'
import {harmless} from '../../../base/terminal-text.ts'
import {formatJSON} from '../../../yaml/json.ts'
import type {FieldChange} from './changes.ts'
import {type Action, nameInPlan, type PlannedObject} from './document.ts'

const longestValue = 60

/** Shows a plan to people: a line per object, or per field that changes, and how many there are of each. */
export function printPlan(objects: readonly PlannedObject[], force: boolean, out: Output): void {
  const table = new TabWriter(harmless(out))
  table.write('ACTION\tOBJECT\tCHANGE\n')
  for (const object of objects) {
    const [first = '', ...more] = detailsOf(object, force)
    table.write(`${object.action}\t${nameInPlan(object)}\t${first}\n`)
    for (const line of more) table.write(`\t\t${line}\n`)
  }
  table.flush()
  const count = (action: Action): number => objects.filter((object) => object.action === action).length
  out.write(
    `\n${count('create')} to create, ${count('change')} to change, ${count('replace')} to replace, ` +
      `${count('prune')} to prune, ${count('unchanged')} unchanged.\n`,
  )
}

function detailsOf({action, changes = [], reason}: PlannedObject, force: boolean): string[] {
  if (action === 'replace') return [`${reason ?? ''}${force ? '' : ' (needs --force)'}`]
  if (reason !== undefined) return [reason]
  if (action === 'change' && changes.length === 0) return ['only what is noted about who set which fields']
  return changes.map(changeLine)
}

function changeLine(change: FieldChange): string {
  const side = (key: 'before' | 'after'): string => (key in change ? shown(change[key]!) : '(none)')
  return `${change.path}: ${side('before')} → ${side('after')}`
}

function shown(value: JsonValue): string {
  const text = formatJSON(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
