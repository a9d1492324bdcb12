import type { FreezeResult, OrderMessages } from '@wuzei/contract/orders'
import type { Decision } from '@wuzei/sdk/orders'
import { balanceFen, freeFen, type Account, type Books, type Measure } from '../books.ts'
import { isFrozen } from '../end-due.ts'
import { matchHolder } from '../match-order.ts'
import { addMonths } from '../months.ts'
import { answerOf, formerFreezes, instant, nextTransfers, refused } from './answer-parts.ts'

/** `freeze.request`: freezes before the stop it follows ends, so that there is no gap between them. */
export function decideFreeze(books: Books, order: OrderMessages['freeze.request'], nowMs: number): Decision {
  const { body } = order
  const match = matchHolder(books, body.account)
  const base: FreezeResult = {
    ...answerOf(body.orderId, nowMs),
    outcome: 'REJECTED_MISMATCH',
    matchResult: match.result,
    startAt: null,
    expiresAt: null,
    appliedFen: body.amountFen,
    frozenFen: 0,
    availableFen: null,
    currency: body.currency,
    queuePosition: null,
    formerFreezes: [],
    next: [],
  }
  if (!('account' in match) || match.result === 'MATCH_FUZZY') return answered(base)
  const { account } = match
  if (account.currency !== body.currency) return answered({ ...base, matchResult: 'MISMATCH_AMOUNT' })
  if (account.isClosed) return answered({ ...base, outcome: 'REJECTED_CLOSED' })
  if (account.isProtected) return answered({ ...base, outcome: 'REJECTED_PROTECTED_ACCOUNT' })
  if (books.measures.some((one) => isSameFreeze(one, order)))
    return answered({ ...base, outcome: 'REJECTED_DUPLICATE' })
  return answered(freezeAccount(books, order, account, base, nowMs))
}

/** `freeze.renew`: a freeze that has ended was released by law and does not come back. */
export function decideRenew(books: Books, order: OrderMessages['freeze.renew'], nowMs: number): Decision {
  const { orderId, accountNo, months } = order.body
  const freeze = books.measures.findLast(
    (one) => one.orderId === orderId && one.accountNo === accountNo && one.kind === 'FREEZE',
  )
  if (!freeze) return refused('ORDER_UNKNOWN', 'No freeze of this order stands or stood here')
  const isStanding = freeze.state !== 'ENDED'
  if (freeze.state === 'ACTIVE' && freeze.expiresMs !== null)
    freeze.expiresMs = addMonths(freeze.expiresMs, months)
  return answered({
    ...answerOf(orderId, nowMs),
    outcome: !isStanding
      ? 'REJECTED_LAPSED'
      : freeze.state === 'QUEUED'
        ? 'QUEUED'
        : freeze.heldFen >= freeze.wantedFen
          ? 'FROZEN_FULL'
          : 'FROZEN_PARTIAL',
    matchResult: 'MATCH',
    startAt: isStanding ? instant(freeze.startMs) : null,
    expiresAt: isStanding && freeze.expiresMs !== null ? instant(freeze.expiresMs) : null,
    appliedFen: freeze.wantedFen,
    frozenFen: freeze.heldFen,
    availableFen: freeFen(books, accountNo),
    currency: books.accounts.get(accountNo)?.currency ?? 'CNY',
    queuePosition: freeze.state === 'QUEUED' ? 1 : null,
    formerFreezes: [],
    next: [],
  })
}

function freezeAccount(
  books: Books,
  order: OrderMessages['freeze.request'],
  account: Account,
  base: FreezeResult,
  nowMs: number,
): FreezeResult {
  const { body } = order
  const { accountNo } = account
  const isBehind = isFrozen(books, accountNo)
  const stop = books.measures.findLast(
    (one) => one.kind === 'STOP' && one.orderId === body.stopOrderId && one.state === 'ACTIVE',
  )
  const reachableFen = freeFen(books, accountNo) + (stop?.heldFen ?? 0)
  const freeze: Measure = {
    kind: 'FREEZE',
    orderId: body.orderId,
    orderSerial: order.serial,
    accountNo,
    mode: body.mode,
    wantedFen: body.amountFen,
    heldFen: isBehind ? 0 : Math.min(body.amountFen, reachableFen),
    startMs: nowMs,
    expiresMs: isBehind ? null : addMonths(nowMs, body.months),
    state: isBehind ? 'QUEUED' : 'ACTIVE',
    stopNo: 0,
    matter: body.caseId,
    organ: body.approval.organ,
    documentNo: body.approval.documentNo,
    months: body.months,
  }
  const former = formerFreezes(books, account)
  const queued = books.measures.filter((one) => one.accountNo === accountNo && one.state === 'QUEUED')
  if (stop && !isBehind) {
    stop.heldFen = 0
    stop.state = 'ENDED'
  }
  books.measures.push(freeze)
  return {
    ...base,
    outcome: isBehind ? 'QUEUED' : freeze.heldFen >= body.amountFen ? 'FROZEN_FULL' : 'FROZEN_PARTIAL',
    startAt: isBehind ? null : instant(nowMs),
    expiresAt: freeze.expiresMs === null ? null : instant(freeze.expiresMs),
    frozenFen: freeze.heldFen,
    availableFen: freeFen(books, accountNo),
    queuePosition: isBehind ? queued.length + 1 : null,
    formerFreezes: former,
    next: freeze.heldFen < body.amountFen && !isBehind ? sinceLastCredit(books, account) : [],
  }
}

/** A freeze names no transfer; what left since the last money came is what the officer has to follow. */
function sinceLastCredit(books: Books, account: Account): FreezeResult['next'] {
  const credit = books.bookings.findLast(
    ({ accountNo, direction }) => accountNo === account.accountNo && direction === 'IN',
  )
  return credit && balanceFen(books, account.accountNo) < credit.balanceFen
    ? nextTransfers(books, account, credit).next
    : []
}

function isSameFreeze(measure: Measure, { body }: OrderMessages['freeze.request']): boolean {
  return (
    measure.kind === 'FREEZE' &&
    measure.state !== 'ENDED' &&
    measure.accountNo === body.account.accountNo &&
    measure.matter === body.caseId &&
    measure.documentNo === body.approval.documentNo
  )
}

function answered(body: FreezeResult): Decision {
  return { is: 'answered', answer: { type: 'freeze.result', body } }
}
