import type { Pool } from 'pg'
import {
  retractionColumns,
  retractionFrom,
  type RetractionRow,
  type StoredRetraction,
} from './retractions.ts'

/** A retraction with how many have confirmed it, and whether one organisation has. */
export interface ListedRetractionRow extends RetractionRow {
  readonly confirmed: number
  /** Members that have to confirm and have not. */
  readonly outstanding: number
  /** The organisation has to confirm. */
  readonly isAsked: boolean
  readonly ownConfirmedAt: Date | null
}

export interface RetractionFilter {
  /** `open`: a connected member has not confirmed; `reached`: only others have not; `complete`: all have. */
  readonly state: 'open' | 'reached' | 'complete' | null
  /** Only those that the organisation has yet to confirm. */
  readonly isOutstanding: boolean
}

/** One page of retractions, newest first, as one organisation sees them; `after` is the id of the last one read. */
export async function listRetractions(
  pool: Pool,
  organisationId: string | null,
  filter: RetractionFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<ListedRetractionRow[]> {
  const found = await pool.query<
    StoredRetraction & Pick<ListedRetractionRow, 'confirmed' | 'outstanding' | 'isAsked' | 'ownConfirmedAt'>
  >(
    `with page as materialized (
       select t.*, r.addressees, own.confirmed_at as own_confirmed_at,
              coalesce($1::uuid = any(r.addressees), false) as is_asked
         from retractions t join retraction_rounds r on r.id = t.round_id
         left join retraction_receipts own on own.retraction_id = t.id and own.organisation_id = $1::uuid
        where case $2::text when 'open' then t.reached_at is null
                            when 'reached' then t.reached_at is not null and t.completed_at is null
                            when 'complete' then t.completed_at is not null else true end
          and (not $3 or $1::uuid = any(r.addressees) and own.retraction_id is null)
          and ($4::uuid is null or (t.at, t.id) < (select at, id from retractions where id = $4))
        order by t.at desc, t.id desc limit $5)
     select ${retractionColumns}, t.is_asked as "isAsked", t.own_confirmed_at as "ownConfirmedAt",
            (select count(*)::integer from retraction_receipts c where c.retraction_id = t.id) as confirmed,
            case when t.completed_at is not null then 0 else
              (select count(*)::integer from organisations o
                where o.id = any(t.addressees) and o.state = 'active'
                  and not exists (select from retraction_receipts c
                                   where c.retraction_id = t.id and c.organisation_id = o.id)) end as outstanding
       from page t order by t.at desc, t.id desc`,
    [organisationId, filter.state, filter.isOutstanding, page.after, page.limit],
  )
  return found.rows.map((row) => ({ ...row, ...retractionFrom(row) }))
}
