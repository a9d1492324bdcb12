import type {
  CaseworkCommandBody,
  CaseworkCreateBody,
  CaseworkDetail,
  CaseworkList,
  CaseworkListQuery,
  CaseworkReply,
} from '@wuzei/contract'
import { caseworkPageRows } from '@wuzei/contract'
import type { Facts } from '@wuzei/casework'
import { actorName, can, formatReceipt, receiptRandomBytes, type Actor, type Purpose } from '@wuzei/domain'
import {
  appendEvent,
  caseworkActs,
  caseworkTasksOf,
  findCaseworkEntity,
  inTransaction,
  listCaseworkEntities,
  runningTimers,
  type CaseworkPlace,
  type CaseworkReach,
} from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { caseActorOf } from './case-actor.ts'
import {
  caseworkObjects,
  maySee,
  requireActing,
  sightOfEntity,
  type CaseworkKind,
} from './casework-access.ts'
import { definitionOfKind } from './definitions.ts'
import { entityOf } from './entity-row.ts'
import { executeCommand, type CaseworkCommand, type CommandOutcome } from './execute-command.ts'
import { readFacts } from './read-facts.ts'
import { shownEntity } from './show-entity.ts'
import { unknownEntity } from './take-step.ts'

/** Acts and notices shown of one entity; the log has them all. */
const shownActs = 200

/** Makes an entity of a kind. */
export async function createEntity(
  hub: HubContext,
  actor: Actor,
  kind: CaseworkKind,
  body: CaseworkCreateBody,
  more: {
    /** Who reports, where that is not whoever sends it; only its pseudonym is kept. */
    readonly reporter?: string
    /** Steps taken with it, in one transaction. */
    readonly further?: CaseworkCommand['further']
  } = {},
): Promise<CaseworkReply> {
  const definition = definitionOfKind(kind)
  const outcome = await executeCommand(
    hub,
    caseActorOf(actor),
    {
      kind,
      id: null,
      event: 'create',
      payload: {
        ...readFacts(definition, body.facts),
        ...ownFactsOf(hub, actor, { kind, key: body.key, reporter: more.reporter }),
      },
      idempotencyKey: body.key,
      reason: body.reason,
      further: more.further,
    },
    () => requireActing(actor, kind, definition, 'create', null),
  )
  return replyOf(actor, kind, outcome)
}

/** What the hub itself says of a new entity; the same for the same key, so that a repetition is one. */
function ownFactsOf(
  { cipher }: HubContext,
  actor: Actor,
  made: { readonly kind: CaseworkKind; readonly key: string; readonly reporter: string | undefined },
): Facts {
  const { kind, key, reporter } = made
  if (kind !== 'report') return {}
  const name = actorName(actor)
  return {
    receiptNumber: formatReceipt(
      cipher.blindIndex('receipt', `casework ${name} ${key}`).subarray(0, receiptRandomBytes),
    ),
    reporterKey: cipher.pseudonym('reporter', reporter ?? name),
  }
}

/** Takes a step of an entity. */
export async function commandEntity(
  hub: HubContext,
  actor: Actor,
  kind: CaseworkKind,
  id: string,
  body: CaseworkCommandBody,
): Promise<CaseworkReply> {
  const definition = definitionOfKind(kind)
  const outcome = await executeCommand(
    hub,
    caseActorOf(actor),
    {
      kind,
      id,
      event: body.event,
      payload: readFacts(definition, body.facts ?? {}),
      idempotencyKey: body.key,
      reason: body.reason,
      expectedVersion: body.expectedVersion,
    },
    (entity) => requireActing(actor, kind, definition, body.event, entity),
  )
  return replyOf(actor, kind, outcome)
}

/** What became of a command, as whoever gave it may see it. */
export function replyOf(actor: Actor, kind: CaseworkKind, outcome: CommandOutcome): CaseworkReply {
  const { entity, result, contradicts, isRepeated } = outcome
  // Who took a step saw what it was about, even where it now lies in another region.
  const sight = maySee(actor, kind, entity)
    ? sightOfEntity(actor, kind, entity)
    : { isMasked: true, isPartner: false }
  return { result, contradicts: [...contradicts], isRepeated, entity: shownEntity(entity, sight) }
}

