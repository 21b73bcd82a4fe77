import {toError} from '../../base/errors.ts'
import {newAggregate} from '../../base/aggregate.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import type {PrinterFamily} from '../../printers/output-formats.ts'
import {getObject} from '../../resources/get-object.ts'
import type {Info} from '../../resources/info.ts'
import type {Session} from '../../session/session.ts'
import {type Branch, Branches, findAncestry} from './branches.ts'
import {nodesOf, readNodes, type TreeNode} from './nodes.ts'
import {printNames, printTable, treeObject} from './print.ts'
import {type Found, readAll, readOwner} from './read.ts'

/** What `tree` was told, flags by their names. */
export interface TreeOptions {
  readonly args: readonly string[]
  /** Levels below the objects, 0 for all. */
  readonly depth: number
  readonly noHeaders: boolean
  /** '', `name`, or a format for objects. */
  readonly output: string
  readonly template: string
  readonly allowMissingTemplateKeys: boolean
  /** Show owners too. */
  readonly up: boolean
}

const families: readonly PrinterFamily[] = ['json-yaml', 'template', 'name']

/**
 * Shows what objects own, and what that owns, as a tree. Owners are told by their uids; what is owned lives in the namespace
 * of its owner, or anywhere when the owner has none. Throws for objects that cannot be read, after the others were shown;
 * of types that cannot be listed a line on stderr tells.
 */
export async function tree(session: Session, options: TreeOptions): Promise<void> {
  const {args, depth, output} = options
  if (args.length === 0) throw new Error('required resource not specified')
  if (depth < 0) throw new Error(`--depth must not be negative: ${depth}`)
  const printer = output === '' && options.template === '' ? undefined : await newPrinter(session, options)
  const {namespace, explicit} = await session.namespace()
  const query = {args, namespace, explicitNamespace: explicit, requireObject: false, continueOnError: true}
  const {infos, error} = await (await session.select(query)).infos()
  const {roots, failures} = await readRoots(session, infos)
  if (error !== undefined) failures.unshift(error)
  if (roots.length > 0) {
    const found = await readAround(session, roots)
    const trees = await growAll(session, roots, new Branches(found.nodes, depth), options.up)
    const {io, host} = session
    if (printer !== undefined) printer.printObject(treeObject(trees), io.out)
    else if (output.toLowerCase() === 'name') printNames(trees, io.out)
    else printTable(trees, io.out, {env: host.env, now: host.now(), noHeaders: options.noHeaders})
    if (found.unread.length > 0) await session.warn(unreadText(found.unread))
  }
  const failure = newAggregate(failures)
  if (failure !== undefined) throw failure
}

async function newPrinter({host}: Session, options: TreeOptions): Promise<Printer | undefined> {
  const printer = await toPrinter(options, {cwd: host.cwd, families})
  return options.output.toLowerCase() === 'name' ? undefined : printer
}

async function readRoots(
  session: Session,
  infos: readonly Info[],
): Promise<{roots: TreeNode[]; failures: Error[]}> {
  const client = await session.client()
  const answers = await Promise.all(
    infos.map(async (info) => {
      try {
        return nodesOf(info.mapping, await getObject(client, info, readNodes))
      } catch (error) {
        return toError(error)
      }
    }),
  )
  const roots = answers.flatMap((answer) => (answer instanceof Error ? [] : answer))
  return {roots, failures: answers.filter((answer) => answer instanceof Error)}
}

/** What may belong to the objects: each namespace is read once, the whole cluster for an object without one. */
async function readAround(session: Session, roots: readonly TreeNode[]): Promise<Found> {
  const [client, discovery] = await Promise.all([session.client(), session.discovery()])
  const all = new Set(roots.map(({namespace}) => namespace))
  const namespaces = all.has('') ? [''] : [...all]
  const found = await Promise.all(namespaces.map((namespace) => readAll(client, discovery, namespace)))
  return {
    nodes: found.flatMap(({nodes}) => nodes),
    unread: [...new Set(found.flatMap(({unread}) => unread))],
  }
}

async function growAll(
  session: Session,
  roots: readonly TreeNode[],
  branches: Branches,
  up: boolean,
): Promise<Branch[]> {
  if (!up) return roots.map((root) => branches.grow(root))
  const [client, mapper] = await Promise.all([session.client(), session.mapper()])
  const trees: Branch[] = []
  for (const root of roots) {
    const {tops, pathDown} = await findAncestry(root, (owner, namespace) =>
      readOwner(client, mapper, owner, namespace),
    )
    for (const top of tops) trees.push(branches.growFrom(top, pathDown))
  }
  return trees
}

const named = 5

function unreadText(unread: readonly string[]): string {
  const more = unread.length > named ? ` and ${unread.length - named} more` : ''
  return `the tree may be incomplete, these could not be listed: ${unread.slice(0, named).join(', ')}${more}`
}
