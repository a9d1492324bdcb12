import type { OrganisationKind } from '@wuzei/domain'
import type { Pool } from 'pg'

export interface NamedMemberRow {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly kind: OrganisationKind
}

/** Active organisations that agreed to be named in public, in the order in which they joined. */
export async function listNamedMembers(
  pool: Pool,
  page: { readonly after: string | null; readonly limit: number },
): Promise<NamedMemberRow[]> {
  const found = await pool.query<NamedMemberRow>(
    `select o.id, o.name_zh as "nameZh", o.name_en as "nameEn", o.kind
       from public_names n join organisations o on o.id = n.organisation_id
      where o.state = 'active'
        and ($1::uuid is null or (o.created_at, o.id) > (select created_at, id from organisations where id = $1))
      order by o.created_at, o.id limit $2`,
    [page.after, page.limit],
  )
  return found.rows
}
