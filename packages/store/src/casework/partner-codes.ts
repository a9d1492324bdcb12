import type { ClientBase, Pool } from 'pg'

/** The active member that a code of the banks names; undefined when none answers for it. */
export async function organisationOfCode(db: Pool | ClientBase, code: string): Promise<string | undefined> {
  const found = await db.query<{ organisation_id: string }>({
    name: 'wuzei-partner-code',
    text: `select c.organisation_id from casework_partner_codes c join organisations o on o.id = c.organisation_id
            where c.code = upper($1) and o.state = 'active'`,
    values: [code],
  })
  return found.rows[0]?.organisation_id
}

/** Says which member a code names from now on. */
export async function setPartnerCode(
  client: ClientBase,
  code: {
    readonly code: string
    readonly organisationId: string
    readonly setBy: string
    readonly setAt: Date
  },
): Promise<void> {
  await client.query(
    `insert into casework_partner_codes (code, organisation_id, set_by, set_at) values (upper($1), $2, $3, $4)
     on conflict (code) do update set organisation_id = excluded.organisation_id, set_by = excluded.set_by,
       set_at = excluded.set_at`,
    [code.code, code.organisationId, code.setBy, code.setAt],
  )
}

/** Public keys (JWK) of the active systems of a member that may answer orders. */
export async function clientKeysOf(
  db: Pool | ClientBase,
  organisationId: string,
): Promise<Readonly<Record<string, unknown>>[]> {
  const found = await db.query<{ jwks: { keys: Record<string, unknown>[] } }>({
    name: 'wuzei-order-keys',
    text: `select jwks from api_clients where organisation_id = $1 and jwks is not null and 'orders' = any(scopes)
              and revoked_at is null`,
    values: [organisationId],
  })
  return found.rows.flatMap(({ jwks }) => jwks.keys)
}
