import type { ClientBase } from 'pg'
import { NUMBERED_CHANNEL } from './channels.ts'
import { CHAIN_GENESIS, chainHash, entryBytes, leafHash } from './entry.ts'
import { appendLeaf, type TreeNode } from './merkle-tree.ts'
import { readFrontier } from './proofs.ts'
import { type EventRow, eventFrom } from './read-events.ts'

/** Bounds the time and memory of one numbering transaction: some 20 ms of two cores, at most 128 MiB of payloads. */
export const NUMBERING_BATCH = 1_000

interface Numbered {
  readonly id: number
  readonly seq: number
  readonly leaf: Uint8Array
  readonly chain: Uint8Array
}

/**
 * Numbers committed events in id order, in one transaction with their hashes, the tree nodes they complete and the
 * notification of consumers. Only the leader may call this, on the connection that holds its lock: when that breaks,
 * lock and transaction end together.
 *
 * @returns how many were numbered, and the length of the log afterwards.
 */
export async function numberEvents(client: ClientBase): Promise<{ count: number; size: number }> {
  const looked = await client.query<{ waiting: boolean; size: string | null }>({
    name: 'wuzei-look',
    text: 'select exists (select from events where seq is null) as waiting, (select max(seq) from events) as size',
  })
  const size = Number(looked.rows[0]?.size ?? 0)
  if (looked.rows[0]?.waiting !== true) return { count: 0, size }
  await client.query('begin')
  const pending = await client.query<EventRow>(
    `select seq, id, at, type, actor, subject, payload, attachments from events
     where seq is null order by id limit ${NUMBERING_BATCH}`,
  )
  const tail = await client.query<{ chain_hash: Buffer }>('select chain_hash from events where seq = $1', [
    size,
  ])
  const frontier = await readFrontier(client, size)
  const numbered: Numbered[] = []
  const nodes: TreeNode[] = []
  let chain: Uint8Array = tail.rows[0]?.chain_hash ?? CHAIN_GENESIS
  for (const row of pending.rows) {
    const event = { ...eventFrom(row), seq: frontier.size + 1 }
    const leaf = leafHash(entryBytes(event))
    chain = chainHash(chain, leaf)
    nodes.push(...appendLeaf(frontier, leaf))
    numbered.push({ id: event.id, seq: event.seq, leaf, chain })
  }
  await storeNumbers(client, numbered)
  await storeNodes(client, nodes)
  await client.query('select pg_notify($1, $2)', [NUMBERED_CHANNEL, String(frontier.size)])
  await client.query('commit')
  return { count: numbered.length, size: frontier.size }
}

async function storeNumbers(client: ClientBase, numbered: readonly Numbered[]): Promise<void> {
  const updated = await client.query(
    `update events set seq = given.seq, leaf_hash = given.leaf, chain_hash = given.chain
     from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) as given (id, seq, leaf, chain)
     where events.id = given.id and events.seq is null`,
    [
      numbered.map(({ id }) => id),
      numbered.map(({ seq }) => seq),
      numbered.map(({ leaf }) => leaf),
      numbered.map(({ chain }) => chain),
    ],
  )
  if (updated.rowCount !== numbered.length) throw new Error('Somebody else numbered events: two leaders')
}

async function storeNodes(client: ClientBase, nodes: readonly TreeNode[]): Promise<void> {
  if (nodes.length === 0) return
  await client.query(
    `insert into tree_nodes (level, node_index, hash)
     select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
    [nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)],
  )
}
