import type { ClientBase, Pool } from 'pg'

/** A promise that something happens by itself. */
export interface TimerRow {
  readonly id: string
  readonly entityId: string
  readonly kind: string
  readonly name: string
  readonly step: number
  readonly event: string
  readonly dueAt: Date
}

/** A timer to set. */
export type NewTimer = Pick<TimerRow, 'name' | 'step' | 'event' | 'dueAt'>

/** Stops timers of a locked entity, then sets others. */
export async function changeTimers(
  client: ClientBase,
  entityId: string,
  change: { readonly cleared: readonly string[] | 'all'; readonly set: readonly NewTimer[] },
): Promise<void> {
  const { cleared, set } = change
  if (cleared === 'all' || cleared.length > 0)
    await client.query({
      name: 'wuzei-casework-clear-timers',
      text: `delete from casework_timers
              where entity_id = $1 and fired_at is null and ($2::text[] is null or name = any($2))`,
      values: [entityId, cleared === 'all' ? null : cleared],
    })
  if (set.length > 0)
    await client.query({
      name: 'wuzei-casework-set-timers',
      text: `insert into casework_timers (entity_id, name, step, event, due_at)
             select $1, * from unnest($2::text[], $3::smallint[], $4::text[], $5::timestamptz[])`,
      values: [
        entityId,
        set.map(({ name }) => name),
        set.map(({ step }) => step),
        set.map(({ event }) => event),
        set.map(({ dueAt }) => dueAt),
      ],
    })
}

const timerColumns = `t.id, t.entity_id as "entityId", e.kind, t.name, t.step, t.event, t.due_at as "dueAt"`

/** The timers that are due, in the order in which they fell due. */
export async function dueTimers(db: Pool | ClientBase, at: Date, limit: number): Promise<TimerRow[]> {
  const found = await db.query<TimerRow>({
    name: 'wuzei-casework-due',
    text: `select ${timerColumns} from casework_timers t join casework_entities e on e.id = t.entity_id
            where t.fired_at is null and t.due_at <= $1 order by t.due_at, t.id limit $2`,
    values: [at, limit],
  })
  return found.rows
}

/** Marks a timer as fired; false when it fired before or was stopped. Call it with its entity locked. */
export async function markTimerFired(
  client: ClientBase,
  id: string,
  fired: { readonly at: Date; readonly outcome: string },
): Promise<boolean> {
  const marked = await client.query({
    name: 'wuzei-casework-fired',
    text: 'update casework_timers set fired_at = $2, outcome = $3 where id = $1 and fired_at is null',
    values: [id, fired.at, fired.outcome],
  })
  return marked.rowCount === 1
}

/** The timers of an entity that run, soonest first. */
export async function runningTimers(
  db: Pool | ClientBase,
  entityId: string,
): Promise<Pick<TimerRow, 'name' | 'event' | 'dueAt'>[]> {
  const found = await db.query<Pick<TimerRow, 'name' | 'event' | 'dueAt'>>(
    `select name, event, due_at as "dueAt" from casework_timers
      where entity_id = $1 and fired_at is null order by due_at, id`,
    [entityId],
  )
  return found.rows
}
