import { scale, zero } from './fraction.ts'
import type { Booking, Ledger } from './ledger.ts'
import type { Traced } from './trace-back.ts'

/** One transfer in the flow table. */
export interface FlowRow {
  readonly transfer: string
  readonly at: string
  readonly from: string | null
  readonly to: string | null
  readonly amountFen: bigint
  /** The claim whose money it is, when it came straight from a victim. */
  readonly claim: string | null
  /** What the account that was credited or debited held afterwards. */
  readonly balanceAfterFen: bigint
  /** Of this transfer, what came into the frozen account, whole fen, the rest cut off. */
  readonly enteredFen: bigint
  /** Of this transfer, what still lay there at the freeze by the share in each balance; the rest cut off. */
  readonly heldFen: bigint
}

/**
 * The flow table (资金流向表) of R41 article 7: every transfer up to the freeze that went into or out of the frozen
 * account or brought money towards it, in order of time. A transfer between two given accounts is one row.
 */
export function flowTable(ledger: Ledger, entered: Traced, held: Traced): readonly FlowRow[] {
  const departures = new Map(
    ledger.bookings.flatMap((booking) => (booking.kind === 'departure' ? [[booking.entry.id, booking]] : [])),
  )
  return ledger.bookings
    .filter(
      ({ kind, account, entry }) =>
        kind !== 'departure' &&
        (account === ledger.frozenAccount || (entered.unitWorth.get(entry.id) ?? zero).numerator > 0n),
    )
    .concat(ledger.bookings.filter((booking) => leavesFrozen(booking, ledger, entered)))
    .toSorted(byTime)
    .map((booking) => rowOf(booking, departures.get(booking.entry.id), entered, held))
}

/** Money that left the frozen account for a given one and did not come back. */
function leavesFrozen({ kind, account, entry }: Booking, ledger: Ledger, entered: Traced): boolean {
  const comesBack = (entered.unitWorth.get(entry.id) ?? zero).numerator > 0n
  return kind === 'departure' && account === ledger.frozenAccount && !comesBack
}

function rowOf(booking: Booking, departure: Booking | undefined, entered: Traced, held: Traced): FlowRow {
  const { entry, account, balanceFen, claim } = booking
  const { id, at, amountFen, counterparty, direction } = entry
  const isIn = direction === 'in'
  return {
    transfer: id,
    at: at.text,
    from: isIn ? (departure?.account ?? counterparty) : account,
    to: isIn ? account : counterparty,
    amountFen,
    claim: claim?.id ?? null,
    balanceAfterFen: isIn ? balanceFen + amountFen : balanceFen - amountFen,
    enteredFen: isIn ? countedFen(entered, booking) : 0n,
    heldFen: isIn ? countedFen(held, booking) : 0n,
  }
}

function countedFen(traced: Traced, { entry }: Booking): bigint {
  const { numerator, denominator } = scale(traced.unitWorth.get(entry.id) ?? zero, entry.amountFen, 1n)
  return numerator / denominator
}

/** Sorting keeps the ledger's order within one instant. */
function byTime(left: Booking, right: Booking): number {
  const difference = left.entry.at.epochNs - right.entry.at.epochNs
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
