import type { Booking, Ledger } from './ledger.ts'

/** What is left of each credit of the frozen account; the opening balance stands under `null`. */
export type CreditsLeft = ReadonlyMap<Booking | null, bigint>

/** The frozen account's credits in their order, the opening balance first; empty ones are none. */
export function creditsOf(
  ledger: Ledger,
): readonly { readonly booking: Booking | null; readonly fen: bigint }[] {
  const opening = ledger.accounts.find(({ account }) => account === ledger.frozenAccount)?.openingFen ?? 0n
  const credits = ledger.bookings.filter(
    ({ account, entry }) => account === ledger.frozenAccount && entry.direction === 'in',
  )
  return [
    { booking: null, fen: opening },
    ...credits.map((booking) => ({ booking, fen: booking.entry.amountFen })),
  ].filter(({ fen }) => fen > 0n)
}

/** What is left when each debit takes the oldest money first. */
export function leftFirstInFirstOut(ledger: Ledger): CreditsLeft {
  const credits = creditsOf(ledger)
  let leftFen = ledger.frozenFen
  const left = new Map<Booking | null, bigint>()
  // Whatever the order in between, the newest credits are what remains.
  for (const { booking, fen } of credits.toReversed()) {
    const keptFen = fen < leftFen ? fen : leftFen
    leftFen -= keptFen
    left.set(booking, keptFen)
  }
  return left
}

/** What is left when each debit takes the newest money first. */
export function leftLastInFirstOut(ledger: Ledger): CreditsLeft {
  const pile: { readonly booking: Booking | null; fen: bigint }[] = []
  const opening = ledger.accounts.find(({ account }) => account === ledger.frozenAccount)?.openingFen ?? 0n
  if (opening > 0n) pile.push({ booking: null, fen: opening })
  for (const booking of ledger.bookings) {
    if (booking.account !== ledger.frozenAccount) continue
    const { direction, amountFen } = booking.entry
    if (direction === 'in') pile.push({ booking, fen: amountFen })
    else takeFromTop(pile, amountFen)
  }
  return new Map(pile.map(({ booking, fen }) => [booking, fen]))
}

function takeFromTop(pile: { readonly booking: Booking | null; fen: bigint }[], amountFen: bigint): void {
  let stillFen = amountFen
  for (let top = pile.at(-1); top && stillFen > 0n; top = pile.at(-1)) {
    if (top.fen > stillFen) {
      top.fen -= stillFen
      return
    }
    stillFen -= top.fen
    pile.pop()
  }
}
