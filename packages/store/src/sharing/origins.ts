import type { OrganisationKind } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'

/** Who gave a share, as far as its weight asks. */
export interface OriginRow {
  readonly id: string
  readonly kind: OrganisationKind
  /** What the hub has learned of it as a source; null as long as nothing of it was weighed in public. */
  readonly reliability: number | null
}

export async function originsOf(
  client: ClientBase | Pool,
  organisationIds: readonly string[],
): Promise<Map<string, OriginRow>> {
  const found = await client.query<OriginRow>(
    `select o.id, o.kind, s.reliability from organisations o left join sources s on s.id = 'member:' || o.id::text
      where o.id = any($1::uuid[])`,
    [organisationIds],
  )
  return new Map(found.rows.map((row) => [row.id, row]))
}

/** Which of these keys were taken off the list, or won a dispute, at or after the instant (epoch seconds) beside them. */
export async function takenOffSince(
  client: ClientBase | Pool,
  said: readonly { readonly key: bigint; readonly lastAt: number }[],
): Promise<Set<bigint>> {
  const found = await client.query<{ key: string }>(
    `select distinct n.key from unnest($1::bigint[], $2::bigint[]) as n(key, last_at)
       join indicator_decisions d on d.indicator_key = n.key
      where d.retracted_at >= n.last_at
         or (d.dispute->>'state' = 'upheld' and (d.dispute->>'at')::bigint >= n.last_at)`,
    [said.map(({ key }) => key.toString()), said.map(({ lastAt }) => lastAt)],
  )
  return new Set(found.rows.map(({ key }) => BigInt(key)))
}
