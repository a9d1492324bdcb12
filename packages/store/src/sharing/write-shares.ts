import { indicatorKinds, type SharingLabel, type VerdictLevel, type WithdrawalReason } from '@wuzei/domain'
import type { ClientBase } from 'pg'
import { shareColumns, toShareRow, type RawShareRow, type ShareRow } from './share-row.ts'

export type NewShare = Omit<ShareRow, 'levelBefore' | 'levelAfter' | 'withdrawnAt' | 'withdrawalReason'>

/** Stores shares with those they name. */
export async function insertShares(client: ClientBase, shares: readonly NewShare[]): Promise<void> {
  await client.query(
    `insert into shares (id, origin_id, indicator_key, kind, canonical, object, seen, fraud_type, first_at, last_at,
                         count, note, tlp, pap, group_id, passed_on_from, echo, reference, given_by, at)
     select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::smallint[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::bigint[], $10::bigint[], $11::integer[], $12::bytea[], $13::text[], $14::text[], $15::uuid[],
       $16::uuid[], $17::boolean[], $18::text[], $19::text[], $20::timestamptz[])`,
    [
      shares.map((share) => share.id),
      shares.map((share) => share.originId),
      shares.map((share) => share.key.toString()),
      shares.map((share) => indicatorKinds.indexOf(share.kind)),
      shares.map((share) => share.canonical),
      shares.map((share) => share.object),
      shares.map((share) => share.seen),
      shares.map((share) => share.fraudType),
      shares.map((share) => share.firstAt),
      shares.map((share) => share.lastAt),
      shares.map((share) => share.count),
      shares.map((share) => share.note),
      shares.map((share) => share.label.tlp),
      shares.map((share) => share.label.pap),
      shares.map((share) => share.groupId),
      shares.map((share) => share.passedOnFrom),
      shares.map((share) => share.echo),
      shares.map((share) => share.reference),
      shares.map((share) => share.givenBy),
      shares.map((share) => share.at),
    ],
  )
  const named = shares.flatMap(({ id, recipientIds }) =>
    [...new Set(recipientIds)].map((recipientId) => ({ id, recipientId })),
  )
  await client.query(
    'insert into share_recipients (share_id, recipient_id) select * from unnest($1::uuid[], $2::uuid[])',
    [named.map(({ id }) => id), named.map(({ recipientId }) => recipientId)],
  )
}

/** Shares of an origin by its own names for them. */
export async function sharesByReference(
  client: ClientBase,
  originId: string,
  references: readonly string[],
): Promise<Map<string, ShareRow>> {
  const found = await client.query<RawShareRow>(
    `select ${shareColumns} from shares s where s.origin_id = $1 and s.reference = any($2::text[])`,
    [originId, references],
  )
  return new Map(found.rows.map((row) => [row.reference ?? '', toShareRow(row)]))
}

/**
 * A share and everything that passes it on, whoever did, locked until the transaction ends; the share itself first. For
 * changes of it only: nobody is told of what they may not read.
 *
 * Whoever passes something on locks it first. So once everything that was found is locked, nothing can be added to it;
 * until then it is looked for again.
 */
export async function lockShareTree(client: ClientBase, id: string): Promise<ShareRow[]> {
  for (let before = 0; ; ) {
    const found = await client.query<RawShareRow>(
      `with recursive tree as (
         select id from shares where id = $1 union select t.id from shares t join tree on t.passed_on_from = tree.id)
       select ${shareColumns} from shares s where s.id in (select id from tree) order by s.id for update of s`,
      [id],
    )
    if (found.rows.length === before)
      return found.rows.map(toShareRow).toSorted((a, b) => Number(b.id === id) - Number(a.id === id))
    before = found.rows.length
  }
}

export async function markSharesWithdrawn(
  client: ClientBase,
  ids: readonly string[],
  withdrawal: { readonly at: Date; readonly by: string; readonly reason: WithdrawalReason },
): Promise<void> {
  await client.query(
    `update shares set withdrawn_at = $2, withdrawn_by = $3, withdrawal_reason = $4
      where id = any($1::uuid[]) and withdrawn_at is null`,
    [ids, withdrawal.at, withdrawal.by, withdrawal.reason],
  )
}

/** Opening a label needs an approved relabelling of exactly this, or the database refuses. */
export async function setShareLabel(client: ClientBase, id: string, label: SharingLabel): Promise<void> {
  await client.query('update shares set tlp = $2, pap = $3 where id = $1', [id, label.tlp, label.pap])
}

/** Notes what a share did to the public verdict. */
export async function setShareLevels(
  client: ClientBase,
  levels: readonly { readonly id: string; readonly before: VerdictLevel; readonly after: VerdictLevel }[],
): Promise<void> {
  await client.query(
    `update shares s set level_before = n.before, level_after = n.after
       from unnest($1::uuid[], $2::text[], $3::text[]) as n(id, before, after) where s.id = n.id`,
    [levels.map(({ id }) => id), levels.map(({ before }) => before), levels.map(({ after }) => after)],
  )
}
