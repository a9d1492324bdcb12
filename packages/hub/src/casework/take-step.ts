import { randomUUID } from 'node:crypto'
import {
  apply,
  chinaHolidays,
  ruleSetAt,
  ruleSets,
  type Applied,
  type ApplyContext,
  type CaseActor,
  type Entity,
  type EntityKind,
  type LateAnswered,
} from '@wuzei/casework'
import { CodedError, type ErrorCode } from '@wuzei/domain'
import {
  changeTimers,
  insertCaseworkEntity,
  insertLateAnswer,
  insertStop,
  lockCaseworkEntity,
  updateCaseworkEntity,
  voidStops,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { carryOutEffects } from './carry-out-effects.ts'
import { requireLinks } from './check-links.ts'
import { definitionOfKind } from './definitions.ts'
import { entityOf, rowOfEntity, subjectIndexOf } from './entity-row.ts'
import type { Admission, CaseworkCommand } from './execute-command.ts'
import { factsToJson } from './fact-json.ts'
import { noteAct, noteRefusal } from './note-act.ts'
import { matterOf, readRelated } from './read-related.ts'

/** One entity's step, taken or refused. */
export type Step =
  | { readonly result: 'applied' | 'late'; readonly entity: Entity; readonly contradicts: readonly string[] }
  | { readonly result: 'refused'; readonly code: ErrorCode; readonly detail: string }

/** A step to take within a transaction. */
export interface StepToTake {
  readonly actor: CaseActor
  readonly id: string
  readonly isNew: boolean
  readonly command: Omit<CaseworkCommand, 'id' | 'idempotencyKey'>
  readonly admit?: Admission
  /** How many steps led to this one. */
  readonly depth?: number
}

/** A report with orders, their freezes and appeals is four deep; more is a circle in the definitions. */
const maxDepth = 12

/** Takes one step of one entity, with all that follows, within the caller's transaction. */
export async function takeStep(hub: HubContext, client: ClientBase, step: StepToTake): Promise<Step> {
  const { actor, id, isNew, command } = step
  const depth = step.depth ?? 0
  if (depth > maxDepth)
    throw new Error(`steps of casework go in a circle at ${command.kind} ${command.event}`)
  const definition = definitionOfKind(command.kind)
  const row = isNew ? undefined : await lockCaseworkEntity(client, id)
  if (!isNew && row?.kind !== command.kind) throw unknownEntity()
  const entity = row ? entityOf(hub.cipher, row) : null
  step.admit?.(entity)
  if (isNew || command.payload['reportId'] !== undefined || command.payload['caseId'] !== undefined)
    await requireLinks(client, command.kind, command.payload)
  const context = await contextOf(hub, client, entity, command)
  const { kind: _kind, ...rest } = command
  const result = apply(
    definition,
    entity,
    {
      event: rest.event,
      payload: rest.payload,
      actor,
      idempotencyKey: randomUUID(),
      ...(rest.expectedVersion === undefined ? {} : { expectedVersion: rest.expectedVersion }),
      ...(rest.reason === undefined ? {} : { reason: rest.reason }),
      ...(isNew ? { newId: id } : {}),
    },
    context,
  )
  if (result.outcome === 'refused') {
    await noteRefusal(hub, client, actor, { ...command, id: isNew ? null : id }, result.code)
    return { result: 'refused', code: result.code, detail: result.detail }
  }
  await storeResult(hub, client, { ...step, depth }, entity, result)
  return {
    result: result.outcome,
    entity: result.entity,
    contradicts: result.outcome === 'late' ? result.lateAnswer.contradicts : [],
  }
}

/** The same for one that does not exist and one that the caller may not know of. */
export function unknownEntity(): CodedError {
  return new CodedError('ENTITY_UNKNOWN', 'nothing is there under this id for you')
}

async function contextOf(
  hub: HubContext,
  client: ClientBase,
  entity: Entity | null,
  { kind, event, payload }: StepToTake['command'],
): Promise<ApplyContext> {
  const nowMs = hub.clock()
  return {
    nowMs,
    // What was begun under one set of rules is ended under it.
    rules: entity ? ruleSets[entity.ruleSetId] : ruleSetAt(nowMs),
    calendar: chinaHolidays,
    related: asksOfOthers(kind, event)
      ? await readRelated(hub, client, kind, entity, { ...entity?.facts, ...payload })
      : {},
  }
}

/** Most clocks only remind: what nothing depends on is not read. */
function asksOfOthers(kind: EntityKind, event: string): boolean {
  return definitionOfKind(kind).transitions.some(
    (transition) =>
      transition.event === event &&
      (transition.guards !== undefined || transition.when !== undefined || transition.computes !== undefined),
  )
}

async function storeResult(
  hub: HubContext,
  client: ClientBase,
  step: StepToTake & { readonly depth: number },
  before: Entity | null,
  result: Applied | LateAnswered,
): Promise<void> {
  const { actor, command } = step
  const after = result.entity
  const at = new Date(hub.clock())
  if (after !== before) {
    const row = rowOfEntity(hub.cipher, after, at)
    await (before ? updateCaseworkEntity(client, row) : insertCaseworkEntity(client, row))
  }
  await countStops(hub, client, before, after, at)
  if (result.outcome === 'late')
    await insertLateAnswer(client, {
      id: randomUUID(),
      entityId: after.id,
      event: command.event,
      at,
      actor: actor.id,
      sealed: hub.cipher.seal(
        'casework',
        `late ${after.id}`,
        JSON.stringify(factsToJson(result.lateAnswer.payload)),
      ),
      contradicts: result.lateAnswer.contradicts,
    })
  else
    await changeTimers(client, after.id, {
      cleared: result.timers.cleared,
      set: result.timers.set.map(({ dueAtMs, ...timer }) => ({ ...timer, dueAt: new Date(dueAtMs) })),
    })
  await noteAct(
    hub,
    client,
    { actor, ...command },
    { before, after, result: result.outcome, effects: result.effects },
  )
  await carryOutEffects(hub, client, { step, before, after, effects: result.effects })
}

/** States in which a bank did not stop anything. */
const notStopped: readonly string[] = ['REJECTED', 'CANCELLED', 'MOVED_ON']

/** Keeps count of the stops that an order uses, so that the database can refuse a third. */
async function countStops(
  { cipher }: HubContext,
  client: ClientBase,
  before: Entity | null,
  after: Entity,
  at: Date,
): Promise<void> {
  if (after.kind !== 'stop-order') return
  const { stopNo, partnerId } = after.facts
  if (notStopped.includes(after.state)) {
    if (stopNo !== undefined) await voidStops(client, after.id, at)
    return
  }
  if (typeof stopNo !== 'number' || before?.facts['stopNo'] === stopNo) return
  const accountIndex = subjectIndexOf(cipher, after.facts)
  const matterId = matterOf(after.facts)
  if (!accountIndex || matterId === null || typeof partnerId !== 'string')
    throw new Error('a stop order has lost its account or matter')
  await insertStop(client, { orderId: after.id, partnerId, accountIndex, matterId, stopNo, at })
}
