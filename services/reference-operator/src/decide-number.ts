import type {
  NumberAction,
  NumberResult,
  NumberStop,
  OrderMessages,
  StatusResult,
} from '@wuzei/contract/orders'
import type { Decision, OrderRecord } from '@wuzei/sdk/orders'
import { standingOn, type NumberMeasure, type Subscriber, type SubscriberBase } from './subscribers.ts'

/** Clocks of switches and of phones differ by so much. */
const callToleranceMs = 120_000
const hourMs = 3_600_000

/** Emergency and reporting numbers, with and without the country: nobody holds them as a subscriber. */
const neverShut = /^(\+86)?0?(110|119|120|122|12381|12321|\d{0,4}96110|10086|10010|10000)$/

const outcomes = {
  ONE_WAY: 'ONE_WAY',
  TWO_WAY: 'TWO_WAY',
  SMS_PORT_CLOSE: 'PORT_CLOSED',
  LINE_CUT: 'LINE_CUT',
  TRANSFER_BLOCK: 'TRANSFER_BLOCKED',
} as const satisfies Record<NumberAction, NumberResult['outcome']>

/** `number.stop`: first whether it is this number at all that called, then the switch. */
export function decideNumberStop(
  base: SubscriberBase,
  order: OrderMessages['number.stop'],
  nowMs: number,
): Decision {
  const { body } = order
  const answer = nothingDone(body.orderId, body.action, nowMs)
  const subscriber = base.subscribers.get(body.number)
  if (neverShut.test(body.number) || subscriber?.isOfficial === true)
    return answered({ ...answer, outcome: 'REFUSED_PROTECTED' })
  if (!subscriber) return answered({ ...answer, outcome: 'NOT_FOUND' })
  if (subscriber.portedTo)
    return answered({ ...answer, outcome: 'PORTED_AWAY', currentCarrier: { ...subscriber.portedTo } })
  const { allocatedAt } = subscriber
  if (isBeforeAllocation(subscriber, body))
    return answered({ ...answer, outcome: 'NUMBER_RECYCLED', allocatedAt })
  const ownCalls = callsMadeByIt(subscriber, body)
  if (body.seen.length > 0 && ownCalls === 0)
    return answered({
      ...answer,
      outcome: 'SPOOFED',
      spoof: { checkedCalls: body.seen.length, ownCalls, gateway: 'international gateway 1' },
    })
  return answered(shut(base, order, subscriber, { ...answer, allocatedAt }, nowMs))
}

/** `number.resume`: what this order did ends; what another did stands. */
export function decideNumberResume(
  base: SubscriberBase,
  { body }: OrderMessages['number.resume'],
  nowMs: number,
): Decision {
  const answer = nothingDone(body.orderId, null, nowMs)
  const mine = base.measures.filter(({ orderId, isStanding }) => orderId === body.orderId && isStanding)
  if (mine.length === 0) return answered({ ...answer, outcome: 'NOT_ACTIVE' })
  for (const measure of mine) measure.isStanding = false
  const [other] = standingOn(base, body.number)
  const done = { ...answer, executedAt: instant(nowMs), noticeAt: instant(nowMs) }
  return answered(
    other
      ? { ...done, outcome: outcomes[other.action], action: other.action, linkedOrderId: other.orderId }
      : { ...done, outcome: 'RESUMED' },
  )
}

/** `query.status` */
export function decideStatus(
  base: SubscriberBase,
  { body }: OrderMessages['query.status'],
  asked: OrderRecord | undefined,
  nowMs: number,
): Decision {
  const measure = base.measures.find(({ orderSerial }) => orderSerial === body.orderSerial)
  const state = !asked
    ? 'UNKNOWN'
    : !asked.answer
      ? 'RECEIVED'
      : !measure
        ? 'REJECTED'
        : measure.isStanding
          ? 'ACTIVE'
          : 'ENDED'
  const answer: StatusResult = {
    ...answerOf(body.orderId, nowMs),
    orderSerial: body.orderSerial,
    state,
    answerSerial: asked?.answer?.serial ?? null,
    securedFen: null,
    expiresAt: null,
  }
  return { is: 'answered', answer: { type: 'status.result', body: answer } }
}

function shut(
  base: SubscriberBase,
  order: OrderMessages['number.stop'],
  subscriber: Subscriber,
  answer: NumberResult,
  nowMs: number,
): NumberResult {
  const { body } = order
  const live = standingOn(base, body.number).find(
    ({ action }) => action === body.action || (action === 'TWO_WAY' && body.action === 'ONE_WAY'),
  )
  const { numbers, kept } = numbersOf(base, subscriber, body)
  const measure: NumberMeasure = {
    orderId: body.orderId,
    orderSerial: order.serial,
    action: body.action,
    numbers,
    executedMs: live?.executedMs ?? nowMs,
    isStanding: true,
  }
  base.measures.push(measure)
  return {
    ...answer,
    outcome: outcomes[live?.action ?? body.action],
    executedAt: instant(measure.executedMs),
    noticeAt: instant(nowMs + body.noticeDelayHours * hourMs),
    stoppedNumbers: [...numbers],
    keptNumber: kept,
    ...(live ? { linkedOrderId: live.orderId } : {}),
  }
}

/** With all cards of a person, one that nothing speaks against stays for basic use. */
function numbersOf(
  base: SubscriberBase,
  { owner, number }: Subscriber,
  { scope, namedNumbers }: NumberStop,
): { readonly numbers: readonly string[]; readonly kept: string | null } {
  if (scope === 'NUMBER') return { numbers: [number], kept: null }
  const all = [...base.subscribers.values()].filter((one) => one.owner === owner && !one.portedTo)
  const kept = all.find((one) => one.number !== number && !namedNumbers.includes(one.number))?.number ?? null
  return { numbers: all.map((one) => one.number).filter((one) => one !== kept), kept }
}

function isBeforeAllocation({ allocatedAt }: Subscriber, { seen }: NumberStop): boolean {
  return seen.length > 0 && seen.every(({ at }) => Date.parse(at) < Date.parse(allocatedAt))
}

function callsMadeByIt({ calls }: Subscriber, { seen }: NumberStop): number {
  return seen.filter(({ at }) =>
    calls.some((made) => Math.abs(Date.parse(made) - Date.parse(at)) <= callToleranceMs),
  ).length
}

function nothingDone(orderId: string, action: NumberAction | null, nowMs: number): NumberResult {
  return {
    ...answerOf(orderId, nowMs),
    outcome: 'TECH_FAILURE',
    action,
    executedAt: null,
    noticeAt: null,
    currentCarrier: null,
    allocatedAt: null,
    stoppedNumbers: [],
    keptNumber: null,
    spoof: null,
  }
}

function answerOf(orderId: string, nowMs: number) {
  return {
    orderId,
    decidedAt: instant(nowMs),
    flags: [],
    answeredBy: { desk: 'Reference operator, order desk', isAutomatic: true },
  }
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString()
}

function answered(body: NumberResult): Decision {
  return { is: 'answered', answer: { type: 'number.result', body } }
}
