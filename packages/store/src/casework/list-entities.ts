import type { Pool } from 'pg'
import { caseworkColumns, caseworkRowFrom, type CaseworkRow, type RawRow } from './entities.ts'

/** Whose entities a reader may see at all. */
export interface CaseworkReach {
  /** Lies within this region; null when the region gives nothing. */
  readonly region: string | null
  /** Belongs or is addressed to this organisation; null when that gives nothing. */
  readonly organisationId: string | null
}

/** What of them is asked for. */
export interface CaseworkFilter {
  readonly kind: string
  readonly states?: readonly string[] | undefined
  readonly reportId?: string | undefined
  readonly caseId?: string | undefined
  readonly parentId?: string | undefined
  readonly targetId?: string | undefined
  readonly partnerId?: string | undefined
  readonly subjectIndex?: Buffer | undefined
  readonly isOver?: boolean | undefined
}

/** Place in a list, newest first. */
export interface CaseworkPlace {
  readonly createdAt: Date
  readonly id: string
}

/** States that a partner does not hear of: before it is sent, an order is the police's own. */
export const unsentStates: readonly string[] = ['DRAFT', 'PENDING_APPROVAL', 'APPROVED', 'CANCELLED']

/** One page of the entities that a reader may see, newest first. */
export async function listCaseworkEntities(
  pool: Pool,
  reach: CaseworkReach,
  filter: CaseworkFilter,
  page: { readonly after: CaseworkPlace | null; readonly limit: number },
): Promise<CaseworkRow[]> {
  const found = await pool.query<RawRow>(
    `select ${caseworkColumns} from casework_entities e
      where e.kind = $1
        and (($2::text is not null and ($2 = '' or e.region = $2 or starts_with(e.region, $2 || '/')))
             or ($3::uuid is not null and (e.organisation_id = $3
                 or (($3 in (e.partner_id, e.line_partner_id)) and e.state <> all($4)))))
        and ($5::text[] is null or e.state = any($5))
        and ($6::uuid is null or e.report_id = $6)
        and ($7::uuid is null or e.case_id = $7)
        and ($8::uuid is null or e.parent_id = $8)
        and ($9::uuid is null or e.target_id = $9)
        and ($10::uuid is null or e.partner_id = $10)
        and ($11::bytea is null or e.subject_index = $11)
        and ($12::boolean is null or e.is_over = $12)
        and ($13::timestamptz is null or (e.created_at, e.id) < ($13, $14::uuid))
      order by e.created_at desc, e.id desc limit $15`,
    [
      filter.kind,
      reach.region,
      reach.organisationId,
      unsentStates,
      filter.states ?? null,
      filter.reportId ?? null,
      filter.caseId ?? null,
      filter.parentId ?? null,
      filter.targetId ?? null,
      filter.partnerId ?? null,
      filter.subjectIndex ?? null,
      filter.isOver ?? null,
      page.after?.createdAt ?? null,
      page.after?.id ?? null,
      page.limit,
    ],
  )
  return found.rows.map(caseworkRowFrom)
}
