import { add, one, scale, zero, type Fraction } from './fraction.ts'
import type { Booking, Ledger } from './ledger.ts'

/** What is asked of the money: what of it is worth counting in the frozen account. */
export interface TraceQuestion {
  /** What one unit is worth that lies in the frozen account at the freeze. */
  readonly held: Fraction
  /** What one unit is worth by the mere fact that it came in with this booking; `null` is the opening balance. */
  arrived(booking: Booking | null): Fraction
  /** True when money counts once, at its first coming in, whatever becomes of it afterwards. */
  readonly once: boolean
}

/** How much of each source is counted: the claims, by id, and everything unknown together. */
export interface Traced {
  readonly byClaim: ReadonlyMap<string, Fraction>
  readonly other: Fraction
  /** What one unit of a booking is counted as, by its entry's id; of departures, what they are where they arrive. */
  readonly unitWorth: ReadonlyMap<string, Fraction>
}

/**
 * Follows money through the accounts by the per-hop share of §2.3: whatever leaves an account takes of every source
 * the part that this source has in the balance at that moment.
 *
 * The rule is linear, so it is applied backwards: `worth[account]` says what one unit lying there is worth from this
 * booking on. A debit `d` from a balance `b` keeps `(b - d) / b` of the worth and adds `d / b` of what the unit is
 * worth where it goes. That is one number per account instead of one per account and source, exact, and needs no
 * rounding; the sum over all sources comes out the same.
 */
export function traceBack(ledger: Ledger, question: TraceQuestion): Traced {
  const worth = new Map<string, Fraction>([[ledger.frozenAccount, question.held]])
  const unitWorth = new Map<string, Fraction>()
  const byClaim = new Map<string, Fraction>()
  let other = zero
  const count = (claimId: string | null, amountFen: bigint, unit: Fraction) => {
    const counted = scale(unit, amountFen, 1n)
    if (claimId === null) other = add(other, counted)
    else byClaim.set(claimId, add(byClaim.get(claimId) ?? zero, counted))
  }
  const unitAt = (account: string, booking: Booking | null): Fraction => {
    const later = worth.get(account) ?? zero
    if (account !== ledger.frozenAccount) return later
    const bonus = question.arrived(booking)
    return question.once ? bonus : add(later, bonus)
  }
  for (const booking of ledger.bookings.toReversed()) {
    const { account, balanceFen, entry, kind, claim } = booking
    if (entry.amountFen === 0n) continue
    if (kind === 'credit' || kind === 'arrival') {
      const unit = unitAt(account, booking)
      unitWorth.set(entry.id, unit)
      if (kind === 'credit') count(claim?.id ?? null, entry.amountFen, unit)
      continue
    }
    const kept = scale(worth.get(account) ?? zero, balanceFen - entry.amountFen, balanceFen)
    const gone = kind === 'departure' ? (unitWorth.get(entry.id) ?? zero) : zero
    worth.set(account, add(kept, scale(gone, entry.amountFen, balanceFen)))
  }
  for (const { account, openingFen } of ledger.accounts)
    if (openingFen > 0n) count(null, openingFen, unitAt(account, null))
  return { byClaim, other, unitWorth }
}

/** What of each source is still in the frozen account at the freeze (`BY_BALANCE`). */
export function traceHeld(ledger: Ledger): Traced {
  return traceBack(ledger, { held: one, arrived: () => zero, once: false })
}

/** What of each source ever came into the frozen account, each unit once (`BY_LOSS`). */
export function traceEntered(ledger: Ledger): Traced {
  return traceBack(ledger, { held: zero, arrived: () => one, once: true })
}
