import { betweenBounds, boundsBits, type Bounds } from './arithmetic.ts'
import { compareSerials } from './byte-order.ts'
import type { Booking, Ledger } from './ledger.ts'
import { traceEntered, traceHeld, type Traced } from './trace-back.ts'

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
export function flowTable(ledger: Ledger): readonly FlowRow[] {
  const entered = traceEntered(ledger, betweenBounds)
  const held = traceHeld(ledger, betweenBounds)
  const departures = new Map(
    ledger.bookings.flatMap((booking) => (booking.kind === 'departure' ? [[booking.entry.id, booking]] : [])),
  )
  return ledger.bookings
    .filter(
      ({ kind, account, entry }) =>
        kind !== 'departure' && (account === ledger.frozenAccount || hasWorth(entered, entry.id)),
    )
    .concat(ledger.bookings.filter((booking) => leavesFrozen(booking, ledger, entered)))
    .toSorted(byTime)
    .map((booking) => rowOf(booking, departures.get(booking.entry.id), entered, held))
}

/** Money that left the frozen account for a given one and did not come back. */
function leavesFrozen({ kind, account, entry }: Booking, ledger: Ledger, entered: Traced<Bounds>): boolean {
  const comesBack = hasWorth(entered, entry.id)
  return kind === 'departure' && account === ledger.frozenAccount && !comesBack
}

function rowOf(
  booking: Booking,
  departure: Booking | undefined,
  entered: Traced<Bounds>,
  held: Traced<Bounds>,
): FlowRow {
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

/** Cut off; the upper bound says it, because a whole amount's lower bound may lie a hair below it. */
function countedFen({ unitWorth }: Traced<Bounds>, { entry }: Booking): bigint {
  const unit = unitWorth.get(entry.id) ?? betweenBounds.zero
  return betweenBounds.scale(unit, entry.amountFen, 1n).high >> boundsBits
}

function hasWorth({ unitWorth }: Traced<Bounds>, id: string): boolean {
  return (unitWorth.get(id) ?? betweenBounds.zero).high > 0n
}

/** Within one instant by serial number; a claimed transfer between given accounts leaves before it arrives. */
function byTime({ entry: left }: Booking, { entry: right }: Booking): number {
  if (left.at.epochNs !== right.at.epochNs) return left.at.epochNs < right.at.epochNs ? -1 : 1
  return compareSerials(left.id, right.id) || (left.direction === 'out' ? -1 : 1)
}
