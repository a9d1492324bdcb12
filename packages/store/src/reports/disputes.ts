import type { ClientBase, Pool } from 'pg'
import { placeFilter, type PlaceScope } from './report-scope.ts'

export interface NewDispute {
  readonly receiptIndex: Buffer
  readonly fingerprint: Buffer
  readonly key: bigint
  readonly statement: Buffer
  readonly contact: Buffer | null
  readonly openedAt: Date
  /** Null where nobody knows. */
  readonly region: string | null
}

/** Stores a dispute; false when the same one is already there. */
export async function insertDispute(client: ClientBase, dispute: NewDispute): Promise<boolean> {
  const inserted = await client.query(
    `insert into disputes (receipt_index, fingerprint, indicator_key, statement, contact, opened_at, region)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (fingerprint) do nothing`,
    [
      dispute.receiptIndex,
      dispute.fingerprint,
      dispute.key.toString(),
      dispute.statement,
      dispute.contact,
      dispute.openedAt,
      dispute.region,
    ],
  )
  return inserted.rowCount === 1
}

export interface DisputeRow {
  readonly id: bigint
  readonly receiptIndex: Buffer
  readonly key: bigint
  readonly state: 'open' | 'upheld' | 'rejected'
  readonly openedAt: Date
  readonly decidedAt: Date | null
  readonly explanation: string | null
  readonly statement: Buffer
  readonly contact: Buffer | null
  readonly region: string | null
}

interface StoredDispute {
  id: string
  receipt_index: Buffer
  indicator_key: string
  state: DisputeRow['state']
  opened_at: Date
  decided_at: Date | null
  explanation: string | null
  statement: Buffer
  contact: Buffer | null
  region: string | null
}

const columns =
  'id, receipt_index, indicator_key, state, opened_at, decided_at, explanation, statement, contact, region'

function toDispute(row: StoredDispute): DisputeRow {
  return {
    id: BigInt(row.id),
    receiptIndex: row.receipt_index,
    key: BigInt(row.indicator_key),
    state: row.state,
    openedAt: row.opened_at,
    decidedAt: row.decided_at,
    explanation: row.explanation,
    statement: row.statement,
    contact: row.contact,
    region: row.region,
  }
}

/** A dispute by its receipt's keyed digest; `lock` keeps it for the rest of the transaction. */
export async function findDispute(
  client: ClientBase | Pool,
  receiptIndex: Buffer,
  lock = false,
): Promise<DisputeRow | undefined> {
  const found = await client.query<StoredDispute>(
    `select ${columns} from disputes where receipt_index = $1${lock ? ' for update' : ''}`,
    [receiptIndex],
  )
  const row = found.rows[0]
  return row ? toDispute(row) : undefined
}

/** Open disputes of a scope, oldest first, after the given id. */
export async function openDisputes(
  pool: Pool,
  scope: PlaceScope,
  afterId: bigint,
  limit: number,
): Promise<DisputeRow[]> {
  const { text, params } = placeFilter(scope, 'd', 3)
  const found = await pool.query<StoredDispute>(
    `select ${columns} from disputes d where state = 'open' and id > $1 and ${text} order by id limit $2`,
    [afterId.toString(), limit, ...params],
  )
  return found.rows.map(toDispute)
}

export async function findDisputeById(
  client: ClientBase | Pool,
  id: bigint,
  lock = false,
): Promise<DisputeRow | undefined> {
  const found = await client.query<StoredDispute>(
    `select ${columns} from disputes where id = $1${lock ? ' for update' : ''}`,
    [id.toString()],
  )
  const row = found.rows[0]
  return row ? toDispute(row) : undefined
}

export async function decideDisputeRow(
  client: ClientBase,
  id: bigint,
  state: 'upheld' | 'rejected',
  explanation: string,
  decidedAt: Date,
): Promise<void> {
  await client.query('update disputes set state = $2, explanation = $3, decided_at = $4 where id = $1', [
    id.toString(),
    state,
    explanation,
    decidedAt,
  ])
}

/** Whether anybody's dispute about this indicator still waits for a decision. */
export async function hasOpenDispute(client: ClientBase, key: bigint): Promise<boolean> {
  const found = await client.query(
    `select 1 from disputes where indicator_key = $1 and state = 'open' limit 1`,
    [key.toString()],
  )
  return found.rowCount === 1
}
