import type { NextTransfer, OrderAccount, OrderNotice } from '@wuzei/contract/orders'
import { activeMeasures, book, freeFen, type Books, type Measure } from './books.ts'

/** Something the hub has to be told about a measure. */
export interface Happening {
  readonly measure: Measure
  readonly event: OrderNotice['event']
  readonly atMs: number
  readonly amountFen: number | null
  readonly isFromSameVictim?: boolean
}

/** A payment as a customer asks for it. */
export interface Payment {
  readonly from: OrderAccount | null
  readonly to: OrderAccount | null
  readonly amountFen: number
  readonly exit: NextTransfer['exit']
}

export type PaymentAnswer =
  | { readonly ok: true; readonly serialNo: string; readonly happenings: readonly Happening[] }
  | { readonly ok: false; readonly why: 'STOPPED' | 'INSUFFICIENT' }

const hourMs = 3_600_000

/** Pays, unless a measure or the balance forbids it, and looks at what arrives. */
export function pay(books: Books, payment: Payment, nowMs: number): PaymentAnswer {
  const { from, to, amountFen, exit } = payment
  const source = from && books.accounts.get(from.accountNo)
  if (source) {
    if (!mayLeave(books, source.accountNo, to?.accountNo ?? '', amountFen))
      return { ok: false, why: 'STOPPED' }
    if (freeFen(books, source.accountNo) < amountFen) return { ok: false, why: 'INSUFFICIENT' }
  }
  const serialNo = `B${String(books.nextSerial++).padStart(11, '0')}`
  book(books, { serialNo, atMs: nowMs, from, to, amountFen, exit })
  const arrived = to && books.accounts.has(to.accountNo)
  return {
    ok: true,
    serialNo,
    happenings: arrived ? onArrival(books, to.accountNo, from?.accountNo ?? '', amountFen, nowMs) : [],
  }
}

function mayLeave(books: Books, accountNo: string, payee: string, amountFen: number): boolean {
  return activeMeasures(books, accountNo).every((measure) => {
    if (measure.kind === 'ARM') return true
    if (measure.kind !== 'HOLD') return measure.mode === 'AMOUNT'
    if (measure.accounts?.includes(payee)) return true
    const left = measure.livingCostFen ?? 0
    if (amountFen > left) return false
    measure.livingCostFen = left - amountFen
    return true
  })
}

/** Money for which somebody waits is held before it can leave again. */
function onArrival(
  books: Books,
  accountNo: string,
  payer: string,
  amountFen: number,
  nowMs: number,
): readonly Happening[] {
  const happenings: Happening[] = []
  for (const measure of activeMeasures(books, accountNo)) {
    if (measure.kind === 'ARM' && measure.accounts?.includes(payer) && measure.wantedFen > 0) {
      const heldFen = Math.min(measure.wantedFen, amountFen, freeFen(books, accountNo))
      const stop: Measure = {
        ...measure,
        kind: 'STOP',
        heldFen,
        wantedFen: heldFen,
        startMs: nowMs,
        expiresMs: nowMs + (measure.hours ?? 1) * hourMs,
        stopNo: 1,
      }
      measure.state = 'ENDED'
      books.measures.push(stop)
      happenings.push({ measure: stop, event: 'ARMED_HELD', atMs: nowMs, amountFen: heldFen })
    } else if (measure.kind === 'STOP' && measure.mode === 'ACCOUNT') {
      const isFromSameVictim = measure.accounts?.includes(payer) === true
      // Only the same victim's money can make good what this order lacks.
      if (isFromSameVictim)
        measure.heldFen += Math.min(amountFen, measure.wantedFen - measure.heldFen, freeFen(books, accountNo))
      happenings.push({ measure, event: 'INFLOW', atMs: nowMs, amountFen, isFromSameVictim })
    }
  }
  return happenings
}
