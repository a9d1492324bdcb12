import type { ClientBase, Pool } from 'pg'

export interface SharingGroupRow {
  readonly id: string
  readonly ownerId: string
  readonly name: string
  readonly createdAt: Date
  readonly memberIds: string[]
}

const columns = `g.id, g.owner_id as "ownerId", g.name, g.created_at as "createdAt",
  array(select m.organisation_id::text from sharing_group_members m where m.group_id = g.id
         order by m.added_at, m.organisation_id) as "memberIds"`

/** Makes a group of which its owner is the first member. */
export async function insertSharingGroup(
  client: ClientBase,
  group: { readonly ownerId: string; readonly name: string; readonly at: Date },
): Promise<string> {
  const inserted = await client.query<{ id: string }>(
    'insert into sharing_groups (owner_id, name, created_at) values ($1, $2, $3) returning id',
    [group.ownerId, group.name, group.at],
  )
  const id = inserted.rows[0]?.id ?? ''
  await client.query(
    'insert into sharing_group_members (group_id, organisation_id, added_at) values ($1, $2, $3)',
    [id, group.ownerId, group.at],
  )
  return id
}

/** A group that has not ended; locked against changes when told. */
export async function findSharingGroup(
  client: ClientBase | Pool,
  id: string,
  lock?: 'forUpdate',
): Promise<SharingGroupRow | undefined> {
  const found = await client.query<SharingGroupRow>(
    `select ${columns} from sharing_groups g where g.id = $1 and g.ended_at is null
     ${lock === 'forUpdate' ? 'for update' : ''}`,
    [id],
  )
  return found.rows[0]
}

/** Groups of which the organisation is owner or member; all when none is named. */
export async function listSharingGroups(
  client: ClientBase | Pool,
  organisationId: string | null,
  page: { readonly after: string | null; readonly limit: number },
): Promise<SharingGroupRow[]> {
  const found = await client.query<SharingGroupRow>(
    `select ${columns} from sharing_groups g where g.ended_at is null
        and ($1::uuid is null or g.owner_id = $1 or exists (
              select from sharing_group_members m where m.group_id = g.id and m.organisation_id = $1))
        and ($2::uuid is null or (g.created_at, g.id) > (select created_at, id from sharing_groups where id = $2))
      order by g.created_at, g.id limit $3`,
    [organisationId, page.after, page.limit],
  )
  return found.rows
}

/** False when it is a member already. */
export async function addToSharingGroup(
  client: ClientBase,
  groupId: string,
  organisationId: string,
  at: Date,
): Promise<boolean> {
  const inserted = await client.query(
    `insert into sharing_group_members (group_id, organisation_id, added_at) values ($1, $2, $3)
     on conflict do nothing`,
    [groupId, organisationId, at],
  )
  return inserted.rowCount === 1
}

/** False when it is no member. */
export async function removeFromSharingGroup(
  client: ClientBase,
  groupId: string,
  organisationId: string,
): Promise<boolean> {
  const removed = await client.query(
    'delete from sharing_group_members where group_id = $1 and organisation_id = $2',
    [groupId, organisationId],
  )
  return removed.rowCount === 1
}

export async function endSharingGroup(client: ClientBase, groupId: string, at: Date): Promise<void> {
  await client.query('update sharing_groups set ended_at = $2 where id = $1', [groupId, at])
}
