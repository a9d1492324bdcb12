import type { Pool } from 'pg'

/** Whose acts: those of one actor, of one organisation, of all organisations within a region; null is none of them. */
export interface ActScope {
  readonly actor: string | null
  readonly organisationId: string | null
  readonly region: string | null
  /** Whether those done with administrator keys are among them: such a key belongs to no organisation and no place. */
  readonly ofKeys: boolean
}

/** One act of a member, or of the holder of a key of the hub, as the log has it, without what stands in it. */
export interface ActRow {
  readonly seq: number
  readonly at: Date
  readonly type: string
  readonly actor: string
  /** Null also where it names a person or system outside the scope. */
  readonly subject: string | null
}

/**
 * Numbered acts within a scope, newest first, older than `before`. Each member's newest are read from the index of
 * acts and merged, so the cost grows with the people in scope, not with the log.
 */
export async function listActs(
  pool: Pool,
  scope: ActScope,
  page: { readonly before: number | null; readonly limit: number },
): Promise<ActRow[]> {
  const found = await pool.query<ActRow>(
    `with scope as (
       select id from organisations o
        where o.id = $2 or $3::text = '' or o.region = $3 or starts_with(o.region, $3 || '/')),
     actors as (
       select $1::text as name where $1 is not null
       union select 'person:' || p.id from people p join scope on scope.id = p.organisation_id
       union select 'client:' || c.id from api_clients c join scope on scope.id = c.organisation_id
       union select 'administrator:' || left(encode(k.sha256, 'hex'), 8) from administrator_keys k where $6)
     select e.seq::float8 as seq, e.at, e.type, e.actor,
            case when e.subject ~ '^(person|client):' and e.actor is distinct from $1
                      and e.subject not in (select name from actors)
                 then null else e.subject end as subject
       from actors a cross join lateral (
         (select seq, at, type, actor, subject from events
           where actor = a.name and seq is not null and (actor like 'person:%' or actor like 'client:%')
             and ($4::bigint is null or seq < $4)
           order by seq desc limit $5)
         union all
         (select seq, at, type, actor, subject from events
           where $6 and actor = a.name and seq is not null and actor like 'administrator:%'
             and ($4::bigint is null or seq < $4)
           order by seq desc limit $5)) e
      order by e.seq desc limit $5`,
    [scope.actor, scope.organisationId, scope.region, page.before, page.limit, scope.ofKeys],
  )
  return found.rows
}
