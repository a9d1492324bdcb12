import {
  maxTransactions,
  type AnswerMessages,
  type OrderMessages,
  type StatusResult,
} from '@wuzei/contract/orders'
import type { Decision, OrderRecord } from '@wuzei/sdk/orders'
import { activeMeasures, type Booking, type Books } from '../books.ts'
import { isFrozen } from '../end-due.ts'
import { answerOf, instant } from './answer-parts.ts'

/** `query.tx` */
export function decideTransactions(
  books: Books,
  { body }: OrderMessages['query.tx'],
  nowMs: number,
): Decision {
  const account = books.accounts.get(body.accountNo)
  const { from, to, after } = body
  const all = books.bookings.filter(({ accountNo }) => accountNo === body.accountNo)
  const inSpan = all.filter(({ atMs }) => atMs >= Date.parse(from) && atMs <= Date.parse(to))
  const rest = inSpan.slice(inSpan.findIndex(({ serialNo }) => serialNo === after) + 1)
  const page = rest.slice(0, maxTransactions)
  const [first] = page
  const answer: AnswerMessages['tx.result']['body'] = {
    ...answerOf(body.orderId, nowMs),
    outcome: account ? 'FOUND' : 'NOT_FOUND',
    openingFen: first ? first.balanceFen - signed(first) : null,
    transactions: page.map((booking) => ({
      serialNo: booking.serialNo,
      at: instant(booking.atMs),
      direction: booking.direction,
      amountFen: booking.amountFen,
      balanceFen: booking.balanceFen,
      currency: account?.currency ?? 'CNY',
      channel: booking.exit,
      counterparty: booking.counterparty,
    })),
    hasMore: rest.length > page.length,
  }
  return { is: 'answered', answer: { type: 'tx.result', body: answer } }
}

function signed({ direction, amountFen }: Booking): number {
  return direction === 'IN' ? amountFen : -amountFen
}

/** `query.holder` */
export function decideHolder(books: Books, { body }: OrderMessages['query.holder'], nowMs: number): Decision {
  const account = books.accounts.get(body.accountNo)
  const answer: AnswerMessages['holder.result']['body'] = {
    ...answerOf(body.orderId, nowMs),
    outcome: account ? 'FOUND' : 'NOT_FOUND',
    account: account
      ? {
          accountNo: account.accountNo,
          accountName: account.accountName,
          ...(account.accountType ? { accountType: account.accountType } : {}),
        }
      : null,
    idNoLast4: account?.idNoLast4 ?? null,
    openedAt: account?.openedAt ?? null,
    state: account ? stateOf(books, body.accountNo, account.isClosed) : null,
  }
  return { is: 'answered', answer: { type: 'holder.result', body: answer } }
}

function stateOf(
  books: Books,
  accountNo: string,
  isClosed: boolean,
): 'ACTIVE' | 'STOPPED' | 'FROZEN' | 'CLOSED' {
  if (isClosed) return 'CLOSED'
  if (isFrozen(books, accountNo)) return 'FROZEN'
  return activeMeasures(books, accountNo).some(({ kind }) => kind === 'STOP') ? 'STOPPED' : 'ACTIVE'
}

/** `query.status`; `asked` is what the desk keeps of the order that is asked about. */
export function decideStatus(
  books: Books,
  { body }: OrderMessages['query.status'],
  asked: OrderRecord | undefined,
  nowMs: number,
): Decision {
  const measure = books.measures.findLast(({ orderSerial }) => orderSerial === body.orderSerial)
  const answer: StatusResult = {
    ...answerOf(body.orderId, nowMs),
    orderSerial: body.orderSerial,
    state: !asked ? 'UNKNOWN' : !asked.answer ? 'RECEIVED' : measure ? measureState(measure) : 'REJECTED',
    answerSerial: asked?.answer?.serial ?? null,
    securedFen: measure ? measure.heldFen : null,
    expiresAt: measure && measure.expiresMs !== null ? instant(measure.expiresMs) : null,
  }
  return { is: 'answered', answer: { type: 'status.result', body: answer } }
}

function measureState({ state, kind }: Books['measures'][number]): StatusResult['state'] {
  if (state === 'ACTIVE') return kind === 'ARM' ? 'ARMED' : 'ACTIVE'
  return state
}
