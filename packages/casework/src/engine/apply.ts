import { isWithin, organisationLevels, type ErrorCode } from '@wuzei/domain'
import { computations } from '../guards/computations.ts'
import { conditions } from '../guards/conditions.ts'
import { guards } from '../guards/guards.ts'
import type { ActorRule, Definition, Transition } from './definition.ts'
import type { EffectName } from './effects.ts'
import type { CaseActor, Command, Entity, Facts, FactValue } from './entity.ts'
import { fieldProblem } from './fields.ts'
import type { ApplyContext, Situation } from './situation.ts'
import { timersOf, type TimerChange } from './timers.ts'

/** What a command led to. Everything in it is stored in one transaction, or nothing of it. */
export type ApplyResult = Applied | LateAnswered | Refused

export interface Applied {
  readonly outcome: 'applied'
  readonly entity: Entity
  /** Letters to send, tasks and notices to open, in order; what each means stands in `effectCatalogue`. */
  readonly effects: readonly EffectName[]
  readonly timers: TimerChange
  readonly audit: AuditRecord
}

/** An answer came late or again: it is kept beside the entity, and somebody looks at it. */
export interface LateAnswered {
  readonly outcome: 'late'
  /** The same entity, or its next version where the answer told something that was not known. */
  readonly entity: Entity
  readonly lateAnswer: {
    readonly event: string
    readonly payload: Facts
    /** Fields on which it says something else than what is known. */
    readonly contradicts: readonly string[]
  }
  readonly effects: readonly EffectName[]
  readonly audit: AuditRecord
}

export interface Refused {
  readonly outcome: 'refused'
  readonly code: ErrorCode
  readonly detail: string
  readonly audit: AuditRecord
}

/** What the audit row of the act is made from (rules §7.12); refusals have one as well. */
export interface AuditRecord {
  readonly atMs: number
  readonly actorId: string
  readonly organisationId: string | null
  readonly action: string
  readonly entityKind: string
  readonly entityId: string | null
  readonly versionBefore: number | null
  readonly versionAfter: number | null
  readonly ruleSetId: string
  readonly result: 'OK' | 'DENIED'
  readonly denyReason: ErrorCode | null
}

/**
 * Applies one command to one entity, or to none when it creates one. Reads no clock and nothing outside its arguments:
 * the same arguments give the same result.
 *
 * The order of the questions is: does the version fit, does the event exist here, may this actor, in this region, does
 * the payload fit, do four eyes look, do the guards hold. Only then the entity changes, by one version. An answer of a
 * partner that comes out of turn is kept as a late answer and never changes a state (rules §7.0, 7 and §7.3).
 */
export function apply(
  definition: Definition,
  entity: Entity | null,
  command: Command,
  context: ApplyContext,
): ApplyResult {
  const refuse = (code: ErrorCode, detail: string): Refused => ({
    outcome: 'refused',
    code,
    detail,
    audit: auditOf(definition, entity, entity, command, context, code),
  })
  const stale = versionProblem(entity, command)
  if (stale) return refuse(stale.code, stale.detail)
  const here = definition.transitions.filter(
    ({ event, from }) =>
      event === command.event && (entity ? from?.includes(entity.state) === true : from === null),
  )
  if (here.length === 0) {
    if (entity && isAnswer(definition, command) && answersFor(definition, entity, command.actor))
      return keepLateAnswer(definition, entity, command, context)
    return refuse('ILLEGAL_TRANSITION', `${command.event} does not happen in ${entity?.state ?? 'nothing'}`)
  }
  const allowed = here.filter(({ by }) => by.some((rule) => fits(command.actor, rule)))
  if (allowed.length === 0) return refuse('FORBIDDEN', `${command.event} is not for this role`)
  const near = allowed.filter((transition) => isResponsible(definition, entity, transition, command))
  if (near.length === 0)
    return refuse('OUT_OF_JURISDICTION', `${command.event} is for another region or member`)
  const problem = payloadProblem(definition, near, command.payload)
  if (problem !== null) return refuse('COMMAND_INVALID', problem)
  const facts: Facts = { ...entity?.facts, ...command.payload }
  const situation: Situation = { ...context, entity, command, facts }
  const transition = near.find(({ when }) => when === undefined || conditions[when](situation))
  if (!transition) return refuse('ILLEGAL_TRANSITION', `${command.event} does not fit what is known`)
  const missing = transition.needs?.find((field) => facts[field] === undefined || facts[field] === null)
  if (missing !== undefined) return refuse('COMMAND_INVALID', `${command.event} needs ${missing}`)
  if (transition.notSameAs?.some((event) => isOwnWork(entity, event, command.actor)))
    return refuse('FOUR_EYES', `${command.event} needs another person than the steps before`)
  for (const name of transition.guards ?? []) {
    const refusal = guards[name](situation)
    if (refusal) return refuse(refusal.code, refusal.detail)
  }
  return advance(definition, entity, command, situation, transition)
}

