import type { ClientBase, Pool } from 'pg'

/** One event of the MISP feed. */
export interface MispEventRow {
  readonly number: number
  /** Day on which its entries were listed, `YYYY-MM-DD` in UTC. */
  readonly day: string
  readonly piece: number
  readonly total: number
  readonly live: number
  readonly changedUs: bigint
  /** Epoch seconds; higher after each change. */
  readonly stampS: string
}

const columns = `number, day::text as day, piece, total, live, changed_us as "changedUs", stamp_s as "stampS"`
type RawEvent = Omit<MispEventRow, 'changedUs'> & { changedUs: string }
const toEvent = (row: RawEvent): MispEventRow => ({ ...row, changedUs: BigInt(row.changedUs) })

/** Every event, the newest day first. */
export async function mispEvents(db: Pool | ClientBase): Promise<MispEventRow[]> {
  const found = await db.query<RawEvent>(`select ${columns} from misp_events order by day desc, piece`)
  return found.rows.map(toEvent)
}

/** The piece of this day that is filled now; undefined when there is none yet. */
export async function lastMispEvent(client: ClientBase, day: string): Promise<MispEventRow | undefined> {
  const found = await client.query<RawEvent>(
    `select ${columns} from misp_events where day = $1 order by piece desc limit 1`,
    [day],
  )
  return found.rows.map(toEvent)[0]
}

/** Makes an empty piece of a day. */
export async function insertMispEvent(client: ClientBase, day: string, piece: number): Promise<MispEventRow> {
  const made = await client.query<RawEvent>(
    `insert into misp_events (day, piece, changed_us) values ($1, $2, 0) returning ${columns}`,
    [day, piece],
  )
  const [event] = made.rows.map(toEvent)
  if (!event) throw new Error('an event was inserted and is not there')
  return event
}

export interface MispEventChange {
  readonly number: number
  readonly total: number
  readonly live: number
  readonly changedUs: bigint
}

/** Adds to the counts of events. */
export async function changeMispEvents(
  client: ClientBase,
  changes: readonly MispEventChange[],
): Promise<void> {
  await client.query(
    `update misp_events e set total = e.total + n.total, live = e.live + n.live, changed_us = n.changed_us,
            stamp_s = greatest(e.stamp_s + 1, n.changed_us / 1000000)
       from unnest($1::integer[], $2::integer[], $3::integer[], $4::bigint[]) as n(number, total, live, changed_us)
      where e.number = n.number`,
    [
      changes.map(({ number }) => number),
      changes.map(({ total }) => total),
      changes.map(({ live }) => live),
      changes.map(({ changedUs }) => changedUs.toString()),
    ],
  )
}
