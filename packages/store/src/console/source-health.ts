import type { SourceTier } from '@wuzei/domain'
import type { Pool } from 'pg'

/** A source with how well it has done and when it last said something new. */
export interface SourceHealthRow {
  readonly id: string
  readonly name: string
  readonly tier: SourceTier
  readonly licence: string | null
  readonly alpha: number
  readonly beta: number
  readonly lastAt: Date | null
}

/** Sources by name of their id, after the given one. */
export async function listSourceHealth(
  pool: Pool,
  after: string | null,
  limit: number,
): Promise<SourceHealthRow[]> {
  const found = await pool.query<{
    id: string
    name: string
    tier: SourceTier
    licence: string | null
    alpha: number
    beta: number
    last_at: Date | null
  }>(
    `select s.id, s.name, s.tier, s.licence, s.alpha, s.beta,
            case when s.id = 'public' then (select max(reported_at) from reports)
                 else (select max(e.at) from events e
                        where e.subject = 'source:' || s.id and e.type = 'evidence.imported') end as last_at
       from sources s where $1::text is null or s.id > $1 order by s.id limit $2`,
    [after, limit],
  )
  return found.rows.map(({ last_at: lastAt, ...source }) => ({ ...source, lastAt }))
}
