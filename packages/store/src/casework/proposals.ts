import type { ClientBase, Pool } from 'pg'

/** A next account as an order that could be given. */
export interface ProposalRow {
  readonly id: string
  readonly orderId: string
  readonly partnerId: string | null
  readonly edge: string
  readonly tier: number
  readonly rank: number
  readonly taintFen: bigint
  readonly sealed: Buffer
  readonly obstacle: string | null
  readonly madeAt: Date
  readonly childId: string | null
}

type StoredProposal = Omit<ProposalRow, 'taintFen'> & { taintFen: string }

const columns = `id, order_id as "orderId", partner_id as "partnerId", edge, tier, rank, taint_fen as "taintFen", sealed,
  obstacle, made_at as "madeAt", child_id as "childId"`

/** Stores proposals; an edge that stands already is left as it is. */
export async function insertProposals(
  client: ClientBase,
  rows: readonly Omit<ProposalRow, 'childId'>[],
): Promise<void> {
  if (rows.length === 0) return
  await client.query(
    `insert into casework_proposals (id, order_id, partner_id, edge, tier, rank, taint_fen, sealed, obstacle, made_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::smallint[], $6::smallint[],
       $7::bigint[], $8::bytea[], $9::text[], $10::timestamptz[])
     on conflict (order_id, edge) do nothing`,
    [
      rows.map(({ id }) => id),
      rows.map(({ orderId }) => orderId),
      rows.map(({ partnerId }) => partnerId),
      rows.map(({ edge }) => edge),
      rows.map(({ tier }) => tier),
      rows.map(({ rank }) => rank),
      rows.map(({ taintFen }) => taintFen.toString()),
      rows.map(({ sealed }) => sealed),
      rows.map(({ obstacle }) => obstacle),
      rows.map(({ madeAt }) => madeAt),
    ],
  )
}

/** The proposals after an order, first what is most. */
export async function proposalsOf(db: Pool | ClientBase, orderId: string): Promise<ProposalRow[]> {
  const found = await db.query<StoredProposal>(
    `select ${columns} from casework_proposals where order_id = $1 order by rank`,
    [orderId],
  )
  return found.rows.map(proposalFrom)
}

/** The proposals after an order for which nothing was ordered yet, locked until the transaction ends. */
export async function lockOpenProposals(client: ClientBase, orderId: string): Promise<ProposalRow[]> {
  const found = await client.query<StoredProposal>(
    `select ${columns} from casework_proposals
      where order_id = $1 and child_id is null and dismissed_at is null and obstacle is null
      order by rank for update`,
    [orderId],
  )
  return found.rows.map(proposalFrom)
}

/** The proposal that an order came of. */
export async function proposalOfChild(client: ClientBase, childId: string): Promise<ProposalRow | undefined> {
  const found = await client.query<StoredProposal>(
    `select ${columns} from casework_proposals where child_id = $1 order by made_at limit 1`,
    [childId],
  )
  return found.rows.map(proposalFrom)[0]
}

/** Notes which order came of a proposal. */
export async function setProposalChild(client: ClientBase, id: string, childId: string): Promise<void> {
  await client.query('update casework_proposals set child_id = $2 where id = $1', [id, childId])
}

/** The live stop of an account in a matter: one that another way through the money led to. */
export async function liveStopOfMatter(
  client: ClientBase,
  matter: { readonly partnerId: string; readonly accountIndex: Buffer; readonly reportId: string | null },
): Promise<string | undefined> {
  const found = await client.query<{ id: string }>(
    `select id from casework_entities
      where kind = 'stop-order' and partner_id = $1 and subject_index = $2 and report_id is not distinct from $3
        and not is_over limit 1`,
    [matter.partnerId, matter.accountIndex, matter.reportId],
  )
  return found.rows[0]?.id
}

function proposalFrom(row: StoredProposal): ProposalRow {
  return { ...row, taintFen: BigInt(row.taintFen) }
}
