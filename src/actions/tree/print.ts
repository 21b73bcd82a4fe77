import type {JsonObject} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {humanDuration} from '../../base/duration.ts'
import type {Output} from '../../base/io.ts'
import {TabWriter} from '../../base/tab-writer.ts'
import {escapeControls, harmless} from '../../base/terminal-text.ts'
import {typedName} from '../../printers/name.ts'
import type {Branch} from './branches.ts'
import type {TreeNode} from './nodes.ts'

/** How lines of the tree are drawn. */
interface Drawing {
  readonly child: string
  readonly last: string
  readonly below: string
}

const boxes: Drawing = {child: '├─', last: '└─', below: '│ '}
const ascii: Drawing = {child: '|-', last: '`-', below: '| '}

/** Whether the locale's characters include boxes; the first variable that is set counts (locale(7)). */
function drawingFor(env: Readonly<Record<string, string | undefined>>): Drawing {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''
  return /utf-?8/i.test(locale) ? boxes : ascii
}

/** What the table depends on besides the objects. */
export interface TreeTableOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: number
  readonly noHeaders: boolean
}

const headers = ['NAMESPACE', 'NAME', 'READY', 'STATUS', 'AGE']

/** Prints trees as a table whose names are drawn as a tree. */
export function printTable(trees: readonly Branch[], out: Output, options: TreeTableOptions): void {
  const writer = new TabWriter(out)
  writer.beginTable(headers)
  if (!options.noHeaders) writer.write(`${headers.join('\t')}\n`)
  const drawing = drawingFor(options.env)
  const print = ({node, children, repeated}: Branch, before: string, below: string): void => {
    const name = `${before}${node.kind}/${node.name}${repeated ? ' (shown above)' : ''}`
    const cells = [node.namespace, name, node.ready || '-', node.status || '-', age(node, options.now)]
    writer.write(`${cells.map(oneLine).join('\t')}\n`)
    for (const [index, child] of children.entries()) {
      const isLast = index === children.length - 1
      print(child, below + (isLast ? drawing.last : drawing.child), below + (isLast ? '  ' : drawing.below))
    }
  }
  for (const tree of trees) print(tree, '', '')
  writer.flush()
}

/** A server's text as a cell: nothing in it can end the line or the cell. */
function oneLine(text: string): string {
  return escapeControls(text).replaceAll(/[\t\n]/g, ' ')
}

function age({created}: TreeNode, now: number): string {
  const time = Date.parse(created)
  return Number.isNaN(time) ? '<unknown>' : humanDuration(now - time)
}

/** Prints `kind.group/name` of each object once, owners before what they own. */
export function printNames(trees: readonly Branch[], out: Output): void {
  const lines: string[] = []
  const add = ({node, children, repeated}: Branch): void => {
    const {apiVersion, kind, name} = node
    if (!repeated) lines.push(`${typedName({apiVersion, kind}, name)}\n`)
    children.forEach(add)
  }
  trees.forEach(add)
  harmless(out).write(lines.join(''))
}

/** The trees as one object, for JSON, YAML and templates. */
export function treeObject(trees: readonly Branch[]): KubeObject {
  return {apiVersion: 'kctl/v1', kind: 'OwnerTree', trees: trees.map(branchObject)}
}

function branchObject({node, children, repeated}: Branch): JsonObject {
  const {apiVersion, kind, namespace, name, uid, created, ready, status} = node
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      uid,
      ...(namespace === '' ? {} : {namespace}),
      ...(created === '' ? {} : {creationTimestamp: created}),
    },
    ...(ready === '' ? {} : {ready}),
    ...(status === '' ? {} : {status}),
    ...(repeated ? {repeated} : {}),
    ...(children.length === 0 ? {} : {children: children.map(branchObject)}),
  }
}
