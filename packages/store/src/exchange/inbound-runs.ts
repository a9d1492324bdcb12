import type { Pool } from 'pg'

/** How one run of a source went. */
export interface InboundRunRow {
  readonly at: Date
  readonly outcome: 'changed' | 'same' | 'held' | 'failed'
  readonly code: string | null
  readonly detail: string | null
  /** Entries that vanished and are held. */
  readonly gone: number | null
}

/** Runs kept of one source: four days of an hourly one, and what somebody looks at who wonders what is wrong. */
const keptRuns = 100

/** Notes a run and forgets those that are older than the last hundred. */
export async function noteInboundRun(pool: Pool, sourceId: string, run: InboundRunRow): Promise<void> {
  await pool.query(
    `with old as (
       delete from inbound_runs where id in (
         select id from inbound_runs where source_id = $1 order by id desc offset $7)
     )
     insert into inbound_runs (source_id, at, outcome, code, detail, gone) values ($1, $2, $3, $4, $5, $6)`,
    [sourceId, run.at, run.outcome, run.code, run.detail, run.gone, keptRuns - 1],
  )
}

/** The last runs of a source, newest first. */
export async function inboundRuns(pool: Pool, sourceId: string): Promise<InboundRunRow[]> {
  const found = await pool.query<InboundRunRow>(
    'select at, outcome, code, detail, gone from inbound_runs where source_id = $1 order by id desc limit $2',
    [sourceId, keptRuns],
  )
  return found.rows
}
