import type { Pool } from 'pg'

export const inboundKinds = ['taxii', 'misp', 'csv', 'txt', 'json', 'hosts', 'openphish', 'maltrail'] as const
export type InboundKind = (typeof inboundKinds)[number]

/** What is taken over, and how. */
export interface InboundSettings {
  readonly id: string
  readonly name: string
  readonly kind: InboundKind
  readonly url: string
  readonly licence: string
  readonly tlp: 'TLP:CLEAR' | 'TLP:GREEN'
  readonly fraudType: string | null
  readonly map: string | null
  readonly gone: 'withdraw' | 'fade'
  readonly everyS: number
  /** Sealed value of the Authorization header. */
  readonly secret: Buffer | null
  readonly createdAt: Date
  readonly createdBy: string
}

/** A source with how it is doing. */
export interface InboundSourceRow extends InboundSettings {
  readonly paused: boolean
  /** It was removed, and what it said is being taken back. */
  readonly removing: boolean
  readonly nextRunAt: Date
  readonly lastAttemptAt: Date | null
  readonly lastSuccessAt: Date | null
  readonly lastChangeAt: Date | null
  readonly lastError: string | null
  readonly lastErrorDetail: string | null
  readonly lastErrorAt: Date | null
  readonly failures: number
  readonly heldGone: number | null
  readonly heldAt: Date | null
  /** So many may be gone without anybody being asked again. */
  readonly keptGone: number | null
  readonly etag: string | null
  readonly lastModified: string | null
  readonly cursor: string | null
}

const columns = `id, name, kind, url, licence, tlp, fraud_type as "fraudType", map, gone, every_s as "everyS", secret,
  created_at as "createdAt", created_by as "createdBy", paused, removing, next_run_at as "nextRunAt",
  last_attempt_at as "lastAttemptAt", last_success_at as "lastSuccessAt", last_change_at as "lastChangeAt",
  last_error as "lastError", last_error_detail as "lastErrorDetail", last_error_at as "lastErrorAt", failures,
  held_gone as "heldGone", held_at as "heldAt", kept_gone as "keptGone", etag, last_modified as "lastModified", cursor`

/** False when there is one of this name. */
export async function insertInboundSource(pool: Pool, source: InboundSettings): Promise<boolean> {
  const inserted = await pool.query(
    `insert into inbound_sources (id, name, kind, url, licence, tlp, fraud_type, map, gone, every_s, secret, created_at,
       created_by, next_run_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $12) on conflict (name) do nothing`,
    [
      source.id,
      source.name,
      source.kind,
      source.url,
      source.licence,
      source.tlp,
      source.fraudType,
      source.map,
      source.gone,
      source.everyS,
      source.secret,
      source.createdAt,
      source.createdBy,
    ],
  )
  return inserted.rowCount === 1
}

/** Every source by name: there are dozens, set up by hand. */
export async function inboundSources(pool: Pool): Promise<InboundSourceRow[]> {
  const found = await pool.query<InboundSourceRow>(`select ${columns} from inbound_sources order by name`)
  return found.rows
}

export async function findInboundSource(pool: Pool, id: string): Promise<InboundSourceRow | undefined> {
  const found = await pool.query<InboundSourceRow>(`select ${columns} from inbound_sources where id = $1`, [
    id,
  ])
  return found.rows[0]
}

/** Sources whose time has come. */
export async function dueInboundSources(pool: Pool, now: Date): Promise<string[]> {
  const found = await pool.query<{ id: string }>(
    'select id from inbound_sources where not paused and not removing and next_run_at <= $1 order by next_run_at',
    [now],
  )
  return found.rows.map(({ id }) => id)
}

/** False when there is no such source. Who is let go on runs at once. */
export async function setInboundPaused(pool: Pool, id: string, paused: boolean, now: Date): Promise<boolean> {
  const changed = await pool.query(
    'update inbound_sources set paused = $2, next_run_at = case when $2 then next_run_at else $3 end where id = $1',
    [id, paused, now],
  )
  return changed.rowCount === 1
}

/** What a run that went well found out. */
export interface InboundSuccess {
  readonly at: Date
  readonly nextRunAt: Date
  readonly changed: boolean
  readonly heldGone: number | null
  readonly keptGone: number | null
  readonly etag: string | null
  readonly lastModified: string | null
}

export async function noteInboundSuccess(pool: Pool, id: string, success: InboundSuccess): Promise<void> {
  await pool.query(
    `update inbound_sources set last_attempt_at = $2, last_success_at = $2, next_run_at = $3, failures = 0,
       last_change_at = case when $4 then $2 else last_change_at end, held_gone = $5::integer,
       held_at = case when $5::integer is null then null else coalesce(held_at, $2) end,
       kept_gone = $8::integer, etag = $6, last_modified = $7, last_error = null, last_error_detail = null, last_error_at = null
      where id = $1`,
    [
      id,
      success.at,
      success.nextRunAt,
      success.changed,
      success.heldGone,
      success.etag,
      success.lastModified,
      success.keptGone,
    ],
  )
}

export interface InboundFailure {
  readonly at: Date
  readonly nextRunAt: Date
  readonly code: string
  readonly detail: string
}

export async function noteInboundFailure(pool: Pool, id: string, failure: InboundFailure): Promise<void> {
  await pool.query(
    `update inbound_sources set last_attempt_at = $2, next_run_at = $3, failures = failures + 1, last_error = $4,
       last_error_detail = $5, last_error_at = $2 where id = $1`,
    [id, failure.at, failure.nextRunAt, failure.code, failure.detail],
  )
}

/** Where the next request goes on, once everything before it is taken over. */
export async function setInboundCursor(pool: Pool, id: string, cursor: string): Promise<void> {
  await pool.query('update inbound_sources set cursor = $2 where id = $1', [id, cursor])
}

/** Timestamps of the events of a feed as they were last taken over, by UUID. */
export async function takenMispEvents(pool: Pool, sourceId: string): Promise<Map<string, number>> {
  const found = await pool.query<{ uuid: string; timestamp: string }>(
    'select uuid, timestamp from inbound_misp_events where source_id = $1',
    [sourceId],
  )
  return new Map(found.rows.map(({ uuid, timestamp }) => [uuid, Number(timestamp)]))
}

export async function noteMispEvent(
  pool: Pool,
  sourceId: string,
  uuid: string,
  timestamp: number,
): Promise<void> {
  await pool.query(
    `insert into inbound_misp_events (source_id, uuid, timestamp) values ($1, $2, $3)
     on conflict (source_id, uuid) do update set timestamp = excluded.timestamp`,
    [sourceId, uuid, timestamp],
  )
}

/** Keys of everything that a list says and has not taken back. */
export async function keysSaidBy(pool: Pool, sourceCode: number): Promise<Set<bigint>> {
  const found = await pool.query<{ keys: string | null }>(
    `select string_agg(indicator_key::text, ',') as keys from evidence
      where source_code = $1 and statement = 0 and not retracted`,
    [sourceCode],
  )
  const keys = found.rows[0]?.keys
  return new Set(keys ? keys.split(',').map(BigInt) : [])
}
