import type { MatchResult, OrderAccount, OrderTransfer } from '@wuzei/contract/orders'
import type { Account, Books, Booking } from './books.ts'

/** Booked and reported times of one transfer may differ by so much. */
const toleranceMs = 600_000

/** How an order compares with the books; `credit` is the booking it means. */
export type Match =
  | { readonly result: 'MATCH' | 'MATCH_FUZZY'; readonly account: Account; readonly credit: Booking | null }
  | { readonly result: Exclude<MatchResult, 'MATCH' | 'MATCH_FUZZY'> }

/** Holder, account, amount and time have to be those of the books before anything is stopped. */
export function matchTransfer(books: Books, named: OrderAccount, transfer: OrderTransfer): Match {
  const holder = matchHolder(books, named)
  if (holder.result !== 'MATCH' && holder.result !== 'MATCH_FUZZY') return holder
  if (holder.account.currency !== transfer.currency) return { result: 'MISMATCH_AMOUNT' }
  const credits = books.bookings.filter(
    ({ accountNo, direction }) => accountNo === holder.account.accountNo && direction === 'IN',
  )
  const inTime = credits.filter(({ atMs }) => isSameTime(atMs, transfer))
  const credit = inTime.find(({ amountFen }) => amountFen === transfer.amountFen)
  if (credit) return { ...holder, credit }
  const isAmountThere = credits.some(({ amountFen }) => amountFen === transfer.amountFen)
  return { result: isAmountThere ? 'MISMATCH_TIME' : 'MISMATCH_AMOUNT' }
}

/** Account and holder alone, for orders that are about no transfer. */
export function matchHolder(books: Books, named: OrderAccount): Match {
  const account = books.accounts.get(named.accountNo)
  if (!account) return { result: 'NOT_FOUND' }
  const result = compareNames(account, named.accountName)
  return result === 'MISMATCH_NAME' ? { result } : { result, account, credit: null }
}

export function isSameTime(atMs: number, { at, isDateOnly }: OrderTransfer): boolean {
  const reportedMs = Date.parse(at)
  if (isDateOnly === true) return shanghaiDay(atMs) === shanghaiDay(reportedMs)
  return Math.abs(atMs - reportedMs) <= toleranceMs
}

function compareNames(account: Account, given: string): 'MATCH' | 'MATCH_FUZZY' | 'MISMATCH_NAME' {
  const [held, said] = [plainName(account.accountName), plainName(given)]
  if (held === said) return 'MATCH'
  const isCompany = account.accountType === 'corporate'
  return isCompany && companyName(held) === companyName(said) ? 'MATCH_FUZZY' : 'MISMATCH_NAME'
}

/** Names of minorities are written with several middle dots, or none. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .replaceAll(/[·•・‧∙⋅]/gu, '')
}

function companyName(name: string): string {
  return name.replaceAll(/[()（）]/gu, '').replace(/(有限责任公司|有限公司)$/u, '')
}

function shanghaiDay(atMs: number): string {
  return new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10)
}
