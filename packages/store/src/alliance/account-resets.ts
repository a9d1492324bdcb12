import type { ClientBase, Pool } from 'pg'

/** A link by which somebody gets a new password, from its proposal to its use. */
export interface AccountResetRow {
  readonly id: string
  readonly personId: string
  readonly organisationId: string
  readonly scope: 'password' | 'everything'
  readonly needsSecond: boolean
  readonly state: 'proposed' | 'open' | 'used' | 'refused' | 'withdrawn'
  readonly reason: string
  readonly issuedBy: string
  readonly issuedAt: Date
  readonly decidedBy: string | null
  readonly expiresAt: Date
}

const columns = `r.id, r.person_id as "personId", p.organisation_id as "organisationId", r.scope,
  r.needs_second as "needsSecond", r.state, r.reason, r.issued_by as "issuedBy", r.issued_at as "issuedAt",
  r.decided_by as "decidedBy", r.expires_at as "expiresAt"`
const source = 'account_resets r join people p on p.id = r.person_id'

/** Takes the place of what was proposed or open for the person. Without a token it waits for a second administrator. */
export async function insertAccountReset(
  client: ClientBase,
  reset: Pick<AccountResetRow, 'personId' | 'scope' | 'reason' | 'issuedBy' | 'issuedAt' | 'expiresAt'> & {
    readonly tokenSha256: Buffer | null
  },
): Promise<string> {
  await client.query(
    `update account_resets set state = 'withdrawn', decided_by = $2, decided_at = $3
      where person_id = $1 and state in ('proposed', 'open')`,
    [reset.personId, reset.issuedBy, reset.issuedAt],
  )
  const inserted = await client.query<{ id: string }>(
    `insert into account_resets (person_id, scope, needs_second, state, reason, issued_by, issued_at, token_sha256,
                                 expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      reset.personId,
      reset.scope,
      reset.tokenSha256 === null,
      reset.tokenSha256 === null ? 'proposed' : 'open',
      reset.reason,
      reset.issuedBy,
      reset.issuedAt,
      reset.tokenSha256,
      reset.expiresAt,
    ],
  )
  return inserted.rows[0]?.id ?? ''
}

export async function findAccountReset(
  client: ClientBase,
  id: string,
  lock?: 'forUpdate',
): Promise<AccountResetRow | undefined> {
  const found = await client.query<AccountResetRow>(
    `select ${columns} from ${source} where r.id = $1 ${lock === 'forUpdate' ? 'for update of r' : ''}`,
    [id],
  )
  return found.rows[0]
}

/** The open reset of a link that has not expired. */
export async function findOpenReset(
  client: ClientBase | Pool,
  tokenSha256: Buffer,
  now: Date,
  lock?: 'forUpdate',
): Promise<AccountResetRow | undefined> {
  const found = await client.query<AccountResetRow>(
    `select ${columns} from ${source} where r.token_sha256 = $1 and r.state = 'open' and r.expires_at > $2
     ${lock === 'forUpdate' ? 'for update of r' : ''}`,
    [tokenSha256, now],
  )
  return found.rows[0]
}

/** What a second administrator says, or that it is taken back; an approved one gets its token here. */
export async function decideAccountReset(
  client: ClientBase,
  id: string,
  decision: {
    readonly state: 'open' | 'refused' | 'withdrawn'
    readonly by: string
    readonly at: Date
    readonly link: { readonly tokenSha256: Buffer; readonly expiresAt: Date } | null
  },
): Promise<void> {
  await client.query(
    `update account_resets set state = $2, decided_by = $3, decided_at = $4,
            token_sha256 = coalesce($5, token_sha256), expires_at = coalesce($6, expires_at)
      where id = $1`,
    [
      id,
      decision.state,
      decision.by,
      decision.at,
      decision.link?.tokenSha256 ?? null,
      decision.link?.expiresAt ?? null,
    ],
  )
}

export async function noteResetUsed(client: ClientBase, id: string): Promise<void> {
  await client.query(`update account_resets set state = 'used' where id = $1`, [id])
}

/** Of one organisation's people, oldest first. */
export async function listAccountResets(
  pool: Pool,
  organisationId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<AccountResetRow[]> {
  const found = await pool.query<AccountResetRow>(
    `select ${columns} from ${source} where p.organisation_id = $1
        and ($2::uuid is null or (r.issued_at, r.id) > (select issued_at, id from account_resets where id = $2))
      order by r.issued_at, r.id limit $3`,
    [organisationId, page.after, page.limit],
  )
  return found.rows
}
