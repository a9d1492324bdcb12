import { randomUUID } from 'node:crypto'
import type { InboundSourceBody } from '@wuzei/contract'
import { actorName, CodedError, isFraudType, type Actor } from '@wuzei/domain'
import {
  appendEvent,
  enqueueJob,
  findInboundSource,
  insertInboundSource,
  inTransaction,
  setInboundPaused,
  type InboundKind,
  type InboundSourceRow,
} from '@wuzei/store'
import { requirePermission } from '../../alliance/require-permission.ts'
import type { HubContext } from '../../hub-context.ts'

/** A day: most lists are made anew once a day. */
const usualEveryS = 86_400

/** Lists whose entries leave because the page is gone, not because it was wrong. */
const fadingKinds: ReadonlySet<InboundKind> = new Set<InboundKind>(['openphish'])

/**
 * Sets a source up; it is asked for the first time within a minute.
 *
 * @throws CodedError OUTBOUND_REFUSED, FRAUD_TYPE_UNKNOWN, SOURCE_NAME_TAKEN, FORBIDDEN
 */
export async function registerSource(
  hub: HubContext,
  actor: Actor,
  body: InboundSourceBody,
): Promise<string> {
  requirePermission(actor, 'create', { kind: 'source' })
  if (body.fraudType !== undefined && !isFraudType(body.fraudType))
    throw new CodedError('FRAUD_TYPE_UNKNOWN', 'the fraud type is not in the taxonomy')
  const url = hub.outbound.admit(body.url).href
  const id = randomUUID()
  const inserted = await insertInboundSource(hub.database.pool, {
    id,
    name: body.name,
    kind: body.kind,
    url,
    licence: body.licence,
    tlp: body.tlp ?? 'TLP:GREEN',
    fraudType: body.fraudType ?? null,
    map: body.map ?? null,
    gone: body.gone ?? (fadingKinds.has(body.kind) ? 'fade' : 'withdraw'),
    everyS: body.everyS ?? usualEveryS,
    secret:
      body.authorization === undefined
        ? null
        : hub.cipher.seal('credential', sourceSecretRecord(id), body.authorization),
    createdAt: new Date(hub.clock()),
    createdBy: actorName(actor),
  })
  if (!inserted) throw new CodedError('SOURCE_NAME_TAKEN', 'there is a source of this name')
  await noteSource(hub, actor, 'source.registered', body.name, { kind: body.kind })
  return id
}

/** What a sealed Authorization header opens for. */
export function sourceSecretRecord(id: string): string {
  return `inbound source ${id}`
}

/** Lets a source rest, or go on. @throws CodedError SOURCE_UNKNOWN, FORBIDDEN */
export async function pauseSource(hub: HubContext, actor: Actor, id: string, paused: boolean): Promise<void> {
  requirePermission(actor, 'execute', { kind: 'source' })
  const source = await knownSource(hub, id)
  await setInboundPaused(hub.database.pool, id, paused, new Date(hub.clock()))
  await noteSource(hub, actor, paused ? 'source.paused' : 'source.resumed', source.name, {})
}

/**
 * Has a source asked now, paused or not. `acceptGone`: what vanished from the list is taken back even when it is most of
 * it.
 *
 * @throws CodedError SOURCE_UNKNOWN, FORBIDDEN
 */
export async function runSource(
  hub: HubContext,
  actor: Actor,
  id: string,
  acceptGone: boolean,
): Promise<void> {
  requirePermission(actor, 'execute', { kind: 'source' })
  const source = await knownSource(hub, id)
  await noteSource(hub, actor, 'source.run', source.name, { acceptGone })
  await inTransaction(hub.database, async (client) => {
    await enqueueJob(client, 'poll-source', { source: id, gone: acceptGone ? 'accept' : 'hold' })
  })
}

/** @throws CodedError SOURCE_UNKNOWN, also of one that is leaving */
export async function knownSource(hub: HubContext, id: string): Promise<InboundSourceRow> {
  const source = await findInboundSource(hub.database.pool, id)
  if (!source || source.removing) throw new CodedError('SOURCE_UNKNOWN', 'there is no such source')
  return source
}

/** Writes into the log what somebody did with a source. */
export async function noteSource(
  hub: HubContext,
  actor: Actor,
  type: string,
  name: string,
  payload: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    await appendEvent(client, { type, actor: actorName(actor), subject: `source:import:${name}`, payload })
  })
}
