import type {Owner, TreeNode} from './nodes.ts'

/** An object with what it owns. */
export interface Branch {
  readonly node: TreeNode
  readonly children: readonly Branch[]
  /** It stands elsewhere in the tree already, with its children: it has several owners, or owns itself in a circle. */
  readonly repeated: boolean
}

/** Nobody's owners go deeper; a hostile chain of a million must not. */
const longestChain = 200

/** What grows from the roots. An object is shown under each of its owners, with what it owns only the first time. */
export class Branches {
  private readonly owned = new Map<string, TreeNode[]>()
  private readonly grown = new Set<string>()
  private readonly depth: number

  /** `depth` levels below a root; 0 for all. */
  constructor(nodes: Iterable<TreeNode>, depth: number) {
    this.depth = depth > 0 ? Math.min(depth, longestChain) : longestChain
    for (const node of unique(nodes)) {
      for (const uid of new Set(node.owners.map((owner) => owner.uid))) note(this.owned, uid, node)
    }
    for (const children of this.owned.values()) children.sort(byKindAndName)
  }

  /** The tree of what the object owns. */
  grow(node: TreeNode): Branch {
    return this.branch(node, this.depth)
  }

  /** The same below its owners: of what those own, only the way to the object is shown. */
  growFrom(top: TreeNode, pathDown: ReadonlyMap<string, readonly TreeNode[]>): Branch {
    const next = pathDown.get(top.uid)
    if (next === undefined) return this.grow(top)
    if (this.grown.has(top.uid)) return {node: top, children: [], repeated: true}
    this.grown.add(top.uid)
    return {node: top, children: next.map((child) => this.growFrom(child, pathDown)), repeated: false}
  }

  private branch(node: TreeNode, levels: number): Branch {
    const owned = this.owned.get(node.uid) ?? []
    if (owned.length === 0) return {node, children: [], repeated: false}
    if (this.grown.has(node.uid)) return {node, children: [], repeated: true}
    if (levels === 0) return {node, children: [], repeated: false}
    this.grown.add(node.uid)
    return {node, children: owned.map((child) => this.branch(child, levels - 1)), repeated: false}
  }
}

/** Takes note of what an owner, told by its uid, owns. */
function note(owned: Map<string, TreeNode[]>, owner: string, node: TreeNode): void {
  const nodes = owned.get(owner)
  if (nodes === undefined) owned.set(owner, [node])
  else nodes.push(node)
}

/** Some objects are served by several groups. */
function unique(nodes: Iterable<TreeNode>): Iterable<TreeNode> {
  const byUID = new Map<string, TreeNode>()
  for (const node of nodes) if (!byUID.has(node.uid)) byUID.set(node.uid, node)
  return byUID.values()
}

function byKindAndName(a: TreeNode, b: TreeNode): number {
  return compare(a.kind, b.kind) || compare(a.namespace, b.namespace) || compare(a.name, b.name)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The way up from objects. */
export interface Ancestry {
  /** Objects that nobody owns, each once; the objects themselves where they have no owner. */
  readonly tops: readonly TreeNode[]
  /** By uid, what each owner on the way owns of it. */
  readonly pathDown: ReadonlyMap<string, readonly TreeNode[]>
}

/** Follows owners upwards, level by level, each once. An object that owns another of them stands for itself. */
export async function findAncestry(
  starts: readonly TreeNode[],
  read: (owner: Owner, namespace: string) => Promise<TreeNode>,
): Promise<Ancestry> {
  const pathDown = new Map<string, TreeNode[]>()
  const own = new Set(starts.map(({uid}) => uid))
  const seen = new Set(own)
  const tops: TreeNode[] = []
  for (let level = starts, height = 0; level.length > 0 && height <= longestChain; height++) {
    const next: Promise<TreeNode>[] = []
    for (const node of level) {
      const owners = node.owners.filter(({uid}) => !own.has(uid))
      if (owners.length === 0 || height === longestChain) tops.push(node)
      for (const owner of owners) {
        note(pathDown, owner.uid, node)
        if (!seen.has(owner.uid)) next.push(read(owner, node.namespace))
        seen.add(owner.uid)
      }
    }
    level = await Promise.all(next)
  }
  const below = reachable(tops, pathDown)
  // Owners in a circle have no top.
  return {tops: [...tops, ...starts.filter(({uid}) => !below.has(uid))], pathDown}
}

/** The uids of what is on the ways down from the tops. */
function reachable(tops: readonly TreeNode[], pathDown: Ancestry['pathDown']): ReadonlySet<string> {
  const found = new Set(tops.map(({uid}) => uid))
  // A set gives what is added to it on the way, too.
  for (const uid of found) for (const node of pathDown.get(uid) ?? []) found.add(node.uid)
  return found
}
