import { nodeHash } from './entry.ts'
import { splitPoint } from './merkle-tree.ts'

/** Leaves [start, end) whose tree hash is one element of a proof. */
export interface LeafRange {
  readonly start: number
  readonly end: number
}

/** The ranges whose hashes prove that leaf `index` is in the tree of `size` leaves, bottom up. RFC 9162 §2.1.3.1. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitPoint(end - start)
    if (index < middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
    }
  }
  return ranges.toReversed()
}

/** The ranges whose hashes prove that the tree of `from` leaves is a prefix of that of `to`. RFC 9162 §2.1.4.1. */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  const ranges: LeafRange[] = []
  let [start, end] = [0, to]
  // The verifier knows the old tree's root as long as only left halves were taken.
  let known = true
  while (end !== from) {
    const middle = start + splitPoint(end - start)
    if (from <= middle) {
      ranges.push({ start: middle, end })
      end = middle
    } else {
      ranges.push({ start, end: middle })
      start = middle
      known = false
    }
  }
  if (!known) ranges.push({ start, end })
  return ranges.toReversed()
}

/** Whether the proof leads from the leaf to the root. `index` counts from 0 (seq - 1). Source: RFC 9162 §2.1.3.2. */
export function verifyInclusion(input: {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly proof: readonly Uint8Array[]
  readonly rootHash: Uint8Array
}): boolean {
  const { index, size, proof } = input
  if (!isPosition(index) || !isPosition(size) || index >= size) return false
  let [fn, sn] = [index, size - 1]
  let hash = input.leafHash
  for (const element of proof) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(element, hash)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      hash = nodeHash(hash, element)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equal(hash, input.rootHash)
}

/** Whether the tree of `from` leaves is a prefix of the tree of `to` leaves. Source: RFC 9162 §2.1.4.2. */
export function verifyConsistency(input: {
  readonly from: number
  readonly to: number
  readonly fromRoot: Uint8Array
  readonly toRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}): boolean {
  const { from, to, fromRoot, toRoot } = input
  if (!isPosition(from) || !isPosition(to) || from < 1 || from > to) return false
  if (from === to) return input.proof.length === 0 && equal(fromRoot, toRoot)
  const [first, ...rest] = Number.isInteger(Math.log2(from)) ? [fromRoot, ...input.proof] : input.proof
  if (first === undefined) return false
  let [fn, sn] = [from - 1, to - 1]
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)]
  let [fromHash, toHash] = [first, first]
  for (const element of rest) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fromHash = nodeHash(element, fromHash)
      toHash = nodeHash(element, toHash)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else {
      toHash = nodeHash(toHash, element)
    }
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && equal(fromHash, fromRoot) && equal(toHash, toRoot)
}

/** Not a bit shift: positions may exceed 2^31. */
function half(value: number): number {
  return Math.floor(value / 2)
}

function isPosition(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0
}
