import { createHash, randomUUID } from 'node:crypto'
import type { CaseActor, Entity, EntityKind, Facts } from '@wuzei/casework'
import { CodedError, type ErrorCode } from '@wuzei/domain'
import {
  answerCommand,
  canonicalJson,
  claimCommand,
  findCaseworkEntity,
  forgetCommand,
  inTransaction,
  naturalKeyConstraint,
  stopLimitConstraint,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { entityOf } from './entity-row.ts'
import { factsFromJson, factsToJson } from './fact-json.ts'
import { noteRefusal } from './note-act.ts'
import { takeStep, type Step } from './take-step.ts'

/** Something that is to happen to one entity, or to bring one into being. */
export interface CaseworkCommand {
  readonly kind: EntityKind
  /** Null creates one. */
  readonly id: string | null
  readonly event: string
  readonly payload: Facts
  /** The version that a person looked at. */
  readonly expectedVersion?: number | undefined
  readonly idempotencyKey: string
  readonly reason?: string | undefined
  /** Further steps of the same entity, in the same transaction: all of them or nothing. */
  readonly further?: readonly { readonly event: string; readonly payload: Facts }[] | undefined
}

/** What became of a command that was not refused. */
export interface CommandOutcome {
  readonly result: 'applied' | 'late'
  readonly entity: Entity
  /** Of a late answer: the fields on which it says something else than what is known. */
  readonly contradicts: readonly string[]
  /** It was answered before; this is that answer. */
  readonly isRepeated: boolean
}

/** Asked once more with the entity locked, and before anything is said about it. @throws CodedError */
export type Admission = (entity: Entity | null) => void

/** Two commands that lock the same entities in another order: one is undone and done again. */
const attempts = 4

/**
 * Carries out one command in one transaction: the entity's next state, its history, the event in the log, messages,
 * clocks, and whatever follows for other entities, all or nothing. The same key with the same command gives the same
 * answer; a refusal is written down and forgets the key.
 *
 * @throws CodedError with the code of the refusal; KEY_REUSED, ENTITY_UNKNOWN, MATTER_EXISTS
 */
export async function executeCommand(
  hub: HubContext,
  actor: CaseActor,
  command: CaseworkCommand,
  admit: Admission = () => undefined,
): Promise<CommandOutcome> {
  const done = await untilDone(hub, actor, command, admit)
  if ('outcome' in done) return done.outcome
  throw new CodedError(done.code, done.detail)
}

async function untilDone(
  hub: HubContext,
  actor: CaseActor,
  command: CaseworkCommand,
  admit: Admission,
): Promise<Attempt> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(
        hub.database,
        async (client) => await attemptCommand(hub, client, actor, command, admit),
      )
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) {
        if (isDeadlock(error) && attempt < attempts) continue
        throw error
      }
      const id = refusal.code === 'ENTITY_UNKNOWN' ? null : command.id
      await inTransaction(
        hub.database,
        async (client) => await noteRefusal(hub, client, actor, { ...command, id }, refusal.code),
      )
      return refusal
    }
  }
}

type Attempt = { readonly outcome: CommandOutcome } | { readonly code: ErrorCode; readonly detail: string }

async function attemptCommand(
  hub: HubContext,
  client: ClientBase,
  actor: CaseActor,
  command: CaseworkCommand,
  admit: Admission,
): Promise<Attempt> {
  const at = new Date(hub.clock())
  const key = { actorKey: actor.organisationId ?? actor.id, key: command.idempotencyKey }
  const digest = digestOf(actor, command)
  const claim = await claimCommand(client, { ...key, digest, at })
  if (claim.known) {
    if (!claim.digest.equals(digest) || claim.response === null)
      return { code: 'KEY_REUSED', detail: 'use another key for another command' }
    return { outcome: readResponse(hub, key, claim.response) }
  }
  const id = command.id ?? randomUUID()
  const step = await takeStep(hub, client, { actor, id, isNew: command.id === null, command, admit })
  if (step.result === 'refused') {
    await forgetCommand(client, key)
    return step
  }
  let version = step.entity.version
  for (const { event, payload } of command.further ?? []) {
    const taken = await takeStep(hub, client, {
      actor,
      id,
      isNew: false,
      command: { kind: command.kind, event, payload, expectedVersion: version },
    })
    // Undoes the steps before it.
    if (taken.result === 'refused') throw new CodedError(taken.code, taken.detail)
    version = taken.entity.version
  }
  // What followed in the same transaction, such as the sending of what was approved, is part of the answer.
  const row = await findCaseworkEntity(client, id)
  const reached = row ? { ...step, entity: entityOf(hub.cipher, row) } : step
  await answerCommand(client, { ...key, entityId: id, response: sealResponse(hub, key, reached) })
  return { outcome: { ...reached, isRepeated: false } }
}

/** Who asks for what, as a digest: the same person's same words. */
function digestOf(actor: CaseActor, command: CaseworkCommand): Buffer {
  const { kind, id, event, payload, expectedVersion, reason, further = [] } = command
  const said = canonicalJson({
    actor: actor.id,
    kind,
    id,
    event,
    payload: factsToJson(payload),
    expectedVersion: expectedVersion ?? null,
    reason: reason ?? null,
    further: further.map((step) => ({ event: step.event, payload: factsToJson(step.payload) })),
  })
  return createHash('sha256').update(said).digest()
}

interface CommandKey {
  readonly actorKey: string
  readonly key: string
}

function sealResponse(
  { cipher }: HubContext,
  { actorKey, key }: CommandKey,
  step: Extract<Step, { entity: Entity }>,
): Buffer {
  const { facts, ...entity } = step.entity
  const text = JSON.stringify({
    result: step.result,
    contradicts: step.contradicts,
    entity,
    facts: factsToJson(facts),
  })
  return cipher.seal('casework', `command ${actorKey} ${key}`, text)
}

function readResponse({ cipher }: HubContext, { actorKey, key }: CommandKey, sealed: Buffer): CommandOutcome {
  // Written by `sealResponse` and by nobody else: it cannot be opened otherwise.
  const { result, contradicts, entity, facts }: StoredResponse = JSON.parse(
    cipher.openText('casework', `command ${actorKey} ${key}`, sealed),
  )
  return { result, contradicts, entity: { ...entity, facts: factsFromJson(facts) }, isRepeated: true }
}

interface StoredResponse {
  readonly result: 'applied' | 'late'
  readonly contradicts: readonly string[]
  readonly entity: Omit<Entity, 'facts'>
  readonly facts: Readonly<Record<string, unknown>>
}

/** What was refused before the rules were asked, or by the database, which guards the worst itself. */
function refusalOf(error: unknown): { readonly code: ErrorCode; readonly detail: string } | undefined {
  if (error instanceof CodedError) return { code: error.code, detail: error.message }
  if (!isDatabaseError(error) || error.code !== '23505') return undefined
  if (error.constraint === naturalKeyConstraint)
    return {
      code: 'MATTER_EXISTS',
      detail: 'somebody is at work on the same matter; look for it and link to it',
    }
  if (error.constraint === stopLimitConstraint)
    return { code: 'REJECTED_LIMIT', detail: 'the account was stopped as often as it may be in this matter' }
  return undefined
}

function isDeadlock(error: unknown): boolean {
  return isDatabaseError(error) && error.code === '40P01'
}

function isDatabaseError(error: unknown): error is { code: string; constraint?: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
