import {
  answerProblem,
  ordersVersion,
  type AnswerMessages,
  type AnswerType,
  type OrderEnvelope,
  type OrderMessages,
  type OrderType,
} from '@wuzei/contract/orders'
import type { SigningKey } from './keys.ts'
import { signMessage } from './message-jws.ts'
import { newMessageId } from './new-serial.ts'
import type { KeptAnswer } from './order-records.ts'

/** Who signs, and when. */
export interface MessageSigner {
  readonly key: SigningKey
  /** The same for what is said again, a new one for what is new; see {@link newSerial}. */
  readonly serial: string
  /** Epoch milliseconds. */
  readonly nowMs: number
  /** By chance unless told. */
  readonly id?: string
  /** 600 s unless told, 900 at most. */
  readonly lifetimeS?: number
}

/** From whom to whom. */
export interface MessageParties {
  readonly from: string
  readonly to: string
}

/** Signs an order: what the hub sends, and a system that plays the hub. */
export async function makeOrder<Type extends OrderType>(
  parties: MessageParties,
  type: Type,
  body: OrderMessages[Type]['body'],
  signer: MessageSigner,
): Promise<string> {
  return await signMessage({ ...envelopeOf(parties, signer, null), type, body }, signer.key)
}

/**
 * Signs what a member says to an order, from its recipient to its sender. Keep serial and body, and sign them again for
 * a copy of the order: the same serial has the same answer.
 */
export async function answerOrder<Type extends AnswerType>(
  order: Pick<OrderEnvelope, 'id' | 'serial' | 'from' | 'to'>,
  type: Type,
  body: AnswerMessages[Type]['body'],
  signer: MessageSigner,
): Promise<string> {
  const parties = { from: order.to, to: order.from }
  const inReplyTo = type === 'notice' ? null : { id: order.id, serial: order.serial }
  return await signMessage({ ...envelopeOf(parties, signer, inReplyTo), type, body }, signer.key)
}

/** Signs what was kept, for the order it answers or a copy of it. */
export async function signKept(
  order: Pick<OrderEnvelope, 'id' | 'serial' | 'from' | 'to'>,
  { type, serial, body }: KeptAnswer,
  key: SigningKey,
  nowMs: number,
): Promise<string> {
  const problem = answerProblem(type, body)
  // Rather loud here than refused there, where nobody reads this member's logs.
  if (problem !== undefined) throw new TypeError(`This ${type} does not fit the protocol: ${problem}`)
  const inReplyTo = type === 'notice' ? null : { id: order.id, serial: order.serial }
  const parties = { from: order.to, to: order.from }
  return await signMessage({ ...envelopeOf(parties, { key, serial, nowMs }, inReplyTo), type, body }, key)
}

/** Long enough for a slow line, short enough that nobody keeps it for later. */
const usualLifetimeS = 600

function envelopeOf(
  { from, to }: MessageParties,
  { serial, nowMs, id = newMessageId(), lifetimeS = usualLifetimeS }: MessageSigner,
  inReplyTo: OrderEnvelope['inReplyTo'],
): OrderEnvelope {
  return {
    v: ordersVersion,
    id,
    serial,
    from,
    to,
    issuedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + lifetimeS * 1000).toISOString(),
    inReplyTo,
  }
}
