import { createHash } from 'node:crypto'
import type { CaseActor } from '@wuzei/casework'
import {
  maxMessageBytes,
  orderAlgorithms,
  orderMessageTyp,
  readAnswer,
  type AnswerMessage,
  type AnswersReply,
  type OrderRefusalCode,
} from '@wuzei/contract/orders'
import { CodedError, deskRoles } from '@wuzei/domain'
import {
  canonicalJson,
  clientKeysOf,
  findCaseworkEntity,
  findOrderAnswer,
  findOrderMessage,
  findOrganisation,
  insertOrderAnswer,
  inTransaction,
  noteOrderTaken,
  type OrderMessageRow,
} from '@wuzei/store'
import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { commandOfAnswer } from './command-of-answer.ts'
import { entityOf, kindOf } from './entity-row.ts'
import { orderIssuer } from './order-jws.ts'
import { takeStep } from './take-step.ts'

/** Who sends answers. */
export interface AnsweringMember {
  readonly organisationId: string
  /** The system that brought them; null when they came as the reply to a delivery. */
  readonly clientId: string | null
}

type Taken = AnswersReply['taken'][number]

/**
 * Takes signed answers of a member, each for itself: a refused one does not keep the others. Each is verified with a key
 * that one of the member's systems registered, taken once by its serial, and leads to a step of its order. An answer that
 * comes too late, again or contradicts what is known is kept and changes no state.
 */
export async function takeAnswers(
  hub: HubContext,
  member: AnsweringMember,
  messages: readonly string[],
): Promise<AnswersReply> {
  const read = []
  for (const [index, jws] of messages.entries())
    read.push({ index, reading: await readOne(hub, member, jws) })
  const readable = read.flatMap(({ index, reading }) => ('refused' in reading ? [] : [{ index, reading }]))
  const taken = await takeTogether(hub, member, readable)
  const all = [
    ...read.flatMap(({ index, reading }) => ('refused' in reading ? [{ index, result: reading }] : [])),
    ...taken,
  ].toSorted((left, right) => left.index - right.index)
  return {
    taken: all.flatMap(({ index, result }) => ('refused' in result ? [] : [{ index, ...result }])),
    refused: all.flatMap(({ index, result }) => ('refused' in result ? [{ index, ...result.refused }] : [])),
  }
}

type Refusal = { readonly refused: { readonly code: OrderRefusalCode; readonly detail: string } }
type One = Omit<Taken, 'index'> | Refusal

/** A message that is signed by the member, for the hub and of this time. */
interface Read {
  readonly message: AnswerMessage
  readonly jws: string
  readonly flags: readonly string[]
}

interface Numbered {
  readonly index: number
  readonly reading: Read
}

async function readOne(hub: HubContext, member: AnsweringMember, jws: string): Promise<Read | Refusal> {
  if (Buffer.byteLength(jws) > maxMessageBytes)
    return refuse('MESSAGE_TOO_LARGE', 'It is larger than 256 KiB')
  const verified = await verify(hub, member, jws)
  if ('refused' in verified) return verified
  const reading = readAnswer(verified.payload, {
    from: member.organisationId,
    to: orderIssuer(hub),
    nowMs: hub.clock(),
  })
  if (!reading.ok) return refuse(reading.code, reading.detail)
  return { message: reading.message, jws, flags: reading.flags }
}

/**
 * What came together is taken in one transaction: an acknowledgement mostly comes with its answer. Where one of them
 * meets somebody else at work, each is taken by itself.
 */
async function takeTogether(
  hub: HubContext,
  member: AnsweringMember,
  readable: readonly Numbered[],
): Promise<{ readonly index: number; readonly result: One }[]> {
  const takeIn = async (client: ClientBase, { index, reading }: Numbered) => ({
    index,
    result: await take(hub, client, member, reading.message, reading),
  })
  if (readable.length > 1)
    try {
      return await inTransaction(hub.database, async (client) => {
        const results = []
        for (const one of readable) results.push(await takeIn(client, one))
        return results
      })
    } catch (error) {
      if (!isConflict(error)) throw error
    }
  const results = []
  for (const one of readable)
    results.push(
      await retried(
        async () => await inTransaction(hub.database, async (client) => await takeIn(client, one)),
      ),
    )
  return results
}

/** Two answers about one account that lock each other: one is done again. The same serial twice at once likewise. */
async function retried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= maxAttempts || !isConflict(error)) throw error
    }
  }
}

const maxAttempts = 4

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '23505')
}

async function verify(
  { database }: HubContext,
  { organisationId }: AnsweringMember,
  jws: string,
): Promise<{ readonly payload: unknown } | Refusal> {
  const header = headerOf(jws)
  if (header?.typ !== orderMessageTyp || !orderAlgorithms.some((known) => known === header.alg))
    return refuse('SIGNATURE_INVALID', 'It is no compact JWS of this protocol')
  const keys = await clientKeysOf(database.pool, organisationId)
  const known = keys.filter((key) => header.kid === undefined || key['kid'] === header.kid)
  if (known.length === 0) return refuse('KEY_UNKNOWN', 'None of your systems registered this key')
  try {
    const { payload } = await compactVerify(jws, createLocalJWKSet({ keys: [...known] }), {
      algorithms: [...orderAlgorithms],
    })
    return { payload: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) }
  } catch {
    // Whatever is wrong with it, it is no signature of anything.
    return refuse('SIGNATURE_INVALID', 'The signature does not fit')
  }
}

