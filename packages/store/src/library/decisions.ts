import { indicatorKinds, type Identity } from '@wuzei/domain'
import type { ClientBase } from 'pg'
import type { Decisions, IndicatorName } from './row-types.ts'

/** Writes the named parts of what people decided about one indicator; parts left out stay. */
export async function writeDecision(
  client: ClientBase,
  key: bigint,
  decision: Partial<Omit<Decisions, 'identity'>>,
): Promise<void> {
  const has = (part: keyof typeof decision): boolean => decision[part] !== undefined
  await client.query(
    `insert into indicator_decisions (indicator_key, pin, tenure_from, dispute, retracted_at)
     values ($1, $2, $3, $4, $5)
     on conflict (indicator_key) do update set
       pin = case when $6 then excluded.pin else indicator_decisions.pin end,
       tenure_from = case when $7 then excluded.tenure_from else indicator_decisions.tenure_from end,
       dispute = case when $8 then excluded.dispute else indicator_decisions.dispute end,
       retracted_at = case when $9 then excluded.retracted_at else indicator_decisions.retracted_at end`,
    [
      key.toString(),
      decision.pin ? JSON.stringify(decision.pin) : null,
      decision.tenureFrom ?? null,
      decision.dispute ? JSON.stringify(decision.dispute) : null,
      decision.retractedAt ?? null,
      has('pin'),
      has('tenureFrom'),
      has('dispute'),
      has('retractedAt'),
    ],
  )
}

/** Withdraws what was said up to this instant (epoch seconds), unless more is withdrawn already. */
export async function withdrawUntil(client: ClientBase, key: bigint, until: number): Promise<void> {
  await client.query(
    `update indicator_decisions set retracted_at = greatest(retracted_at, $2::bigint) where indicator_key = $1`,
    [key.toString(), until],
  )
}

/**
 * Lets one transaction at a time rewrite the yellow pages: which indicators an identity lets go is read before they
 * are locked, and two writers would each miss what the other adds.
 */
export async function lockIdentities(client: ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [identitiesLock])
}

/** Any number, the same in all processes. */
const identitiesLock = 7_305_811_924_406

/** Writes a verified identity and which indicators are its own from now on. */
export async function writeIdentity(
  client: ClientBase,
  identity: Identity,
  own: readonly bigint[],
  released: readonly bigint[],
): Promise<void> {
  await client.query(
    `insert into identities (id, name_zh, name_en, category, spoofed, covers_subdomains)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
       category = excluded.category, spoofed = excluded.spoofed,
       covers_subdomains = excluded.covers_subdomains`,
    [
      identity.id,
      identity.name.zh,
      identity.name.en,
      identity.category,
      identity.spoofed,
      identity.coversSubdomains === true,
    ],
  )
  await client.query(
    `insert into indicator_decisions (indicator_key, identity_id)
     select key, $2 from unnest($1::bigint[]) as n(key)
     on conflict (indicator_key) do update set identity_id = excluded.identity_id`,
    [own.map(String), identity.id],
  )
  await client.query(
    'update indicator_decisions set identity_id = null where indicator_key = any($1::bigint[])',
    [released.map(String)],
  )
}

/** Indicators that belong to an identity now. */
export async function indicatorsOfIdentity(client: ClientBase, identityId: string): Promise<IndicatorName[]> {
  const found = await client.query<{ key: string; kind: number; canonical: string }>(
    `select i.key, i.kind, i.canonical from indicator_decisions d join indicators i on i.key = d.indicator_key
      where d.identity_id = $1 order by i.key`,
    [identityId],
  )
  return found.rows.map((row) => {
    const kind = indicatorKinds[row.kind]
    if (!kind) throw new Error(`stored kind ${row.kind} is not known to this version`)
    return { key: BigInt(row.key), kind, canonical: row.canonical }
  })
}
