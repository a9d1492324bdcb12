import type { Pool } from 'pg'
import { readLogRecords } from './export-log.ts'
import { type BadEntry, type LogVerification, type VerifyLogOptions, verifyLog } from './verify-log.ts'

/** Checks the log in a database: what an export of it would show, and the tree nodes that proofs are read from. */
export async function verifyDatabaseLog(db: Pool, options: VerifyLogOptions = {}): Promise<LogVerification> {
  const verification = await verifyLog(readLogRecords(db), options)
  if (verification.firstBad !== null) return verification
  return { ...verification, firstBad: await findBadTreeNode(db) }
}

/**
 * The nodes are computed again from their children, all in the database and in one snapshot. The lowest wrong one is
 * named: those above it may be wrong only because of it.
 */
async function findBadTreeNode(db: Pool): Promise<BadEntry | null> {
  const found = await db.query<{ level: number; node_index: string }>(
    `with node_count as (select coalesce(max(seq), 0) as size from events),
     expected as (
       select level, node_index
       from node_count, generate_series(1, 62) as level,
         lateral generate_series(0, size / (1::bigint << level) - 1) as node_index
     )
     select expected.level, expected.node_index
     from expected
     left join tree_nodes as node on node.level = expected.level and node.node_index = expected.node_index
     left join events as left_leaf on expected.level = 1 and left_leaf.seq = 2 * expected.node_index + 1
     left join events as right_leaf on expected.level = 1 and right_leaf.seq = 2 * expected.node_index + 2
     left join tree_nodes as left_node on left_node.level = expected.level - 1 and left_node.node_index = 2 * expected.node_index
     left join tree_nodes as right_node on right_node.level = expected.level - 1 and right_node.node_index = 2 * expected.node_index + 1
     where node.hash is distinct from sha256('\\x01'::bytea || coalesce(left_leaf.leaf_hash, left_node.hash)
       || coalesce(right_leaf.leaf_hash, right_node.hash))
     order by expected.level, expected.node_index
     limit 1`,
  )
  const row = found.rows[0]
  if (row === undefined) return null
  const first = Number(row.node_index) * 2 ** row.level + 1
  return {
    seq: first,
    problem: 'TREE_NODE_WRONG',
    detail: `The tree node over the entries ${first} to ${first + 2 ** row.level - 1} is wrong or missing; the entries are right`,
  }
}