function headerOf(jws: string) {
  try {
    return decodeProtectedHeader(jws)
  } catch {
    return undefined
  }
}

async function take(
  hub: HubContext,
  client: ClientBase,
  member: AnsweringMember,
  message: AnswerMessage,
  { jws, flags }: { readonly jws: string; readonly flags: readonly string[] },
): Promise<One> {
  const { serial } = message
  const digest = createHash('sha256')
    .update(canonicalJson({ type: message.type, body: JSON.parse(JSON.stringify(message.body)) }))
    .digest()
  const before = await findOrderAnswer(client, member.organisationId, serial)
  if (before) {
    if (!before.digest.equals(digest)) return refuse('SERIAL_REUSED', 'Something else came under this serial')
    return { serial, outcome: 'DUPLICATE', flags: [...flags] }
  }
  const order = await orderOf(hub, client, member, message)
  if (!order) return refuse('ORDER_UNKNOWN', 'You were sent no such order')
  const outcome = await stepOf(hub, client, member, message, order)
  if (typeof outcome !== 'string') return outcome
  const at = new Date(hub.clock())
  if (order.message) await noteOrderTaken(client, order.message.id, { at, isAnswer: message.type !== 'ack' })
  await insertOrderAnswer(client, {
    partnerId: member.organisationId,
    serial,
    digest,
    messageId: order.message?.id ?? null,
    type: message.type,
    outcome,
    sealed: hub.cipher.seal('casework', `answer ${member.organisationId} ${serial}`, jws),
    at,
  })
  return { serial, outcome, flags: [...flags] }
}

interface AnsweredOrder {
  readonly entityId: string
  readonly kind: string
  readonly message: OrderMessageRow | undefined
}

/** The order that an answer names, if it was this member's. A notice names no message. */
async function orderOf(
  { cipher }: HubContext,
  client: ClientBase,
  { organisationId }: AnsweringMember,
  message: AnswerMessage,
): Promise<AnsweredOrder | undefined> {
  const sent =
    message.inReplyTo === null
      ? undefined
      : await findOrderMessage(client, organisationId, message.inReplyTo.serial)
  if (message.inReplyTo !== null && !sent) return undefined
  const id = message.body.orderId
  const row = uuid.test(id) ? await findCaseworkEntity(client, id) : undefined
  if (!row || (sent && sent.entityId !== row.id)) return undefined
  const { partnerId, linePartnerId } = entityOf(cipher, row).facts
  if (partnerId !== organisationId && linePartnerId !== organisationId) return undefined
  return { entityId: row.id, kind: row.kind, message: sent }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function stepOf(
  hub: HubContext,
  client: ClientBase,
  member: AnsweringMember,
  message: AnswerMessage,
  order: AnsweredOrder,
): Promise<'TAKEN' | 'LATE' | 'CONTRADICTS' | Refusal> {
  const command = commandOfAnswer(kindOf(order.kind), message)
  if (!command) return 'TAKEN'
  // The acknowledgement of an act that has its answer already, or of a later message about the order, tells nothing new.
  if (
    message.type === 'ack' &&
    (order.message?.ackedAt || order.message?.type !== firstMessageOf[order.kind])
  )
    return 'TAKEN'
  const step = await takeStep(hub, client, {
    actor: await actorOf(client, member),
    id: order.entityId,
    isNew: false,
    command: { kind: kindOf(order.kind), ...command },
  })
  if (step.result === 'refused')
    return step.code === 'ILLEGAL_TRANSITION' ? 'LATE' : refuse('MESSAGE_INVALID', step.detail)
  if (step.result === 'applied') return 'TAKEN'
  return step.contradicts.length > 0 ? 'CONTRADICTS' : 'LATE'
}

/** The message whose acknowledgement moves an order of each kind. */
const firstMessageOf: Readonly<Record<string, string>> = {
  'stop-order': 'stop.request',
  'freeze-order': 'freeze.request',
  'number-order': 'number.stop',
}

/** The member's system, with the role of its desk. */
async function actorOf(
  client: ClientBase,
  { organisationId, clientId }: AnsweringMember,
): Promise<CaseActor> {
  const organisation = await findOrganisation(client, organisationId)
  if (organisation?.state !== 'active') throw new CodedError('FORBIDDEN', 'the member is not active')
  const role = deskRoles[organisation.kind]
  return {
    type: 'client',
    id: `client:${clientId ?? organisationId}`,
    organisationId,
    roles: role === null ? [] : [role],
    level: null,
    region: null,
  }
}

function refuse(code: OrderRefusalCode, detail: string): Refusal {
  return { refused: { code, detail } }
}
