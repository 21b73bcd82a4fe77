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
      for (const uid of new Set(node.owners.map((owner) => owner.uid))) this.note(uid, node)
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

  private note(owner: string, node: TreeNode): void {
    const children = this.owned.get(owner)
    if (children === undefined) this.owned.set(owner, [node])
    else children.push(node)
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

/** The way up from an object. */
export interface Ancestry {
  /** Objects that nobody owns; the object itself when it has no owner. */
  readonly tops: readonly TreeNode[]
  /** By uid, what each owner on the way owns of it. */
  readonly pathDown: ReadonlyMap<string, readonly TreeNode[]>
}

/** Follows owners upwards, level by level, each once. */
export async function findAncestry(
  start: TreeNode,
  read: (owner: Owner, namespace: string) => Promise<TreeNode>,
): Promise<Ancestry> {
  const pathDown = new Map<string, TreeNode[]>()
  const seen = new Set([start.uid])
  const tops: TreeNode[] = []
  for (let level = [start], height = 0; level.length > 0 && height <= longestChain; height++) {
    const next: TreeNode[] = []
    for (const node of level) {
      const owners = node.owners.filter(({uid}) => uid !== start.uid)
      if (owners.length === 0 || height === longestChain) tops.push(node)
      for (const owner of owners) pathDown.set(owner.uid, [...(pathDown.get(owner.uid) ?? []), node])
      const fresh = owners.filter(({uid}) => !seen.has(uid))
      for (const {uid} of fresh) seen.add(uid)
      next.push(...(await Promise.all(fresh.map((owner) => read(owner, start.namespace)))))
    }
    level = next
  }
  // Owners in a circle have no top: the object is one then.
  return tops.length > 0 ? {tops, pathDown} : {tops: [start], pathDown: new Map()}
}
