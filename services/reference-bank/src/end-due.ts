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

/** Ends one measure; what stood behind it goes on. */
export function endMeasure(books: Books, ended: Measure, nowMs: number): readonly Happening[] {
  ended.state = 'ENDED'
  ended.heldFen = 0
  const { accountNo } = ended
  const happenings: Happening[] = []
  for (const measure of books.measures) {
    if (measure.accountNo !== accountNo) continue
    if (measure.state === 'QUEUED' && !isFrozen(books, accountNo)) {
      measure.state = 'ACTIVE'
      measure.expiresMs = addMonths(nowMs, measure.months ?? 1)
      happenings.push({ measure, event: 'FREEZE_ACTIVATED', atMs: nowMs, amountFen: null })
    }
    if (measure.state === 'ACTIVE' && measure.kind !== 'ARM' && measure.kind !== 'HOLD')
      measure.heldFen += Math.min(measure.wantedFen - measure.heldFen, freeFen(books, accountNo))
  }
  return happenings.map((one) => ({ ...one, amountFen: one.measure.heldFen }))
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
