import type { OrderMessages, StopRequest, StopResult } from '@wuzei/contract/orders'
import type { Decision } from '@wuzei/sdk/orders'
import {
  activeMeasures,
  balanceFen,
  freeFen,
  type Books,
  type DelayedTransfer,
  type Measure,
} from '../books.ts'
import { isFrozen } from '../end-due.ts'
import { isSameTime, matchTransfer, type Match } from '../match-order.ts'
import { answerOf, formerFreezes, instant, nextTransfers, refused } from './answer-parts.ts'

const hourMs = 3_600_000
/** The law allows two stops of one account in one matter. */
const maxStops = 2

type StopOrder = OrderMessages['stop.request']
type Matched = Extract<Match, { readonly result: 'MATCH' | 'MATCH_FUZZY' }>

/** `stop.request`. A name that only resembles waits for a clerk; `isConfirmed` is what the clerk said. */
export function decideStop(books: Books, order: StopOrder, nowMs: number, isConfirmed?: boolean): Decision {
  const { body } = order
  const empty = nothingStopped(body, nowMs)
  const delayed = waitingTransfer(books, body)
  if (delayed) return answered(callBack(delayed, empty))
  const match = matchTransfer(books, body.account, body.transfer)
  if (match.result === 'MATCH_FUZZY' && isConfirmed === undefined) return { is: 'later' }
  const isAnother = match.result === 'MATCH_FUZZY' && isConfirmed === false
  if (!('account' in match) || isAnother)
    return answered({
      ...empty,
      outcome: 'REJECTED_MISMATCH',
      matchResult: isAnother ? 'MISMATCH_NAME' : match.result,
    })
  const flags: StopResult['flags'] = isConfirmed === true ? ['NAME_CHECKED_BY_PERSON'] : []
  const result = stopAccount(books, order, match, { ...empty, matchResult: match.result, flags }, nowMs)
  return answered(result)
}

/** `stop.extend`: the second stop begins when it is made, and the first must still stand. */
export function decideExtend(books: Books, order: OrderMessages['stop.extend'], nowMs: number): Decision {
  const { orderId, accountNo, hours } = order.body
  const stop = books.measures.findLast(
    (one) => one.orderId === orderId && one.accountNo === accountNo && one.kind === 'STOP',
  )
  if (!stop) return refused('ORDER_UNKNOWN', 'No stop of this order stands or stood here')
  const account = books.accounts.get(accountNo)
  const base: StopResult = {
    ...answerOf(orderId, nowMs),
    outcome: 'REJECTED_LIMIT',
    matchResult: 'MATCH',
    startAt: null,
    expiresAt: null,
    balanceAtStopFen: balanceFen(books, accountNo),
    securedFen: 0,
    currency: account?.currency ?? 'CNY',
    savedBy: null,
    isStillControlled: false,
    next: [],
  }
  if (stop.state !== 'ACTIVE' || stop.stopNo >= maxStops) return answered(base)
  stop.stopNo = 2
  stop.expiresMs = nowMs + hours * hourMs
  return answered({
    ...base,
    ...heldBy(stop),
    outcome:
      stop.heldFen >= stop.wantedFen
        ? 'STOPPED_FULL'
        : stop.heldFen > 0
          ? 'STOPPED_PARTIAL'
          : 'STOPPED_EMPTY',
    startAt: instant(nowMs),
  })
}

