import type { ClientBase, Pool } from 'pg'
import { consistencyRanges, inclusionRanges, type LeafRange } from './merkle-proof.ts'
import { completeSubtrees, foldRoots, type Frontier, type TreePosition } from './merkle-tree.ts'

type Queryable = Pool | ClientBase

/** Hashes that lead from entry `seq` to the root over the first `size` entries; empty when both are 1. */
export async function inclusionProof(db: Queryable, seq: number, size: number): Promise<Uint8Array[]> {
  if (!(seq >= 1 && seq <= size)) throw new RangeError(`Entry ${seq} is not in a log of ${size}`)
  return await hashRanges(db, inclusionRanges(seq - 1, size))
}

/** Hashes that show the first `from` entries to be the beginning of the first `to`. */
export async function consistencyProof(db: Queryable, from: number, to: number): Promise<Uint8Array[]> {
  if (!(from >= 1 && from <= to)) throw new RangeError(`${from} is not between 1 and ${to}`)
  return await hashRanges(db, consistencyRanges(from, to))
}

/** What is needed to go on after the first `size` entries. */
export async function readFrontier(db: Queryable, size: number): Promise<Frontier> {
  return { size, roots: await readNodes(db, completeSubtrees(0, size)) }
}

/** One read of O(log n) nodes, however long the log is. */
async function hashRanges(db: Queryable, ranges: readonly LeafRange[]): Promise<Uint8Array[]> {
  const parts = ranges.map(({ start, end }) => completeSubtrees(start, end))
  const nodes = await readNodes(db, parts.flat())
  let next = 0
  return parts.map((part) => {
    const roots = nodes.slice(next, next + part.length)
    next += part.length
    return foldRoots(roots)
  })
}

async function readNodes(db: Queryable, positions: readonly TreePosition[]): Promise<Uint8Array[]> {
  if (positions.length === 0) return []
  const found = await db.query<{ hash: Buffer | null }>(
    `select coalesce(events.leaf_hash, tree_nodes.hash) as hash
     from unnest($1::int[], $2::bigint[]) with ordinality as wanted (level, node_index, place)
     left join events on wanted.level = 0 and events.seq = wanted.node_index + 1
     left join tree_nodes on tree_nodes.level = wanted.level and tree_nodes.node_index = wanted.node_index
     order by wanted.place`,
    [positions.map(({ level }) => level), positions.map(({ index }) => index)],
  )
  return found.rows.map(({ hash }) => {
    if (hash === null) throw new RangeError('The log is not that long, or its tree is damaged')
    return hash
  })
}