function advance(
  definition: Definition,
  entity: Entity | null,
  command: Command,
  situation: Situation,
  transition: Transition,
): Applied {
  const facts = (transition.computes ?? []).reduce<Facts>(
    (known, name) => ({ ...known, ...computations[name]({ ...situation, facts: known }) }),
    situation.facts,
  )
  const next = entity
    ? changed(entity, command, transition, facts)
    : created(definition, command, situation, transition, facts)
  return {
    outcome: 'applied',
    entity: next,
    effects: (transition.effects ?? []).flatMap((effect) =>
      typeof effect === 'string' ? effect : conditions[effect[0]]({ ...situation, facts }) ? effect[1] : [],
    ),
    timers: timersOf(definition, transition, { ...situation, facts }, next.state),
    audit: auditOf(definition, entity, next, command, situation, null),
  }
}

function changed(entity: Entity, command: Command, { to }: Transition, facts: Facts): Entity {
  return {
    ...entity,
    version: entity.version + 1,
    state: to === sameState ? entity.state : to,
    facts,
    hands: { ...entity.hands, [command.event]: command.actor.id },
  }
}

function created(
  definition: Definition,
  command: Command,
  { nowMs, rules }: Situation,
  { to }: Transition,
  facts: Facts,
): Entity {
  const { actor, newId } = command
  const { region, organisationId } = facts
  if (newId === undefined) throw new Error('a command that creates an entity brings its id')
  return {
    kind: definition.kind,
    id: newId,
    version: 1,
    state: to,
    ruleSetId: rules.id,
    organisationId: typeof organisationId === 'string' ? organisationId : (actor.organisationId ?? ''),
    region: typeof region === 'string' ? region : (actor.region ?? ''),
    createdAtMs: nowMs,
    createdBy: actor.id,
    facts,
    hands: { [command.event]: actor.id },
  }
}

/** As a transition's `to`: the state stays what it is. */
export const sameState = '='

function versionProblem(entity: Entity | null, { actor, expectedVersion }: Command) {
  if (!entity) return null
  if (expectedVersion === undefined)
    return actor.type === 'person'
      ? ({ code: 'COMMAND_INVALID', detail: 'say which version you saw' } as const)
      : null
  return expectedVersion === entity.version
    ? null
    : ({ code: 'VERSION_CONFLICT', detail: `version is ${entity.version}, not ${expectedVersion}` } as const)
}

/** True when the actor holds a role that the rule names, at its level or above. */
function fits(actor: CaseActor, rule: ActorRule): boolean {
  if (rule === 'PUB') return actor.type === 'public'
  if (rule.startsWith('system:')) return actor.type === 'system' && actor.id === rule
  if (actor.type !== 'person' && actor.type !== 'client') return false
  const [role, level] = rule.split('@')
  if (!actor.roles.some((held) => held === role)) return false
  if (level === undefined) return true
  const atLeast = organisationLevels.findIndex((name) => name === level)
  return actor.level !== null && organisationLevels.indexOf(actor.level) <= atLeast
}

/**
 * Police act within their region, which must contain the entity's; partners on what is addressed to them or their own;
 * the public on what is theirs. Where first contact obliges everyone, the region does not matter.
 */
function isResponsible(
  definition: Definition,
  entity: Entity | null,
  transition: Transition,
  { actor, payload: { region } }: Command,
): boolean {
  if (transition.anywhere || actor.type === 'system') return true
  if (!entity) return isWithinReach(actor, region)
  if (actor.type === 'public') return entity.facts['subjectId'] === actor.id || entity.createdBy === actor.id
  if (actor.level !== null && actor.region !== null) return isWithin(entity.region, actor.region)
  return answersFor(definition, entity, actor)
}