/** One entity, with its clocks and its history; unmasked for a purpose, which is written down. */
export async function showEntity(
  hub: HubContext,
  actor: Actor,
  kind: CaseworkKind,
  id: string,
  purpose?: Purpose,
): Promise<CaseworkDetail> {
  const { pool } = hub.database
  const row = await findCaseworkEntity(pool, id)
  if (row?.kind !== kind) throw unknownEntity()
  const entity = entityOf(hub.cipher, row)
  const sight = sightOfEntity(actor, kind, entity, purpose)
  if (purpose !== undefined) await noteUnmasking(hub, actor, kind, id, purpose)
  const timers = await runningTimers(pool, id)
  const history = sight.isPartner ? [] : await caseworkActs(pool, id, shownActs)
  const tasks = sight.isPartner ? [] : await caseworkTasksOf(pool, id, shownActs)
  return {
    entity: shownEntity(entity, sight),
    timers: timers.map(({ name, event, dueAt }) => ({ name, event, dueAt: dueAt.toISOString() })),
    history: history.map((act) => ({
      at: act.at.toISOString(),
      event: act.event,
      actor: act.actor,
      result: act.result,
      code: act.code,
      state: act.stateAfter,
      effects: [...act.effects],
    })),
    notices: tasks.flatMap(({ effect, at, sealed }) =>
      sealed === null
        ? []
        : [
            {
              effect,
              at: at.toISOString(),
              text: JSON.parse(hub.cipher.openText('casework', `notice ${id}`, sealed)),
            },
          ],
    ),
  }
}

async function noteUnmasking(
  { database }: HubContext,
  actor: Actor,
  kind: CaseworkKind,
  id: string,
  purpose: Purpose,
): Promise<void> {
  await inTransaction(database, async (client) => {
    await appendEvent(client, {
      type: `${kind}.unmasked`,
      actor: actorName(actor),
      subject: `${kind}:${id}`,
      payload: { purpose },
    })
  })
}

/** One page of the entities that the actor may see, newest first. */
export async function pageOfEntities(
  hub: HubContext,
  actor: Actor,
  kind: CaseworkKind,
  query: CaseworkListQuery,
): Promise<CaseworkList> {
  const { state, after, isOver, ...links } = query
  const rows = await listCaseworkEntities(
    hub.database.pool,
    reachOf(actor, kind),
    {
      kind,
      ...links,
      states: state?.split(','),
      isOver: isOver === undefined ? undefined : isOver === 'true',
    },
    { after: placeOf(after), limit: caseworkPageRows },
  )
  const entities = rows
    .map((row) => entityOf(hub.cipher, row))
    // The same rule once more, as for one by its id.
    .filter((entity) => maySee(actor, kind, entity))
    .map((entity) => shownEntity(entity, sightOfEntity(actor, kind, entity)))
  const last = rows.length === caseworkPageRows ? rows.at(-1) : undefined
  return { entities, next: last ? `${last.createdAt.getTime()}.${last.id}` : null }
}

/** Which rows permissions open at most. */
function reachOf(actor: Actor, kind: CaseworkKind): CaseworkReach {
  if (actor.type !== 'person' && actor.type !== 'client') return { region: null, organisationId: null }
  const decision = can(actor, 'read', { kind: caseworkObjects[kind] })
  const ranges = decision.allowed ? decision.ranges : []
  return {
    region: ranges.includes('region') ? actor.organisation.region : null,
    organisationId: ranges.includes('own') ? actor.organisation.id : null,
  }
}

function placeOf(cursor: string | undefined): CaseworkPlace | null {
  const [ms, id] = cursor?.split('.') ?? []
  return ms === undefined || id === undefined ? null : { createdAt: new Date(Number(ms)), id }
}
