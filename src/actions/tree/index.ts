import {toError} from '../../base/errors.ts'
import {newAggregate} from '../../base/aggregate.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import type {Printer} from '../../printers/printer.ts'
import type {PrinterFamily} from '../../printers/output-formats.ts'
import {getObject} from '../../resources/get-object.ts'
import type {Selection} from '../../resources/selection.ts'
import type {Session} from '../../session/session.ts'
import {type Branch, Branches, findAncestry} from './branches.ts'
import {nodesOf, readNodes, type TreeNode} from './nodes.ts'
import {printNames, printTable, treeObject} from './print.ts'
import {type Found, pageSize, readAll, readList, readOwner} from './read.ts'

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
  /** Which objects of whole types, '' for all. */
  readonly selector: string
  readonly allNamespaces: boolean
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
  const selection = await selectRoots(session, options)
  const {roots, failures} = await readRoots(session, selection)
  if (roots.length > 0) {
    const found = await readAround(session, roots, options.allNamespaces)
    const trees = await growAll(session, roots, new Branches(found.nodes, depth), options.up)
    const {io, host} = session
    if (printer !== undefined) printer.printObject(treeObject(trees), io.out)
    else if (output.toLowerCase() === 'name') printNames(trees, io.out)
    else printTable(trees, io.out, {env: host.env, now: host.now(), noHeaders: options.noHeaders})
    if (found.unread.length > 0) await session.warn(unreadText(found.unread))
  } else if (failures.length === 0) {
    if (printer !== undefined) printer.printObject(treeObject([]), session.io.out)
    else session.io.errOut.write('No resources found\n')
  }
  const failure = newAggregate(failures)
  if (failure !== undefined) throw failure
}

async function selectRoots(
  session: Session,
  {args, selector, allNamespaces}: TreeOptions,
): Promise<Selection> {
  const {namespace, explicit} = await session.namespace()
  const namespaces = allNamespaces ? undefined : await session.namespaces()
  return session.select({
    args,
    namespace,
    explicitNamespace: explicit && !allNamespaces && namespaces === undefined,
    allNamespaces,
    namespaces,
    labelSelector: selector,
    chunkSize: pageSize,
    typeMeansAll: true,
    requireObject: false,
    continueOnError: true,
  })
}

async function newPrinter({host}: Session, options: TreeOptions): Promise<Printer | undefined> {
  const printer = await toPrinter(options, {cwd: host.cwd, families})
  return options.output.toLowerCase() === 'name' ? undefined : printer
}

/** What trees are to be shown of, in the order of the arguments, and what could not be read. */
interface Roots {
  readonly roots: readonly TreeNode[]
  readonly failures: readonly Error[]
}

async function readRoots(session: Session, selection: Selection): Promise<Roots> {
  const client = await session.client()
  if (selection.lists !== undefined) return rootsOf(selection.lists.map((list) => readList(client, list)))
  const {infos, error} = await selection.infos()
  const {roots, failures} = await rootsOf(
    infos.map(async (info) => nodesOf(info.mapping, await getObject(client, info, readNodes))),
  )
  return {roots, failures: error === undefined ? failures : [error, ...failures]}
}

async function rootsOf(reads: readonly Promise<TreeNode[]>[]): Promise<Roots> {
  const answers = await Promise.all(reads.map((read) => read.catch(toError)))
  return {
    roots: answers.flatMap((answer) => (answer instanceof Error ? [] : answer)),
    failures: answers.filter((answer) => answer instanceof Error),
  }
}

/**
 * What may belong to the objects: each namespace is read once, the whole cluster for an object without one, and where
 * objects of all namespaces are shown.
 */
async function readAround(
  session: Session,
  roots: readonly TreeNode[],
  allNamespaces: boolean,
): Promise<Found> {
  const [client, discovery] = await Promise.all([session.client(), session.discovery()])
  const all = new Set(roots.map(({namespace}) => namespace))
  const namespaces = allNamespaces || all.has('') ? [''] : [...all]
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
  const {tops, pathDown} = await findAncestry(roots, (owner, namespace) =>
    readOwner(client, mapper, owner, namespace),
  )
  return tops.map((top) => branches.growFrom(top, pathDown))
}

const named = 5

function unreadText(unread: readonly string[]): string {
  const more = unread.length > named ? ` and ${unread.length - named} more` : ''
  return `the tree may be incomplete, these could not be listed: ${unread.slice(0, named).join(', ')}${more}`
}