/** Whoever creates something for a region it names must be responsible there. */
function isWithinReach(actor: CaseActor, region: FactValue | undefined): boolean {
  if (actor.level === null || actor.region === null || typeof region !== 'string') return true
  return isWithin(region, actor.region)
}

function answersFor({ partner }: Definition, entity: Entity, actor: CaseActor): boolean {
  if (actor.organisationId === null) return false
  if (entity.organisationId === actor.organisationId) return true
  const { partnerId, linePartnerId } = entity.facts
  return partner !== null && (partnerId === actor.organisationId || linePartnerId === actor.organisationId)
}

function payloadProblem(
  definition: Definition,
  transitions: readonly Transition[],
  payload: Facts,
): string | null {
  const known = new Set(transitions.flatMap(({ needs, takes }) => [...(needs ?? []), ...(takes ?? [])]))
  for (const [field, value] of Object.entries(payload)) {
    if (!known.has(field)) return `${field} plays no part here`
    const type = definition.fields[field]
    if (type === undefined) return `${field} is no field of this kind`
    const problem = fieldProblem(type, value)
    if (problem !== null) return `${field} ${problem}`
  }
  return null
}

function isOwnWork(entity: Entity | null, event: string, actor: CaseActor): boolean {
  if (!entity) return false
  return entity.hands[event] === actor.id || (event === 'create' && entity.createdBy === actor.id)
}

function isAnswer(definition: Definition, { event, actor }: Command): boolean {
  const answered = definition.transitions.some(
    (transition) => transition.event === event && transition.by.some((rule) => fits(actor, rule)),
  )
  return answered && definition.answers.some((rule) => rule.event === event)
}

function keepLateAnswer(
  definition: Definition,
  entity: Entity,
  command: Command,
  context: ApplyContext,
): LateAnswered | Refused {
  const rule = definition.answers.find(({ event }) => event === command.event)
  const contradicts = Object.keys(command.payload).filter(
    (field) => entity.facts[field] !== undefined && !isSame(entity.facts[field], command.payload[field]),
  )
  const isOver = definition.states[entity.state]?.terminal === true
  const improved = Object.entries(command.payload).filter(
    ([field, value]) =>
      !isOver &&
      rule?.improves.includes(field) === true &&
      entity.facts[field] === undefined &&
      definition.fields[field] !== undefined &&
      fieldProblem(definition.fields[field], value) === null,
  )
  const next =
    improved.length === 0
      ? entity
      : {
          ...entity,
          version: entity.version + 1,
          facts: { ...entity.facts, ...Object.fromEntries(improved) },
        }
  return {
    outcome: 'late',
    entity: next,
    lateAnswer: { event: command.event, payload: command.payload, contradicts },
    effects:
      contradicts.length > 0 ? ['task:late-answer', 'alarm:contradictory-answer'] : ['task:late-answer'],
    audit: auditOf(definition, entity, next, command, context, null),
  }
}

function isSame(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((value, index) => isSame(value, right[index]))
  if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) {
    const entries = Object.entries(left)
    const others = new Map<string, unknown>(Object.entries(right))
    return entries.length === others.size && entries.every(([key, value]) => isSame(value, others.get(key)))
  }
  return left === right
}

function auditOf(
  definition: Definition,
  before: Entity | null,
  after: Entity | null,
  command: Command,
  { nowMs, rules }: ApplyContext,
  denyReason: ErrorCode | null,
): AuditRecord {
  return {
    atMs: nowMs,
    actorId: command.actor.id,
    organisationId: command.actor.organisationId,
    action: `${definition.kind}.${command.event}`,
    entityKind: definition.kind,
    entityId: after?.id ?? before?.id ?? null,
    versionBefore: before?.version ?? null,
    versionAfter: denyReason === null ? (after?.version ?? null) : null,
    ruleSetId: before?.ruleSetId ?? rules.id,
    result: denyReason === null ? 'OK' : 'DENIED',
    denyReason,
  }
}
