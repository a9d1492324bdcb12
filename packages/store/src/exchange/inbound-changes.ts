import type { ClientBase, Pool } from 'pg'
import type { InboundSettings } from './inbound-sources.ts'

/** How a source is asked and read from now on. */
export interface InboundChange
  extends Pick<
    InboundSettings,
    'url' | 'licence' | 'tlp' | 'fraudType' | 'map' | 'gone' | 'everyS' | 'secret'
  > {
  /** Everything is asked for again, at once. */
  readonly isReadAnew: boolean
  readonly at: Date
}

export async function updateInboundSource(pool: Pool, id: string, change: InboundChange): Promise<void> {
  await pool.query(
    `with forgotten as (
       delete from inbound_misp_events where $10::boolean and source_id = $1
     )
     update inbound_sources set url = $2, licence = $3, tlp = $4, fraud_type = $5, map = $6, gone = $7, every_s = $8::integer,
       secret = $9, etag = case when $10::boolean then null else etag end,
       last_modified = case when $10::boolean then null else last_modified end,
       cursor = case when $10::boolean then null else cursor end,
       next_run_at = case when $10::boolean then $11::timestamptz else least(next_run_at, $11::timestamptz + make_interval(secs => $8::integer)) end
      where id = $1`,
    [
      id,
      change.url,
      change.licence,
      change.tlp,
      change.fraudType,
      change.map,
      change.gone,
      change.everyS,
      change.secret,
      change.isReadAnew,
      change.at,
    ],
  )
}

/** What is held stands, and is no longer asked about. */
export async function refuseInboundGone(pool: Pool, id: string): Promise<void> {
  await pool.query(
    'update inbound_sources set kept_gone = held_gone, held_gone = null, held_at = null where id = $1',
    [id],
  )
}

/** Nobody asks the source any more. */
export async function markInboundRemoving(client: ClientBase, id: string): Promise<void> {
  await client.query('update inbound_sources set removing = true where id = $1', [id])
}

/** Takes a source away with how it was doing; its statements are no part of that. */
export async function deleteInboundSource(client: ClientBase, id: string): Promise<void> {
  await client.query('delete from inbound_misp_events where source_id = $1', [id])
  await client.query('delete from inbound_sources where id = $1', [id])
}
