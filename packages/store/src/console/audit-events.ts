import type { Pool } from 'pg'
import type { LoggedEvent } from '../log/entry.ts'
import { eventFrom, type EventRow } from '../log/read-events.ts'
import { TREE_HEAD_COLUMNS, treeHeadFrom, type TreeHead, type TreeHeadRow } from '../log/tree-head.ts'

/** Whose acts somebody may see in the log. */
export interface AuditScope {
  /** Everybody's. */
  readonly isAll: boolean
  /** Those of this organisation's people and systems. */
  readonly organisationId: string | null
  /** Those of this actor, as the log names them. */
  readonly actor: string
}

export interface AuditFilter {
  readonly type: string | null
  readonly actor: string | null
  /** Any of these; null for whatever subject. */
  readonly subjects: readonly string[] | null
  /** Whether readings of personal data are among them. */
  readonly withReadings: boolean
  /** Older than this one; null for the newest. */
  readonly before: number | null
  readonly limit: number
}

/** An event with the hash that stands for it in the tree. */
export interface HashedEvent extends LoggedEvent {
  readonly leafHash: Uint8Array
}

/** Numbered events within the scope, newest first. */
export async function listAuditEvents(
  pool: Pool,
  scope: AuditScope,
  filter: AuditFilter,
): Promise<HashedEvent[]> {
  const found = await pool.query<EventRow & { leaf_hash: Buffer }>(
    `select seq, id, at, type, actor, subject, payload, attachments, leaf_hash from events
      where seq is not null
        and ($1::bigint is null or seq < $1)
        and ($2::text is null or type = $2)
        and ($3::text is null or actor = $3)
        and ($4::text[] is null or subject = any($4))
        and ($9 or type not like 'personal-data.%')
        and ($5 or actor = $6 or ($7::uuid is not null and (
          actor in (select 'person:' || p.id from people p where p.organisation_id = $7)
          or actor in (select 'client:' || c.id from api_clients c where c.organisation_id = $7))))
      order by seq desc limit $8`,
    [
      filter.before,
      filter.type,
      filter.actor,
      filter.subjects,
      scope.isAll,
      scope.actor,
      scope.organisationId,
      filter.limit,
      filter.withReadings,
    ],
  )
  return found.rows.map((row) => ({ ...eventFrom(row), leafHash: row.leaf_hash }))
}

/** Signed heads, newest first, smaller than `before`. */
export async function listTreeHeads(pool: Pool, before: number | null, limit: number): Promise<TreeHead[]> {
  const found = await pool.query<TreeHeadRow>(
    `select ${TREE_HEAD_COLUMNS} from tree_heads where $1::bigint is null or size < $1 order by size desc limit $2`,
    [before, limit],
  )
  return found.rows.map(treeHeadFrom)
}

/** Every key that heads of this log were ever signed with. */
export async function listLogKeys(
  pool: Pool,
): Promise<{ readonly keyId: string; readonly publicKey: Buffer }[]> {
  const found = await pool.query<{ key_id: string; public_key: Buffer }>(
    'select key_id, public_key from log_keys order by at',
  )
  return found.rows.map((row) => ({ keyId: row.key_id, publicKey: row.public_key }))
}
