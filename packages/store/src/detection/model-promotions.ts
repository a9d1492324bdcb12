import type { ClientBase, Pool } from 'pg'
import type { StoredModelKind } from './models.ts'

/** A change of the version that judges. */
export interface ModelPromotion {
  readonly id: string
  readonly kind: StoredModelKind
  /** Null where there was no model before. */
  readonly fromModel: string | null
  readonly toModel: string
  readonly state: 'proposed' | 'agreed' | 'refused' | 'withdrawn' | 'rolled-back'
  readonly reason: string
  /** What was known of both when it was proposed. */
  readonly comparison: unknown
  readonly proposedAt: Date
  readonly proposedBy: string
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
}

const columns = `id, kind, from_model as "fromModel", to_model as "toModel", state, reason, comparison,
  proposed_at as "proposedAt", proposed_by as "proposedBy", decided_at as "decidedAt", decided_by as "decidedBy"`

/** False when a proposal about this kind is waiting already. */
export async function proposePromotion(
  client: ClientBase,
  {
    kind,
    fromModel,
    toModel,
    reason,
    comparison,
    proposedAt,
    proposedBy,
  }: Omit<ModelPromotion, 'id' | 'state' | 'decidedAt' | 'decidedBy'>,
): Promise<boolean> {
  const made = await client.query(
    `insert into model_promotions (kind, from_model, to_model, state, reason, comparison, proposed_at, proposed_by)
     values ($1, $2, $3, 'proposed', $4, $5, $6, $7) on conflict (kind) where state = 'proposed' do nothing`,
    [kind, fromModel, toModel, reason, JSON.stringify(comparison), proposedAt, proposedBy],
  )
  return made.rowCount === 1
}

/** The waiting proposal about a version, locked. */
export async function lockPromotion(
  client: ClientBase,
  toModel: string,
): Promise<ModelPromotion | undefined> {
  const found = await client.query<ModelPromotion>(
    `select ${columns} from model_promotions where to_model = $1 and state = 'proposed' for update`,
    [toModel],
  )
  return found.rows[0]
}

/** Ends a proposal. */
export async function decidePromotion(
  client: ClientBase,
  id: string,
  decision: { readonly state: 'agreed' | 'refused' | 'withdrawn'; readonly by: string; readonly at: Date },
): Promise<void> {
  await client.query(
    'update model_promotions set state = $2, decided_by = $3, decided_at = $4 where id = $1',
    [id, decision.state, decision.by, decision.at],
  )
}

/** Notes that somebody went back; it takes nobody's agreement. */
export async function insertRollBack(
  client: ClientBase,
  {
    kind,
    fromModel,
    toModel,
    reason,
    proposedAt,
    proposedBy,
  }: Pick<ModelPromotion, 'kind' | 'fromModel' | 'toModel' | 'reason' | 'proposedAt' | 'proposedBy'>,
): Promise<void> {
  await client.query(
    `insert into model_promotions (kind, from_model, to_model, state, reason, comparison, proposed_at, proposed_by,
                                   decided_at, decided_by)
     values ($1, $2, $3, 'rolled-back', $4, 'null', $5, $6, $5, $6)`,
    [kind, fromModel, toModel, reason, proposedAt, proposedBy],
  )
}

/** The newest changes and proposals of all kinds, newest first. */
export async function listPromotions(client: ClientBase | Pool, limit: number): Promise<ModelPromotion[]> {
  const found = await client.query<ModelPromotion>(
    `select ${columns} from model_promotions order by proposed_at desc, id limit $1`,
    [limit],
  )
  return found.rows
}
