import { unmaskingLifetimeS, type UnmaskBody, type UnmaskReply } from '@wuzei/contract'
import { actorName, CodedError, definitionOf, type Actor } from '@wuzei/domain'
import {
  appendEvent,
  countUnmaskings,
  findDisputeById,
  findQueuedReport,
  insertUnmasking,
  insertUnmaskingAlert,
  inTransaction,
  loadIndicators,
  lockUnmaskings,
  setPersonState,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import { noteMemberChange } from '../alliance/member-event.ts'
import type { HubContext } from '../hub-context.ts'
import { keyHex } from '../library/subject.ts'
import { requireDisputeUnmasker, requirePerson, requireReportUnmasker } from './report-row.ts'

/** More than this is no casework but a copy of the store. Source: house rules on masking. */
export const unmaskingsPerHour = 50
export const unmaskingsPerDay = 200

const hourMs = 3_600_000
const dayMs = 86_400_000

/**
 * Opens the personal data of one record for five minutes, for a purpose, noted in the log before it is shown. Whoever
 * opens too many is locked out at once, and their supervisors are told.
 *
 * @throws CodedError FORBIDDEN, RECEIPT_UNKNOWN, DISPUTE_UNKNOWN, UNMASK_LOCKED
 */
export async function unmaskRecord(hub: HubContext, actor: Actor, body: UnmaskBody): Promise<UnmaskReply> {
  const person = requirePerson(actor)
  const recordId = BigInt(body.id)
  const opened = await openRecord(hub, actor, body)
  const at = new Date(hub.clock())
  const expiresAt = new Date(at.getTime() + unmaskingLifetimeS * 1000)
  const told = await inTransaction(hub.database, async (client) => {
    await lockUnmaskings(client, person.id)
    const before = await countUnmaskings(client, person.id, {
      hour: new Date(at.getTime() - hourMs),
      day: new Date(at.getTime() - dayMs),
    })
    const span = before.hour >= unmaskingsPerHour ? 'hour' : before.day >= unmaskingsPerDay ? 'day' : null
    if (span !== null) {
      await lockOut(client, person, span, at)
      return null
    }
    await appendEvent(client, {
      type: 'personal-data.unmasked',
      actor: actorName(actor),
      subject: `${body.record}:${body.id}`,
      payload: { purpose: body.purpose, kind: body.record, ids: [body.id] },
    })
    const { record, purpose } = body
    const id = await insertUnmasking(client, {
      personId: person.id,
      record,
      recordId,
      purpose,
      at,
      expiresAt,
    })
    return { id, ...before }
  })
  // Only now: the lock must stand although the request is refused.
  if (!told) throw new CodedError('UNMASK_LOCKED', 'your account is locked until a supervisor has looked')
  return {
    id: told.id,
    ...opened,
    expiresAt: expiresAt.toISOString(),
    watermark: `${person.id} ${at.toISOString()}`,
    leftThisHour: unmaskingsPerHour - told.hour - 1,
    leftToday: unmaskingsPerDay - told.day - 1,
  }
}

async function openRecord(
  hub: HubContext,
  actor: Actor,
  { record, id: number, purpose }: UnmaskBody,
): Promise<Pick<UnmaskReply, 'text' | 'contact' | 'indicators'>> {
  const id = BigInt(number)
  if (record === 'report') {
    const report = await findQueuedReport(hub.database.pool, id)
    if (!report) throw new CodedError('RECEIPT_UNKNOWN', 'no report has this number')
    requireReportUnmasker(actor, report, purpose)
    const recordId = `report ${report.receiptIndex.toString('hex')}`
    return {
      text: report.narrative && hub.cipher.openText('narrative', recordId, report.narrative),
      contact: report.contact && hub.cipher.openText('contact', recordId, report.contact),
      indicators: await wholeIndicators(hub, report.keys),
    }
  }
  const dispute = await findDisputeById(hub.database.pool, id)
  if (!dispute) throw new CodedError('DISPUTE_UNKNOWN', 'no dispute has this number')
  requireDisputeUnmasker(actor, dispute, purpose)
  const recordId = `dispute ${dispute.receiptIndex.toString('hex')}`
  return {
    text: hub.cipher.openText('narrative', recordId, dispute.statement),
    contact: dispute.contact && hub.cipher.openText('contact', recordId, dispute.contact),
    indicators: await wholeIndicators(hub, [dispute.key]),
  }
}

/** What a record names, as it is written for people, in its order. */
async function wholeIndicators(hub: HubContext, keys: readonly bigint[]): Promise<UnmaskReply['indicators']> {
  const rows = await loadIndicators(hub.database.pool, keys)
  return keys.flatMap((key) => {
    const row = rows.get(key)
    return row
      ? [{ key: keyHex(key), kind: row.kind, display: definitionOf(row.kind).display(row.canonical) }]
      : []
  })
}

/** The account is suspended, which ends its sessions with the next request. */
async function lockOut(
  client: ClientBase,
  person: { readonly id: string; readonly organisation: { readonly id: string } },
  span: 'hour' | 'day',
  at: Date,
): Promise<void> {
  await setPersonState(client, person.id, 'suspended')
  await insertUnmaskingAlert(client, {
    personId: person.id,
    organisationId: person.organisation.id,
    span,
    at,
  })
  await noteMemberChange(client, 'hub', {
    type: 'person.locked',
    subject: `person:${person.id}`,
    payload: { id: person.id, cause: 'unmaskings', span },
  })
}
