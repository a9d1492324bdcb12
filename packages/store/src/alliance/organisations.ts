import type { OrganisationKind, OrganisationLevel, OrganisationState } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'

export interface OrganisationRow {
  readonly id: string
  readonly parentId: string | null
  readonly nameZh: string
  readonly nameEn: string
  readonly kind: OrganisationKind
  readonly level: OrganisationLevel | null
  readonly region: string
  readonly state: OrganisationState
  readonly createdAt: Date
}

const columns = `id, parent_id as "parentId", name_zh as "nameZh", name_en as "nameEn", kind, level, region, state,
  created_at as "createdAt"`

export async function insertOrganisation(
  client: ClientBase,
  organisation: Omit<OrganisationRow, 'id' | 'state'>,
): Promise<OrganisationRow> {
  const { parentId, nameZh, nameEn, kind, level, region, createdAt } = organisation
  const inserted = await client.query<OrganisationRow>(
    `insert into organisations (parent_id, name_zh, name_en, kind, level, region, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7) returning ${columns}`,
    [parentId, nameZh, nameEn, kind, level, region, createdAt],
  )
  const row = inserted.rows[0]
  if (!row) throw new Error('an inserted organisation did not come back')
  return row
}

/** One organisation; `forUpdate` keeps others from changing it, and its events in order, until the transaction ends. */
export async function findOrganisation(
  client: ClientBase | Pool,
  id: string,
  lock?: 'forUpdate',
): Promise<OrganisationRow | undefined> {
  const found = await client.query<OrganisationRow>(
    `select ${columns} from organisations where id = $1 ${lock === 'forUpdate' ? 'for update' : ''}`,
    [id],
  )
  return found.rows[0]
}

/** In the order in which they joined. */
export async function listOrganisations(
  client: ClientBase | Pool,
  page: { readonly after: string | null; readonly limit: number },
): Promise<OrganisationRow[]> {
  const found = await client.query<OrganisationRow>(
    `select ${columns} from organisations
      where $1::uuid is null or (created_at, id) > (select created_at, id from organisations where id = $1)
      order by created_at, id limit $2`,
    [page.after, page.limit],
  )
  return found.rows
}

export async function setOrganisationState(
  client: ClientBase,
  id: string,
  state: OrganisationState,
  at: Date,
): Promise<void> {
  await client.query('update organisations set state = $2, changed_at = $3 where id = $1', [id, state, at])
}

/** The organisation and all above it: those who answer for its rows. */
export async function organisationsAnswering(client: ClientBase | Pool, id: string): Promise<string[]> {
  const found = await client.query<{ id: string }>(
    `with recursive above as (
       select id, parent_id, 0 as depth from organisations where id = $1
       union all
       select o.id, o.parent_id, above.depth + 1 from organisations o join above on o.id = above.parent_id
        where above.depth < ${maxDepth})
     select id from above order by depth`,
    [id],
  )
  return found.rows.map((row) => row.id)
}

/** Ministry, province, city, county, station and two more: no real tree is deeper. */
const maxDepth = 7
