import { createHash } from 'node:crypto'

/**
 * The Merkle tree of RFC 6962, section 2.1, over the entries of the audit, computed by appending. Of a tree with any
 * number of leaves only its right edge is kept: the roots of the full subtrees, largest first, one for each bit of the size.
 */
export interface Tree {
  readonly size: number
  readonly edge: readonly Buffer[]
}

export const emptyTree: Tree = { size: 0, edge: [] }

/** Hash of one leaf. The salt keeps anybody from guessing a payload that has expired from its hash. */
export function leafOf(salt: Uint8Array, payload: string): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(salt).update(payload, 'utf8').digest()
}

/** The tree with these leaves after its own. */
export function append(tree: Tree, leaves: readonly Buffer[]): Tree {
  const edge = [...tree.edge]
  let size = tree.size
  for (const leaf of leaves) {
    let node = leaf
    for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) node = nodeOf(edge.pop() as Buffer, node)
    edge.push(node)
    size++
  }
  return { size, edge }
}

/** Root of the tree; of the empty tree the hash of nothing. */
export function rootOf(tree: Tree): Buffer {
  if (tree.edge.length === 0) return createHash('sha256').digest()
  return tree.edge.reduceRight((right, left) => nodeOf(left, right))
}

function nodeOf(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest()
}
