import {
  readAnswer,
  readOrder,
  type AnswerMessage,
  type MessageExpectation,
  type MessageReading,
  type OrderMessage,
  type OrderRefusal,
} from '@wuzei/contract/orders'
import type { VerificationKeys } from './keys.ts'
import { verifyMessage } from './message-jws.ts'

/** A message that is signed by its sender, for this reader and of this time. */
export interface OpenedMessage<Message> {
  /** Its place among those that came. */
  readonly index: number
  readonly message: Message
  readonly flags: readonly 'CLOCK_SKEW'[]
  readonly jws: string
}

/** Orders that can be taken, and what to put into `refused` of the reply. */
export interface OpenedOrders {
  readonly orders: readonly OpenedMessage<OrderMessage>[]
  readonly refused: readonly OrderRefusal[]
}

/** Answers that can be taken, and those that cannot. */
export interface OpenedAnswers {
  readonly answers: readonly OpenedMessage<AnswerMessage>[]
  readonly refused: readonly OrderRefusal[]
}

/**
 * Verifies and reads the messages of a delivery or of `GET /v1/orders/messages`, at the member. Whether an id or a
 * serial was seen before only the member's books know: ask them before anything is carried out.
 *
 * @param expected `keys` of the hub, its issuer in `from`, the member's own id in `to`
 */
export async function openOrders(
  messages: readonly string[],
  expected: MessageExpectation & { readonly keys: VerificationKeys },
): Promise<OpenedOrders> {
  const { opened, refused } = await open(messages, expected, readOrder)
  return { orders: opened, refused }
}

/** Verifies and reads what a member sent, at the hub or what plays it; `keys` and `from` are the member's. */
export async function openAnswers(
  messages: readonly string[],
  expected: MessageExpectation & { readonly keys: VerificationKeys },
): Promise<OpenedAnswers> {
  const { opened, refused } = await open(messages, expected, readAnswer)
  return { answers: opened, refused }
}

async function open<Message>(
  messages: readonly string[],
  expected: MessageExpectation & { readonly keys: VerificationKeys },
  read: (payload: unknown, expected: MessageExpectation) => MessageReading<Message>,
): Promise<{ opened: OpenedMessage<Message>[]; refused: OrderRefusal[] }> {
  const opened: OpenedMessage<Message>[] = []
  const refused: OrderRefusal[] = []
  for (const [index, jws] of messages.entries()) {
    const verified = await verifyMessage(jws, expected.keys)
    const reading = verified.ok ? read(verified.payload, expected) : verified
    if (reading.ok) opened.push({ index, message: reading.message, flags: reading.flags, jws })
    else refused.push({ index, code: reading.code, detail: reading.detail })
  }
  return { opened, refused }
}
