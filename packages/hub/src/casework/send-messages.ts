import { randomUUID } from 'node:crypto'
import type { EffectName, Entity } from '@wuzei/casework'
import {
  findCaseworkEntity,
  findOrganisation,
  insertOrderMessage,
  lastOrderMessage,
  proposalOfChild,
  resendOrderMessage,
} from '@wuzei/store'
import type { OrderType } from '@wuzei/contract/orders'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import type { PersonalDataCipher } from '../personal-data/cipher.ts'
import type { StepEffects } from './carry-out-effects.ts'
import { newSerial } from './follow-ups.ts'
import { openProposal } from './open-proposal.ts'
import { orderBody } from './order-body.ts'

/** Which message of the protocol an effect asks for. */
const messageTypes: Readonly<Partial<Record<EffectName, OrderType>>> = {
  'message:stop.request': 'stop.request',
  'message:stop.release': 'stop.release',
  'message:stop.extend': 'stop.extend',
  'message:stop.query': 'query.status',
  'message:freeze.request': 'freeze.request',
  'message:freeze.release': 'freeze.release',
  'message:freeze.extend': 'freeze.renew',
  'message:query.transactions': 'query.tx',
}

/** Writes the messages that a step asks for; they are sent once the transaction is committed. */
export async function sendMessages(hub: HubContext, client: ClientBase, done: StepEffects): Promise<void> {
  for (const effect of done.effects) {
    const type = messageTypes[effect]
    if (type !== undefined) await sendMessage(hub, client, done, type)
  }
}

async function sendMessage(
  { cipher, clock }: HubContext,
  client: ClientBase,
  { step, after }: StepEffects,
  type: OrderType,
): Promise<void> {
  const { partnerId, serialNo, nextAccounts } = after.facts
  if (typeof partnerId !== 'string') return
  // The answer named the next accounts already.
  if (type === 'query.tx' && Array.isArray(nextAccounts) && nextAccounts.length > 0) return
  const at = new Date(clock())
  if (step.command.event === 'ackTimeout') {
    const sent = await lastOrderMessage(client, after.id, type)
    if (sent) await resendOrderMessage(client, sent.id, at)
    return
  }
  const organisation = await findOrganisation(client, after.organisationId)
  const { caseId } = after.facts
  const matter = typeof caseId === 'string' ? await findCaseworkEntity(client, caseId) : undefined
  const body = orderBody(type, after, {
    organ: organisation?.nameZh ?? after.organisationId,
    nowMs: at.getTime(),
    caseFiledAtMs: matter?.filedAt?.getTime(),
    cause: step.command.event,
    reason: step.command.reason,
    bookedFen: await bookedFenOf(cipher, client, after),
  })
  const id = randomUUID()
  await insertOrderMessage(client, {
    id,
    entityId: after.id,
    partnerId,
    type,
    serial: step.command.event === 'send' && typeof serialNo === 'string' ? serialNo : newSerial(),
    sealed: cipher.seal('casework', `message ${id}`, JSON.stringify(body)),
    madeAt: at,
  })
}

/** The amount of the booking that led to a further account: its bank compares that, not the victim's part of it. */
async function bookedFenOf(
  cipher: PersonalDataCipher,
  client: ClientBase,
  order: Entity,
): Promise<bigint | undefined> {
  if (order.kind !== 'stop-order' || order.facts['parentOrderId'] === undefined) return undefined
  const proposal = await proposalOfChild(client, order.id)
  if (!proposal) return undefined
  const { amountFen } = openProposal(cipher, proposal)
  return typeof amountFen === 'bigint' ? amountFen : undefined
}
