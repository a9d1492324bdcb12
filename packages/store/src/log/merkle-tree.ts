import { createHash } from 'node:crypto'
import { nodeHash } from './entry.ts'

/** The root of a complete subtree of 2^level leaves, the `index`-th of its level from the left. */
export interface TreePosition {
  readonly level: number
  readonly index: number
}

export interface TreeNode extends TreePosition {
  readonly hash: Uint8Array
}

/** What is needed of a tree to go on appending: the roots of its complete subtrees, the largest (leftmost) first. */
export interface Frontier {
  size: number
  readonly roots: Uint8Array[]
}

export function emptyFrontier(): Frontier {
  return { size: 0, roots: [] }
}

/** Adds a leaf, and gives the nodes above the leaves that became complete by it. */
export function appendLeaf(frontier: Frontier, leaf: Uint8Array): TreeNode[] {
  const completed: TreeNode[] = []
  let hash = leaf
  let index = frontier.size
  for (let level = 1; index % 2 === 1; level++) {
    const left = frontier.roots.pop()
    if (left === undefined) throw new Error('The frontier is shorter than its size says')
    hash = nodeHash(left, hash)
    index = (index - 1) / 2
    completed.push({ level, index, hash })
  }
  frontier.roots.push(hash)
  frontier.size += 1
  return completed
}

/** The Merkle tree hash; SHA-256 of nothing for the empty tree. Source: RFC 9162 §2.1.1. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  return foldRoots(frontier.roots)
}

/** Root over neighbouring complete subtrees, the largest first. */
export function foldRoots(roots: readonly Uint8Array[]): Uint8Array {
  const last = roots.at(-1)
  if (last === undefined) return createHash('sha256').digest()
  return roots.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}

/**
 * The complete subtrees that make up the leaves [start, end), the largest first. `start` must be a multiple of the
 * largest of them, as it is for every range that occurs in RFC 9162's proofs.
 */
export function completeSubtrees(start: number, end: number): TreePosition[] {
  const positions: TreePosition[] = []
  let first = start
  while (first < end) {
    const level = Math.floor(Math.log2(end - first))
    positions.push({ level, index: first / 2 ** level })
    first += 2 ** level
  }
  return positions
}

/** The largest power of two below `count` (count > 1): where RFC 9162 splits a tree. */
export function splitPoint(count: number): number {
  return 2 ** (Math.ceil(Math.log2(count)) - 1)
}
