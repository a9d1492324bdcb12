import type { AnswerMessages, ArmResult, OrderMessages, ReleaseResult } from '@wuzei/contract/orders'
import type { Decision } from '@wuzei/sdk/orders'
import { activeMeasures, type Books, type Measure } from '../books.ts'
import { endMeasure } from '../end-due.ts'
import { matchHolder } from '../match-order.ts'
import type { Happening } from '../move-money.ts'
import { answerOf, instant } from './answer-parts.ts'

const hourMs = 3_600_000

export type ReleaseOrder = OrderMessages['stop.release' | 'stop.disarm' | 'freeze.release' | 'hold.release']

const endedKinds: Readonly<Record<ReleaseOrder['type'], readonly Measure['kind'][]>> = {
  'stop.release': ['STOP'],
  'stop.disarm': ['ARM', 'STOP'],
  'freeze.release': ['FREEZE'],
  'hold.release': ['HOLD'],
}

/** Ends what one order did, and nothing of another's. */
export function decideRelease(
  books: Books,
  { type, body }: ReleaseOrder,
  nowMs: number,
): { readonly decision: Decision; readonly happenings: readonly Happening[] } {
  const mine = books.measures.filter(
    (one) =>
      one.orderId === body.orderId && one.accountNo === body.accountNo && endedKinds[type].includes(one.kind),
  )
  const standing = mine.filter(({ state }) => state !== 'ENDED')
  const happenings = standing.flatMap((one) => endMeasure(books, one, nowMs))
  const isKept = activeMeasures(books, body.accountNo).some(
    ({ kind }) => kind === 'STOP' || kind === 'FREEZE',
  )
  const outcome =
    mine.length === 0
      ? 'UNKNOWN_ORDER'
      : standing.length === 0
        ? 'NOT_ACTIVE'
        : isKept
          ? 'KEPT_BY_OTHER'
          : 'RELEASED'
  const answer: ReleaseResult = {
    ...answerOf(body.orderId, nowMs),
    outcome,
    releasedAt: standing.length > 0 ? instant(nowMs) : null,
  }
  return { decision: { is: 'answered', answer: { type: 'release.result', body: answer } }, happenings }
}

/** `stop.arm`: nothing is touched now. */
export function decideArm(books: Books, order: OrderMessages['stop.arm'], nowMs: number): Decision {
  const { body } = order
  const match = matchHolder(books, body.account)
  const answer: ArmResult = {
    ...answerOf(body.orderId, nowMs),
    outcome: 'REJECTED_MISMATCH',
    matchResult: match.result,
    until: null,
  }
  const done = (more: Partial<ArmResult>): Decision => ({
    is: 'answered',
    answer: { type: 'arm.result', body: { ...answer, ...more } },
  })
  if (!('account' in match) || match.result === 'MATCH_FUZZY') return done({})
  if (match.account.isClosed) return done({ outcome: 'REJECTED_CLOSED' })
  if (match.account.isProtected) return done({ outcome: 'REJECTED_PROTECTED_ACCOUNT' })
  books.measures.push({
    kind: 'ARM',
    orderId: body.orderId,
    orderSerial: order.serial,
    accountNo: body.account.accountNo,
    mode: 'AMOUNT',
    wantedFen: body.limitFen,
    heldFen: 0,
    startMs: nowMs,
    expiresMs: Date.parse(body.until),
    state: 'ACTIVE',
    stopNo: 0,
    matter: body.caseId ?? body.reportId ?? body.orderId,
    organ: body.approval.organ,
    accounts: body.fromAccounts,
    hours: body.hours,
  })
  return done({ outcome: 'ARMED', until: body.until })
}

/** `hold.request`: the deceived person's own account; what waits to leave it is called back. */
export function decideHold(books: Books, order: OrderMessages['hold.request'], nowMs: number): Decision {
  const { body } = order
  const match = matchHolder(books, body.account)
  const answer: AnswerMessages['hold.result']['body'] = {
    ...answerOf(body.orderId, nowMs),
    outcome: 'REJECTED_MISMATCH',
    matchResult: match.result,
    startAt: null,
    expiresAt: null,
    cancelledTransfers: [],
  }
  const done = (more: Partial<typeof answer>): Decision => ({
    is: 'answered',
    answer: { type: 'hold.result', body: { ...answer, ...more } },
  })
  if (!('account' in match) || match.result === 'MATCH_FUZZY') return done({})
  if (match.account.isClosed) return done({ outcome: 'REJECTED_CLOSED' })
  const { accountNo } = match.account
  const called = books.delayed.filter(
    ({ from, to, state }) =>
      from === accountNo && state === 'WAITING' && !body.exceptions.includes(to.accountNo),
  )
  for (const transfer of called) transfer.state = 'CANCELLED'
  const expiresMs = nowMs + body.hours * hourMs
  books.measures.push({
    kind: 'HOLD',
    orderId: body.orderId,
    orderSerial: order.serial,
    accountNo,
    mode: 'ACCOUNT',
    wantedFen: 0,
    heldFen: 0,
    startMs: nowMs,
    expiresMs,
    state: 'ACTIVE',
    stopNo: 0,
    matter: body.taskId,
    organ: body.approval.organ,
    accounts: body.exceptions,
    livingCostFen: body.livingCostFen ?? 0,
  })
  return done({
    outcome: 'HELD',
    startAt: instant(nowMs),
    expiresAt: instant(expiresMs),
    cancelledTransfers: called.map(({ serialNo }) => serialNo),
  })
}
