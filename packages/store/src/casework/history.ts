import type { ClientBase, Pool } from 'pg'

type Queryable = Pool | ClientBase

/** One act on an entity, or a refused one. */
export interface CaseworkAct {
  /** Null for a refusal to create. */
  readonly entityId: string | null
  readonly kind: string
  readonly event: string
  readonly at: Date
  readonly actor: string
  readonly organisationId: string | null
  readonly versionBefore: number | null
  readonly versionAfter: number | null
  readonly stateBefore: string | null
  readonly stateAfter: string | null
  readonly result: 'applied' | 'late' | 'refused'
  /** Of a refusal. */
  readonly code: string | null
  readonly effects: readonly string[]
  readonly reason: Buffer | null
}

/** Adds an act to the history. */
export async function appendCaseworkAct(client: ClientBase, act: CaseworkAct): Promise<void> {
  await client.query({
    name: 'wuzei-casework-act',
    text: `insert into casework_history (entity_id, kind, event, at, actor, organisation_id, version_before,
             version_after, state_before, state_after, result, code, effects, reason)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    values: [
      act.entityId,
      act.kind,
      act.event,
      act.at,
      act.actor,
      act.organisationId,
      act.versionBefore,
      act.versionAfter,
      act.stateBefore,
      act.stateAfter,
      act.result,
      act.code,
      act.effects,
      act.reason,
    ],
  })
}

/** The acts on an entity, oldest first. */
export async function caseworkActs(db: Queryable, entityId: string, limit: number): Promise<CaseworkAct[]> {
  const found = await db.query<CaseworkAct>(
    `select entity_id as "entityId", kind, event, at, actor, organisation_id as "organisationId",
            version_before as "versionBefore", version_after as "versionAfter", state_before as "stateBefore",
            state_after as "stateAfter", result, code, effects, reason
       from casework_history where entity_id = $1 order by id limit $2`,
    [entityId, limit],
  )
  return found.rows
}

/** An answer that came too late or again. */
export interface LateAnswerRow {
  readonly id: string
  readonly entityId: string
  readonly event: string
  readonly at: Date
  readonly actor: string
  readonly sealed: Buffer
  readonly contradicts: readonly string[]
}

/** Keeps an answer that changes no state. */
export async function insertLateAnswer(client: ClientBase, answer: LateAnswerRow): Promise<void> {
  await client.query(
    `insert into casework_late_answers (id, entity_id, event, at, actor, sealed, contradicts)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [answer.id, answer.entityId, answer.event, answer.at, answer.actor, answer.sealed, answer.contradicts],
  )
}

/** The late answers about an entity, oldest first. */
export async function lateAnswersOf(
  db: Queryable,
  entityId: string,
  limit: number,
): Promise<LateAnswerRow[]> {
  const found = await db.query<LateAnswerRow>(
    `select id, entity_id as "entityId", event, at, actor, sealed, contradicts
       from casework_late_answers where entity_id = $1 order by at, id limit $2`,
    [entityId, limit],
  )
  return found.rows
}

/** What somebody has to do or know. */
export interface CaseworkTask {
  readonly effect: string
  readonly at: Date
  readonly sealed: Buffer | null
}

/** Opens tasks, alarms and notices about an entity. */
export async function insertCaseworkTasks(
  client: ClientBase,
  entityId: string,
  tasks: readonly CaseworkTask[],
): Promise<void> {
  if (tasks.length === 0) return
  await client.query({
    name: 'wuzei-casework-tasks',
    text: `insert into casework_tasks (entity_id, effect, at, sealed)
           select $1, * from unnest($2::text[], $3::timestamptz[], $4::bytea[])`,
    values: [
      entityId,
      tasks.map(({ effect }) => effect),
      tasks.map(({ at }) => at),
      tasks.map(({ sealed }) => sealed),
    ],
  })
}

/** The tasks, alarms and notices of an entity, oldest first. */
export async function caseworkTasksOf(
  db: Queryable,
  entityId: string,
  limit: number,
): Promise<CaseworkTask[]> {
  const found = await db.query<CaseworkTask>(
    'select effect, at, sealed from casework_tasks where entity_id = $1 order by id limit $2',
    [entityId, limit],
  )
  return found.rows
}
