import { sign, verify } from 'node:crypto'
import type { ClientBase, Pool } from 'pg'
import { importPublicKey, type LogKey } from './log-key.ts'
import { frontierRoot } from './merkle-tree.ts'
import { readFrontier } from './proofs.ts'

/** The log's signed word that its first `size` entries have this root. */
export interface TreeHead {
  readonly size: number
  readonly rootHash: Uint8Array
  /** UTC with milliseconds. */
  readonly at: string
  readonly keyId: string
  /** Ed25519 (RFC 8032) over `treeHeadText`. */
  readonly signature: Uint8Array
}

/** What is signed: five lines, each ended by a line feed. */
export function treeHeadText(head: Omit<TreeHead, 'signature'>): string {
  const root = Buffer.from(head.rootHash).toString('base64')
  return `wuzei tree head v1\n${head.size}\n${root}\n${head.at}\n${head.keyId}\n`
}

export function signTreeHead(head: Omit<TreeHead, 'signature' | 'keyId'>, key: LogKey): TreeHead {
  const signed = { ...head, keyId: key.keyId }
  return { ...signed, signature: sign(null, Buffer.from(treeHeadText(signed)), key.privateKey) }
}

export function verifyTreeHead(head: TreeHead, publicKey: Uint8Array): boolean {
  return verify(null, Buffer.from(treeHeadText(head)), importPublicKey(publicKey), head.signature)
}

/**
 * Signs and stores the head over all numbered entries, and publishes the key. Null when the log is empty or the newest
 * head stands for it already. To be called by the sequencer's leader only.
 */
export async function sealTreeHead(client: ClientBase, key: LogKey, at: Date): Promise<TreeHead | null> {
  const state = await client.query<{ size: string | null; sealed: string | null }>(
    'select (select max(seq) from events) as size, (select max(size) from tree_heads) as sealed',
  )
  const size = Number(state.rows[0]?.size ?? 0)
  if (size === Number(state.rows[0]?.sealed ?? 0)) return null
  const rootHash = frontierRoot(await readFrontier(client, size))
  const head = signTreeHead({ size, rootHash, at: at.toISOString() }, key)
  await client.query('insert into log_keys (key_id, public_key) values ($1, $2) on conflict do nothing', [
    key.keyId,
    key.publicKey,
  ])
  await client.query(
    'insert into tree_heads (size, root_hash, at, key_id, signature) values ($1, $2, $3, $4, $5)',
    [head.size, head.rootHash, head.at, head.keyId, head.signature],
  )
  return head
}

/** The newest head, or null in a log that has none yet. */
export async function latestTreeHead(db: Pool | ClientBase): Promise<TreeHead | null> {
  const found = await db.query<TreeHeadRow>(
    `select ${TREE_HEAD_COLUMNS} from tree_heads order by size desc limit 1`,
  )
  const row = found.rows[0]
  return row === undefined ? null : treeHeadFrom(row)
}

export const TREE_HEAD_COLUMNS = 'size, root_hash, at, key_id, signature'

export interface TreeHeadRow {
  size: string
  root_hash: Buffer
  at: Date
  key_id: string
  signature: Buffer
}

export function treeHeadFrom(row: TreeHeadRow): TreeHead {
  return {
    size: Number(row.size),
    rootHash: row.root_hash,
    at: row.at.toISOString(),
    keyId: row.key_id,
    signature: row.signature,
  }
}
