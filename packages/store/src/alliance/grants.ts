import type { ClientBase, Pool } from 'pg'

export interface GrantRow {
  readonly id: string
  readonly personId: string
  readonly organisationId: string
  readonly role: string
  readonly state: 'proposed' | 'active' | 'refused' | 'withdrawn'
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
}

const columns = `g.id, g.person_id as "personId", p.organisation_id as "organisationId", g.role, g.state,
  g.proposed_by as "proposedBy", g.proposed_at as "proposedAt", g.decided_by as "decidedBy", g.decided_at as "decidedAt"`

/** The proposal's id; undefined when the role is held or proposed already. `isFirst` makes it hold at once. */
export async function proposeGrantRow(
  client: ClientBase,
  grant: {
    readonly personId: string
    readonly role: string
    readonly by: string
    readonly at: Date
    readonly isFirst: boolean
  },
): Promise<string | undefined> {
  const inserted = await client.query<{ id: string }>(
    `insert into grants (person_id, role, state, proposed_by, proposed_at, is_first, decided_by, decided_at)
     values ($1, $2, case when $5 then 'active' else 'proposed' end, $3, $4, $5,
             case when $5 then $3 end, case when $5 then $4::timestamptz end)
     on conflict (person_id, role) where state in ('proposed', 'active') do nothing returning id`,
    [grant.personId, grant.role, grant.by, grant.at, grant.isFirst],
  )
  return inserted.rows[0]?.id
}

export async function findGrant(
  client: ClientBase,
  id: string,
  lock?: 'forUpdate',
): Promise<GrantRow | undefined> {
  const found = await client.query<GrantRow>(
    `select ${columns} from grants g join people p on p.id = g.person_id where g.id = $1
     ${lock === 'forUpdate' ? 'for update of g' : ''}`,
    [id],
  )
  return found.rows[0]
}

export async function decideGrantRow(
  client: ClientBase,
  id: string,
  decision: { readonly state: 'active' | 'refused' | 'withdrawn'; readonly by: string; readonly at: Date },
): Promise<void> {
  await client.query('update grants set state = $2, decided_by = $3, decided_at = $4 where id = $1', [
    id,
    decision.state,
    decision.by,
    decision.at,
  ])
}

/** Grants of one organisation's people, newest last; of one state when told. */
export async function listGrants(
  client: ClientBase | Pool,
  organisationId: string,
  page: { readonly state: string | null; readonly after: string | null; readonly limit: number },
): Promise<GrantRow[]> {
  const found = await client.query<GrantRow>(
    `select ${columns} from grants g join people p on p.id = g.person_id
      where p.organisation_id = $1 and ($2::text is null or g.state = $2)
        and ($3::uuid is null or (g.proposed_at, g.id) > (select proposed_at, id from grants where id = $3))
      order by g.proposed_at, g.id limit $4`,
    [organisationId, page.state, page.after, page.limit],
  )
  return found.rows
}

/** Roles that a person holds now. */
export async function rolesHeld(client: ClientBase | Pool, personId: string): Promise<string[]> {
  const found = await client.query<{ role: string }>(
    `select role from grants where person_id = $1 and state = 'active' order by role`,
    [personId],
  )
  return found.rows.map(({ role }) => role)
}

/** How many active people hold a role, anywhere. Locks the table's writers out, so that two first ones are two. */
export async function countHolders(client: ClientBase, role: string): Promise<number> {
  await client.query('lock table grants in share row exclusive mode')
  const found = await client.query<{ count: number }>(
    `select count(*)::integer as count from grants g join people p on p.id = g.person_id
      where g.role = $1 and g.state = 'active' and p.state = 'active'`,
    [role],
  )
  return found.rows[0]?.count ?? 0
}
