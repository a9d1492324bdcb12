import type { Arithmetic } from './arithmetic.ts'
import type { CreditsLeft } from './credits-left.ts'
import type { Booking, Ledger } from './ledger.ts'

/** What is asked of the money: what of it is worth counting in the frozen account. */
export interface TraceQuestion<Value> {
  /** What one unit is worth that lies in the frozen account at the freeze. */
  readonly held: Value
  /** What one unit is worth by the mere fact that it came in with this booking; `null` is the opening balance. */
  arrived(booking: Booking | null): Value
  /** True when money counts once, at its first coming in, whatever becomes of it afterwards. */
  readonly once: boolean
}

/** How much of each source is counted: the claims, by id, and everything unknown together. */
export interface Traced<Value> {
  readonly byClaim: ReadonlyMap<string, Value>
  readonly other: Value
  /** What one unit of a booking is counted as, by its entry's id; of departures, what they are where they arrive. */
  /**
   * Per claim, which amounts were counted at which worth, as text: claims with the same one have exactly the same share,
   * however long its digits are.
   */
  readonly recipes: ReadonlyMap<string, string>
  readonly unitWorth: ReadonlyMap<string, Value>
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
export function traceBack<Value>(
  ledger: Ledger,
  question: TraceQuestion<Value>,
  { zero, add, scale }: Arithmetic<Value>,
): Traced<Value> {
  const worth = new Map<string, Value>([[ledger.frozenAccount, question.held]])
  const unitWorth = new Map<string, Value>()
  const byClaim = new Map<string, Value>()
  const recipes = new Map<string, string>()
  let other = zero
  let debits = 0
  const unitAt = (account: string, booking: Booking | null): Value => {
    const later = worth.get(account) ?? zero
    if (account !== ledger.frozenAccount) return later
    const bonus = question.arrived(booking)
    return question.once ? bonus : add(later, bonus)
  }
  for (let index = ledger.bookings.length - 1; index >= 0; index -= 1) {
    const booking = ledger.bookings[index]
    if (!booking || booking.entry.amountFen === 0n) continue
    const { account, balanceFen, entry, kind, claim } = booking
    if (kind === 'credit' || kind === 'arrival') {
      const unit = unitAt(account, booking)
      unitWorth.set(entry.id, unit)
      if (kind === 'arrival') continue
      const counted = scale(unit, entry.amountFen, 1n)
      if (claim === null) other = add(other, counted)
      else {
        byClaim.set(claim.id, add(byClaim.get(claim.id) ?? zero, counted))
        recipes.set(claim.id, `${recipes.get(claim.id) ?? ''} ${account} ${debits} ${entry.amountFen}`)
      }
      continue
    }
    debits += 1
    const kept = scale(worth.get(account) ?? zero, balanceFen - entry.amountFen, balanceFen)
    const gone = kind === 'departure' ? (unitWorth.get(entry.id) ?? zero) : zero
    worth.set(account, add(kept, scale(gone, entry.amountFen, balanceFen)))
  }
  for (const { account, openingFen } of ledger.accounts)
    if (openingFen > 0n) other = add(other, scale(unitAt(account, null), openingFen, 1n))
  return { byClaim, other, recipes, unitWorth }
}

/** What of each source is still in the frozen account at the freeze (`BY_BALANCE`). */
export function traceHeld<Value>(ledger: Ledger, arithmetic: Arithmetic<Value>): Traced<Value> {
  const question = { held: arithmetic.one, arrived: () => arithmetic.zero, once: false }
  return traceBack(ledger, question, arithmetic)
}

/** What of each source ever came into the frozen account, each unit once (`BY_LOSS`). */
export function traceEntered<Value>(ledger: Ledger, arithmetic: Arithmetic<Value>): Traced<Value> {
  const question = { held: arithmetic.zero, arrived: () => arithmetic.one, once: true }
  return traceBack(ledger, question, arithmetic)
}

/** What is left of each source when the frozen account still holds so much of each credit. */
export function traceCreditsLeft<Value>(
  ledger: Ledger,
  left: CreditsLeft,
  arithmetic: Arithmetic<Value>,
): Traced<Value> {
  const opening = ledger.accounts.find(({ account }) => account === ledger.frozenAccount)?.openingFen ?? 0n
  const arrived = (booking: Booking | null): Value => {
    const leftFen = left.get(booking) ?? 0n
    return leftFen === 0n ? arithmetic.zero : arithmetic.ratio(leftFen, booking?.entry.amountFen ?? opening)
  }
  // What is left differs from credit to credit, so equal recipes would say nothing.
  return {
    ...traceBack(ledger, { held: arithmetic.zero, arrived, once: false }, arithmetic),
    recipes: new Map(),
  }
}