function stopAccount(
  books: Books,
  order: StopOrder,
  { account, credit }: Matched,
  empty: StopResult,
  nowMs: number,
): StopResult {
  const { body } = order
  const matter = body.caseId ?? body.reportId ?? body.orderId
  const { next, isCut } = credit ? nextTransfers(books, account, credit) : { next: [], isCut: false }
  const seen: StopResult = {
    ...empty,
    balanceAtStopFen: balanceFen(books, account.accountNo),
    next,
    flags: isCut ? [...empty.flags, 'TRACE_CUT'] : empty.flags,
  }
  if (account.isClosed) return { ...seen, outcome: 'REJECTED_CLOSED' }
  if (account.isProtected) return { ...seen, outcome: 'REJECTED_PROTECTED_ACCOUNT', next: [] }
  if (isFrozen(books, account.accountNo))
    return { ...seen, outcome: 'ALREADY_FROZEN', formerFreezes: formerFreezes(books, account) }
  if (stopsUsed(books, account.accountNo, matter) >= maxStops) return { ...seen, outcome: 'REJECTED_LIMIT' }
  const wantedFen =
    body.mode === 'AMOUNT' ? Math.min(body.claimedFen, body.limitFen ?? body.claimedFen) : body.claimedFen
  const other = activeMeasures(books, account.accountNo).find(({ kind }) => kind === 'STOP')
  const isAllHeld = other && (other.mode === 'ACCOUNT' || freeFen(books, account.accountNo) === 0)
  const stop: Measure = {
    kind: 'STOP',
    orderId: body.orderId,
    orderSerial: order.serial,
    accountNo: account.accountNo,
    mode: body.mode,
    wantedFen,
    heldFen: isAllHeld ? 0 : Math.min(wantedFen, freeFen(books, account.accountNo)),
    startMs: nowMs,
    expiresMs: nowMs + body.hours * hourMs,
    state: 'ACTIVE',
    stopNo: stopsUsed(books, account.accountNo, matter) + 1,
    matter,
    organ: body.approval.organ,
    accounts: body.transfer.from ? [body.transfer.from.accountNo] : [],
  }
  const outcome = isAllHeld ? 'ALREADY_STOPPED' : outcomeOf(stop, next)
  const isBound = outcome !== 'MOVED_ON' && outcome !== 'CASHED_OUT' ? true : stop.mode === 'ACCOUNT'
  if (!isBound) return { ...seen, outcome }
  books.measures.push(stop)
  return { ...seen, ...heldBy(stop), outcome, ...(isAllHeld ? { linkedOrderId: other.orderId } : {}) }
}

function outcomeOf(stop: Measure, next: StopResult['next']): StopResult['outcome'] {
  if (stop.heldFen >= stop.wantedFen) return 'STOPPED_FULL'
  if (stop.heldFen > 0) return 'STOPPED_PARTIAL'
  if (next.some(({ exit }) => exit === 'ACCOUNT' || exit === 'WALLET')) return 'MOVED_ON'
  return next.length > 0 ? 'CASHED_OUT' : 'STOPPED_EMPTY'
}

function heldBy({ heldFen, startMs, expiresMs, mode }: Measure) {
  return {
    securedFen: heldFen,
    startAt: instant(startMs),
    expiresAt: expiresMs === null ? null : instant(expiresMs),
    savedBy: heldFen > 0 ? ('STOP' as const) : null,
    isStillControlled: mode === 'ACCOUNT',
  }
}

function stopsUsed(books: Books, accountNo: string, matter: string): number {
  return books.measures
    .filter((one) => one.kind === 'STOP' && one.accountNo === accountNo && one.matter === matter)
    .reduce((used, { stopNo }) => Math.max(used, stopNo), 0)
}

/** The payer's bank may find the money before it has left. */
function waitingTransfer(books: Books, { account, transfer }: StopRequest): DelayedTransfer | undefined {
  return books.delayed.find(
    ({ state, to, amountFen, submittedAtMs }) =>
      state === 'WAITING' &&
      to.accountNo === account.accountNo &&
      to.accountName === account.accountName &&
      amountFen === transfer.amountFen &&
      isSameTime(submittedAtMs, transfer),
  )
}

function callBack(delayed: DelayedTransfer, empty: StopResult): StopResult {
  delayed.state = 'CANCELLED'
  return {
    ...empty,
    outcome: 'STOPPED_FULL',
    matchResult: 'MATCH',
    startAt: empty.decidedAt,
    securedFen: delayed.amountFen,
    savedBy: 'HELD',
  }
}

function nothingStopped(body: StopRequest, nowMs: number): StopResult {
  return {
    ...answerOf(body.orderId, nowMs),
    outcome: 'TECH_FAILURE',
    matchResult: 'NOT_FOUND',
    startAt: null,
    expiresAt: null,
    balanceAtStopFen: null,
    securedFen: 0,
    currency: body.transfer.currency,
    savedBy: null,
    isStillControlled: false,
    next: [],
  }
}

function answered(body: StopResult): Decision {
  return { is: 'answered', answer: { type: 'stop.result', body } }
}
