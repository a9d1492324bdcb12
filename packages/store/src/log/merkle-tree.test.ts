import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leafHash, nodeHash } from './entry.ts'
import { consistencyRanges, inclusionRanges, verifyConsistency, verifyInclusion } from './merkle-proof.ts'
import { appendLeaf, completeSubtrees, emptyFrontier, foldRoots, frontierRoot } from './merkle-tree.ts'

const MAX_SIZE = 300

const leaves = Array.from({ length: MAX_SIZE }, (_, index) => leafHash(Buffer.from(`entry ${index}`)))

/** The definition, word for word. */
function naiveRoot(start: number, end: number): Uint8Array {
  if (end === start) return createHash('sha256').digest()
  const only = leaves[start]
  if (end - start === 1 && only !== undefined) return only
  let split = 1
  while (split * 2 < end - start) split *= 2
  return nodeHash(naiveRoot(start, start + split), naiveRoot(start + split, end))
}

function storedNodes(size: number): Map<string, Uint8Array> {
  const frontier = emptyFrontier()
  const nodes = new Map(leaves.map((hash, index) => [`0/${index}`, hash as Uint8Array]))
  for (const leaf of leaves.slice(0, size)) {
    for (const { level, index, hash } of appendLeaf(frontier, leaf)) nodes.set(`${level}/${index}`, hash)
  }
  return nodes
}

/** As `proofs.ts` does, but from memory. */
function hashesOf(ranges: readonly { start: number; end: number }[], nodes: Map<string, Uint8Array>) {
  return ranges.map(({ start, end }) =>
    foldRoots(
      completeSubtrees(start, end).map(({ level, index }) => {
        const hash = nodes.get(`${level}/${index}`)
        if (hash === undefined) throw new Error(`The proof needs ${level}/${index}, which is not stored`)
        return hash
      }),
    ),
  )
}

const sizes = fc.integer({ min: 1, max: MAX_SIZE })

test('roots of every size up to 300 equal the definition of RFC 9162', () => {
  const frontier = emptyFrontier()
  expect(frontierRoot(frontier)).toEqual(naiveRoot(0, 0))
  for (const [index, leaf] of leaves.entries()) {
    appendLeaf(frontier, leaf)
    expect(Buffer.from(frontierRoot(frontier)).equals(naiveRoot(0, index + 1))).toBe(true)
  }
})

test('an inclusion proof convinces for its leaf, its tree and nothing else', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.nat(), (size, first, second) => {
      const index = first % size
      const other = second % size
      const proof = hashesOf(inclusionRanges(index, size), storedNodes(size))
      const rootHash = naiveRoot(0, size)
      const leaf = leaves[index] ?? Buffer.alloc(0)
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
      expect(verifyInclusion({ index, size, leafHash: leaf, proof, rootHash })).toBe(true)
      const wrongLeaf = Buffer.from(leaf).fill(0, 0, 1).fill(1, 1, 2)
      expect(verifyInclusion({ index, size, leafHash: wrongLeaf, proof, rootHash })).toBe(false)
      if (other !== index)
        expect(verifyInclusion({ index: other, size, leafHash: leaf, proof, rootHash })).toBe(false)
      expect(verifyInclusion({ index, size, leafHash: leaf, proof: [...proof, leaf], rootHash })).toBe(false)
      if (proof.length > 0) {
        expect(verifyInclusion({ index, size, leafHash: leaf, proof: proof.slice(1), rootHash })).toBe(false)
      }
      expect(verifyInclusion({ index: size, size, leafHash: leaf, proof, rootHash })).toBe(false)
    }),
  )
})

test('a consistency proof convinces for its two trees and nothing else', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), (to, choice) => {
      const from = (choice % to) + 1
      const proof = hashesOf(consistencyRanges(from, to), storedNodes(to))
      const [fromRoot, toRoot] = [naiveRoot(0, from), naiveRoot(0, to)]
      const wrong = Buffer.from(toRoot).fill(0, 0, 1).fill(1, 1, 2)
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(to)) + 1)
      expect(verifyConsistency({ from, to, fromRoot, toRoot, proof })).toBe(true)
      expect(verifyConsistency({ from, to, fromRoot, toRoot: wrong, proof })).toBe(false)
      expect(verifyConsistency({ from, to, fromRoot: wrong, toRoot, proof })).toBe(false)
      expect(verifyConsistency({ from, to, fromRoot, toRoot, proof: [...proof, wrong] })).toBe(false)
      if (proof.length > 0) {
        expect(verifyConsistency({ from, to, fromRoot, toRoot, proof: proof.slice(1) })).toBe(false)
      }
    }),
  )
})

test('a consistency proof of every pair up to 40', () => {
  for (let to = 1; to <= 40; to++) {
    const nodes = storedNodes(to)
    for (let from = 1; from <= to; from++) {
      const proof = hashesOf(consistencyRanges(from, to), nodes)
      expect(
        verifyConsistency({ from, to, fromRoot: naiveRoot(0, from), toRoot: naiveRoot(0, to), proof }),
      ).toBe(true)
    }
  }
})
