import { balanceFen, book, freeFen, type Books, type Measure } from './books.ts'
import { addMonths } from './months.ts'
import type { Happening } from './move-money.ts'

/** Lets go what is due: measures end, delayed transfers leave, queued freezes move up. */
export function endDue(books: Books, nowMs: number): readonly Happening[] {
  const happenings: Happening[] = []
  for (const measure of books.measures) {
    if (measure.state !== 'ACTIVE' || measure.expiresMs === null || measure.expiresMs > nowMs) continue
    const event = measure.kind === 'FREEZE' ? 'LAPSED' : 'EXPIRED'
    happenings.push({ measure, event, atMs: measure.expiresMs, amountFen: measure.heldFen })
    happenings.push(...endMeasure(books, measure, nowMs))
  }
  for (const transfer of books.delayed) {
    if (transfer.state !== 'WAITING' || transfer.dueAtMs > nowMs) continue
    transfer.state = 'LEFT'
    const from = books.accounts.get(transfer.from) ?? null
    book(books, { ...transfer, atMs: transfer.dueAtMs, from, exit: 'ACCOUNT' })
  }
  return happenings.filter(({ measure }) => measure.orderSerial !== null)
}

/** Ends one measure; what stood behind it takes over what it held, and nothing that came for other reasons. */
export function endMeasure(books: Books, ended: Measure, nowMs: number): readonly Happening[] {
  const state = { freedFen: ended.heldFen }
  ended.state = 'ENDED'
  ended.heldFen = 0
  const { accountNo } = ended
  const happenings: Happening[] = []
  for (const measure of books.measures) {
    if (measure.accountNo !== accountNo) continue
    if (measure.state === 'QUEUED' && !isFrozen(books, accountNo)) {
      measure.state = 'ACTIVE'
      measure.expiresMs = addMonths(nowMs, measure.months ?? 1)
      measure.heldFen = Math.min(measure.wantedFen, freeFen(books, accountNo))
      state.freedFen -= measure.heldFen
      const amountFen = measure.heldFen
      happenings.push({ measure, event: 'FREEZE_ACTIVATED', atMs: nowMs, amountFen })
    } else if (measure.state === 'ACTIVE' && measure.kind === 'STOP') {
      const takenFen = Math.max(0, Math.min(measure.wantedFen - measure.heldFen, state.freedFen))
      measure.heldFen += takenFen
      state.freedFen -= takenFen
    }
  }
  return happenings
}

/** Whether a freeze of the whole account, or of all that is in it, stands. */
export function isFrozen(books: Books, accountNo: string): boolean {
  const freezes = books.measures.filter(
    (one) => one.accountNo === accountNo && one.kind === 'FREEZE' && one.state === 'ACTIVE',
  )
  const heldFen = freezes.reduce((sum, one) => sum + one.heldFen, 0)
  return (
    freezes.some((one) => one.mode === 'ACCOUNT') || (heldFen > 0 && heldFen >= balanceFen(books, accountNo))
  )
}
