import type { OrganisationKind } from '@wuzei/domain'
import type { ClientBase } from 'pg'

/** An active organisation, or an active person of one, that a share may name. */
export interface RecipientRow {
  readonly id: string
  readonly organisationId: string
  /** Of the organisation. */
  readonly kind: OrganisationKind
  /** The organisation and those above it. */
  readonly within: string[]
}

/** Those of these ids that are active members or people of active members. */
export async function activeRecipients(
  client: ClientBase,
  ids: readonly string[],
): Promise<Map<string, RecipientRow>> {
  if (ids.length === 0) return new Map()
  const found = await client.query<RecipientRow>(
    `select named.id, o.id as "organisationId", o.kind, array(
       with recursive above as (
         select o.id, o.parent_id, 0 as depth
         union all select p.id, p.parent_id, above.depth + 1 from organisations p join above on p.id = above.parent_id
          where above.depth < ${maxDepth})
       select above.id::text from above) as within
       from (select id, id as organisation_id from organisations where id = any($1::uuid[])
             union all
             select id, organisation_id from people where id = any($1::uuid[]) and state = 'active') named
       join organisations o on o.id = named.organisation_id
      where o.state = 'active'`,
    [ids],
  )
  return new Map(found.rows.map((row) => [row.id, row]))
}

/** As deep as any tree of organisations is. */
const maxDepth = 7
