import type { ApplyResult, CaseActor, Entity, EntityKind, Facts } from '@wuzei/casework'
import type { ErrorCode } from '@wuzei/domain'
import {
  appendCaseworkAct,
  appendEvent,
  canonicalJson,
  type JsonValue,
  type NewAttachment,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { factsToJson } from './fact-json.ts'

/** An act as it is written down. */
interface Act {
  readonly actor: CaseActor
  readonly kind: EntityKind
  readonly event: string
  readonly payload: Facts
  readonly reason?: string | undefined
}

/** Sealed words in an event; what is longer, an answer with many accounts, is an attachment. */
const maxInlineBytes = 32 * 1024

/**
 * Labels of what the log holds (rules §8.4). The log is read by auditors and the hub; these say what may be done with
 * an entry that leaves it.
 */
const labels: Readonly<Partial<Record<EntityKind, string>>> = {
  report: 'TLP:RED',
  'dissuasion-task': 'TLP:RED',
}
const usualLabel = 'TLP:AMBER+STRICT'

/** Writes an act into history and log. Call it with the entity locked. */
export async function noteAct(
  hub: Pick<HubContext, 'cipher' | 'clock'>,
  client: ClientBase,
  act: Act,
  change: {
    readonly before: Entity | null
    readonly after: Entity
    readonly result: Exclude<ApplyResult['outcome'], 'refused'>
    readonly effects: readonly string[]
  },
): Promise<void> {
  const { before, after, result, effects } = change
  await appendCaseworkAct(client, {
    ...ofAct(hub, act),
    entityId: after.id,
    versionBefore: before?.version ?? null,
    versionAfter: after.version,
    stateBefore: before?.state ?? null,
    stateAfter: after.state,
    result,
    code: null,
    effects,
  })
  const { payload, attachments } = sealedPayload(hub, after.id, act)
  await appendEvent(client, {
    type: `${act.kind}.${act.event}`,
    actor: act.actor.id,
    subject: `${act.kind}:${after.id}`,
    payload: {
      result,
      version: after.version,
      from: before?.state ?? null,
      state: after.state,
      ruleSet: after.ruleSetId,
      organisationId: act.actor.organisationId,
      region: after.region,
      label: labels[act.kind] ?? usualLabel,
      effects: [...effects],
      ...payload,
    },
    attachments,
  })
}

/** Writes a refusal into history and log: who tried what, and why not. */
export async function noteRefusal(
  hub: Pick<HubContext, 'cipher' | 'clock'>,
  client: ClientBase,
  actor: CaseActor,
  command: {
    readonly kind: EntityKind
    readonly id: string | null
    readonly event: string
    readonly reason?: string | undefined
  },
  code: ErrorCode,
): Promise<void> {
  const { kind, event, id, reason } = command
  await appendCaseworkAct(client, {
    ...ofAct(hub, { actor, kind, event, payload: {}, reason }),
    entityId: id,
    versionBefore: null,
    versionAfter: null,
    stateBefore: null,
    stateAfter: null,
    result: 'refused',
    code,
    effects: [],
  })
  await appendEvent(client, {
    type: `${kind}.${event}`,
    actor: actor.id,
    subject: id === null ? null : `${kind}:${id}`,
    payload: { result: 'refused', code, organisationId: actor.organisationId },
  })
}

function ofAct({ cipher, clock }: Pick<HubContext, 'cipher' | 'clock'>, { actor, kind, event, reason }: Act) {
  return {
    kind,
    event,
    at: new Date(clock()),
    actor: actor.id,
    organisationId: actor.organisationId,
    reason: reason === undefined ? null : cipher.seal('casework', `reason ${kind}`, reason),
  }
}

/** What was said with an act: sealed for whoever rebuilds, and as a digest that proves it without opening it. */
function sealedPayload(
  { cipher }: Pick<HubContext, 'cipher'>,
  entityId: string,
  { payload, reason }: Act,
): {
  readonly payload: { readonly [name: string]: JsonValue }
  readonly attachments: readonly NewAttachment[]
} {
  const said = canonicalJson({ facts: factsToJson(payload), reason: reason ?? null })
  if (said === '{"facts":{},"reason":null}') return { payload: {}, attachments: [] }
  const digest = cipher.blindIndex('casework', `payload ${said}`).toString('hex')
  const sealed = cipher.seal('casework', `event ${entityId}`, said)
  if (sealed.length <= maxInlineBytes)
    return { payload: { digest, sealed: sealed.toString('base64') }, attachments: [] }
  return {
    payload: { digest },
    attachments: [{ name: 'sealed', mediaType: 'application/octet-stream', bytes: sealed }],
  }
}
