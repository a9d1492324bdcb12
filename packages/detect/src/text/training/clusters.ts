import { canonicalText } from '../canonical/canonical-text.ts'

/**
 * Numbers near-duplicates alike: texts that share the smallest hash of their three-code grams in two of sixteen ways
 * (minhash, Broder 1997, eight bands of two) fall together; at a likeness of one half that finds nine of ten pairs.
 * Rows with the same `group` fall together as well; where `byGroupOnly` says so, by nothing else: calls made by one
 * language model are all alike in some turn. Time and memory grow with the number of texts.
 */
export function clusterTexts(
  texts: readonly string[],
  groups: readonly number[],
  byGroupOnly: readonly boolean[],
): Uint32Array {
  const parents = Uint32Array.from(texts, (_, row) => row)
  const seen = new Map<string, number>()
  const smallest = new Uint32Array(bands * 2)
  texts.forEach((text, row) => {
    const group = groups[row] ?? -1
    if (group >= 0) joinBy(parents, seen, `g${group}`, row)
    if (byGroupOnly[row] === true) return
    writeSmallest(text, smallest)
    for (let band = 0; band < bands; band += 1) {
      joinBy(parents, seen, `${band}:${smallest[band * 2]}:${smallest[band * 2 + 1]}`, row)
    }
  })
  return parents.map((_, row) => rootOf(parents, row))
}

const bands = 8

function joinBy(parents: Uint32Array, seen: Map<string, number>, key: string, row: number): void {
  const other = seen.get(key)
  if (other === undefined) {
    seen.set(key, row)
    return
  }
  const a = rootOf(parents, other)
  const b = rootOf(parents, row)
  parents[Math.max(a, b)] = Math.min(a, b)
}

function rootOf(parents: Uint32Array, row: number): number {
  let root = row
  while ((parents[root] ?? root) !== root) root = parents[root] ?? root
  for (let at = row; at !== root; ) {
    const next = parents[at] ?? root
    parents[at] = root
    at = next
  }
  return root
}

function writeSmallest(text: string, smallest: Uint32Array): void {
  const { codes, length } = canonicalText(text)
  smallest.fill(0xffffffff)
  const last = Math.max(1, length - 2)
  for (let at = 0; at < last; at += 1) {
    let hash = 0x811c9dc5
    for (let i = at; i < Math.min(length, at + 3); i += 1)
      hash = Math.imul(hash ^ (codes[i] ?? 0), 0x01000193)
    for (let way = 0; way < smallest.length; way += 1) {
      let mixed = Math.imul(hash ^ Math.imul(way + 1, 0x9e3779b1), 0x85ebca6b)
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
      mixed = (mixed ^ (mixed >>> 16)) >>> 0
      if (mixed < (smallest[way] ?? 0)) smallest[way] = mixed
    }
  }
}
