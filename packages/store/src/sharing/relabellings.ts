import type { SharingLabel } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'

export type RelabellingState = 'proposed' | 'approved' | 'refused' | 'closed'

/** One change of a share's label, or a proposal of one. `closed`: done at once, since it opened nothing. */
export interface RelabellingRow {
  readonly id: string
  readonly shareId: string
  readonly from: SharingLabel
  readonly to: SharingLabel
  readonly state: RelabellingState
  /** Actors as the log names them. */
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
}

interface RawRelabellingRow extends Omit<RelabellingRow, 'from' | 'to'> {
  readonly fromTlp: SharingLabel['tlp']
  readonly fromPap: SharingLabel['pap']
  readonly toTlp: SharingLabel['tlp']
  readonly toPap: SharingLabel['pap']
}

const columns = `id, share_id as "shareId", from_tlp as "fromTlp", from_pap as "fromPap", to_tlp as "toTlp",
  to_pap as "toPap", state, proposed_by as "proposedBy", proposed_at as "proposedAt", decided_by as "decidedBy",
  decided_at as "decidedAt"`

/** Undefined when another proposal about this share is open. */
export async function insertRelabelling(
  client: ClientBase,
  relabelling: Pick<RelabellingRow, 'shareId' | 'from' | 'to' | 'proposedBy' | 'proposedAt'> & {
    readonly state: 'proposed' | 'closed'
  },
): Promise<string | undefined> {
  const { shareId, from, to, state, proposedBy, proposedAt } = relabelling
  const inserted = await client.query<{ id: string }>(
    `insert into share_relabellings (share_id, from_tlp, from_pap, to_tlp, to_pap, state, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (share_id) where state = 'proposed' do nothing returning id`,
    [shareId, from.tlp, from.pap, to.tlp, to.pap, state, proposedBy, proposedAt],
  )
  return inserted.rows[0]?.id
}

/** Changes of a share's label, oldest first. */
export async function listRelabellings(
  client: ClientBase | Pool,
  shareId: string,
): Promise<RelabellingRow[]> {
  const found = await client.query<RawRelabellingRow>(
    `select ${columns} from share_relabellings where share_id = $1 order by proposed_at, id`,
    [shareId],
  )
  return found.rows.map(toRow)
}

/** The open proposal about a share, locked. */
export async function openRelabelling(
  client: ClientBase,
  shareId: string,
): Promise<RelabellingRow | undefined> {
  const found = await client.query<RawRelabellingRow>(
    `select ${columns} from share_relabellings where share_id = $1 and state = 'proposed' for update`,
    [shareId],
  )
  return found.rows.map(toRow)[0]
}

export async function decideRelabelling(
  client: ClientBase,
  id: string,
  decision: { readonly state: 'approved' | 'refused'; readonly by: string; readonly at: Date },
): Promise<void> {
  await client.query(
    'update share_relabellings set state = $2, decided_by = $3, decided_at = $4 where id = $1',
    [id, decision.state, decision.by, decision.at],
  )
}

function toRow({ fromTlp, fromPap, toTlp, toPap, ...same }: RawRelabellingRow): RelabellingRow {
  return { ...same, from: { tlp: fromTlp, pap: fromPap }, to: { tlp: toTlp, pap: toPap } }
}
