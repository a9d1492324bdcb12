import type { NextTransfer, OrderAccount } from '@wuzei/contract/orders'

/** An account of this bank. */
export interface Account extends OrderAccount {
  readonly currency: string
  /** A clearing or reserve account belongs to everybody whose money passes through it. */
  readonly isProtected: boolean
  readonly isClosed: boolean
  readonly openedAt: string
  readonly idNoLast4: string
}

/** One line of an account's statement. */
export interface Booking {
  readonly serialNo: string
  readonly atMs: number
  readonly accountNo: string
  readonly direction: 'IN' | 'OUT'
  readonly amountFen: number
  readonly balanceFen: number
  readonly exit: NextTransfer['exit']
  readonly counterparty: OrderAccount | null
}

/** A transfer that waits 24 hours before it leaves, and can be called back until then. */
export interface DelayedTransfer {
  readonly serialNo: string
  readonly submittedAtMs: number
  readonly dueAtMs: number
  readonly from: string
  readonly to: OrderAccount
  readonly amountFen: number
  state: 'WAITING' | 'LEFT' | 'CANCELLED'
}

/** What an order does to an account. */
export interface Measure {
  readonly kind: 'STOP' | 'FREEZE' | 'ARM' | 'HOLD'
  readonly orderId: string
  /** Null for what another organ did without this protocol. */
  readonly orderSerial: string | null
  readonly accountNo: string
  readonly mode: 'AMOUNT' | 'ACCOUNT'
  /** Money of this order, whether it is there or not. */
  readonly wantedFen: number
  heldFen: number
  readonly startMs: number
  expiresMs: number | null
  state: 'ACTIVE' | 'QUEUED' | 'ENDED'
  stopNo: number
  /** Case, or report where there is no case yet: what the two stops are counted for. */
  readonly matter: string
  readonly organ: string
  readonly documentNo?: string
  readonly months?: number
  /** `ARM`: whose money is waited for; `HOLD`: who may be paid. */
  readonly accounts?: readonly string[]
  readonly hours?: number
  livingCostFen?: number
}

/** Everything the bank knows. */
export interface Books {
  readonly accounts: ReadonlyMap<string, Account>
  readonly bookings: Booking[]
  readonly delayed: DelayedTransfer[]
  readonly measures: Measure[]
  nextSerial: number
}

/** Books as a file: accounts, and what happened to them, oldest first. */
export interface BooksFile {
  readonly accounts: readonly Account[]
  readonly transfers: readonly {
    readonly serialNo: string
    readonly at: string
    readonly from: OrderAccount | null
    readonly to: OrderAccount | null
    readonly amountFen: number
    readonly exit?: NextTransfer['exit']
    /** Until then it waits. */
    readonly dueAt?: string
  }[]
  readonly formerFreezes: readonly {
    readonly accountNo: string
    readonly organ: string
    readonly at: string
    readonly expiresAt: string
  }[]
}

/** Opens books from a file; accounts that are not in it belong to other banks. */
export function openBooks(file: BooksFile): Books {
  const books: Books = {
    accounts: new Map(file.accounts.map((account) => [account.accountNo, account])),
    bookings: [],
    delayed: [],
    measures: [],
    nextSerial: 1,
  }
  for (const { serialNo, at, from, to, amountFen, exit = 'ACCOUNT', dueAt } of file.transfers) {
    const atMs = Date.parse(at)
    if (dueAt !== undefined && from && to)
      books.delayed.push({
        serialNo,
        submittedAtMs: atMs,
        dueAtMs: Date.parse(dueAt),
        from: from.accountNo,
        to,
        amountFen,
        state: 'WAITING',
      })
    else book(books, { serialNo, atMs, from, to, amountFen, exit })
  }
  for (const { accountNo, organ, at, expiresAt } of file.formerFreezes)
    books.measures.push({
      kind: 'FREEZE',
      orderId: `former-${accountNo}`,
      orderSerial: null,
      accountNo,
      mode: 'ACCOUNT',
      wantedFen: balanceFen(books, accountNo),
      heldFen: balanceFen(books, accountNo),
      startMs: Date.parse(at),
      expiresMs: Date.parse(expiresAt),
      state: 'ACTIVE',
      stopNo: 0,
      matter: `of ${organ}`,
      organ,
    })
  return books
}

/** Writes a transfer into the statements of those of its accounts that are here. */
export function book(
  books: Books,
  transfer: {
    readonly serialNo: string
    readonly atMs: number
    readonly from: OrderAccount | null
    readonly to: OrderAccount | null
    readonly amountFen: number
    readonly exit: NextTransfer['exit']
  },
): void {
  const { from, to, ...common } = transfer
  const write = (accountNo: string, direction: 'IN' | 'OUT', counterparty: OrderAccount | null) => {
    const signed = direction === 'IN' ? common.amountFen : -common.amountFen
    const balance = balanceFen(books, accountNo) + signed
    if (balance < 0) throw new RangeError(`Account ${accountNo} would go below zero with ${common.serialNo}`)
    books.bookings.push({ ...common, accountNo, direction, balanceFen: balance, counterparty })
  }
  if (from && books.accounts.has(from.accountNo)) write(from.accountNo, 'OUT', to)
  if (to && books.accounts.has(to.accountNo)) write(to.accountNo, 'IN', from)
}

/** What stands in the account now. */
export function balanceFen(books: Books, accountNo: string): number {
  return books.bookings.findLast((booking) => booking.accountNo === accountNo)?.balanceFen ?? 0
}

/** Measures that bind an account now. */
export function activeMeasures(books: Books, accountNo: string): Measure[] {
  return books.measures.filter((one) => one.accountNo === accountNo && one.state === 'ACTIVE')
}

/** What is not held for any order. */
export function freeFen(books: Books, accountNo: string): number {
  const held = activeMeasures(books, accountNo).reduce((sum, one) => sum + one.heldFen, 0)
  return Math.max(0, balanceFen(books, accountNo) - held)
}
