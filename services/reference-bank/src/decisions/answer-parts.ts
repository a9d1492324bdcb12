import type { FreezeResult, NextTransfer, OrderRefusalCode } from '@wuzei/contract/orders'
import { maxNextTransfers } from '@wuzei/contract/orders'
import type { Decision } from '@wuzei/sdk/orders'
import type { Account, Books, Booking } from '../books.ts'

/** What every answer of this bank begins with. */
export function answerOf(orderId: string, nowMs: number) {
  return {
    orderId,
    decidedAt: instant(nowMs),
    flags: [],
    answeredBy: { desk: 'Reference bank, order desk', isAutomatic: true },
  }
}

export function instant(atMs: number): string {
  return new Date(atMs).toISOString()
}

export function refused(code: OrderRefusalCode, detail: string): Decision {
  return { is: 'refused', code, detail }
}

/** Where the money went since it came: what the hub needs for the next stops. */
export function nextTransfers(
  books: Books,
  account: Account,
  credit: Booking,
): { readonly next: NextTransfer[]; readonly isCut: boolean } {
  const since = books.bookings.indexOf(credit)
  const out = books.bookings
    .slice(since + 1)
    .filter(({ accountNo, direction }) => accountNo === account.accountNo && direction === 'OUT')
  const next = out.slice(0, maxNextTransfers).map(({ serialNo, atMs, amountFen, exit, counterparty }) => ({
    serialNo,
    at: instant(atMs),
    amountFen,
    currency: account.currency,
    exit,
    ...(counterparty ? { to: counterparty } : {}),
  }))
  return { next, isCut: out.length > maxNextTransfers }
}

/** Freezes of others that stand on an account. */
export function formerFreezes(
  books: Books,
  account: Account,
  exceptOrderId?: string,
): FreezeResult['formerFreezes'] {
  return books.measures
    .filter(
      ({ kind, accountNo, state, orderId }) =>
        kind === 'FREEZE' &&
        accountNo === account.accountNo &&
        state === 'ACTIVE' &&
        orderId !== exceptOrderId,
    )
    .map(({ organ, heldFen, expiresMs }) => ({
      organ,
      frozenFen: heldFen,
      currency: account.currency,
      expiresAt: expiresMs === null ? null : instant(expiresMs),
    }))
}
