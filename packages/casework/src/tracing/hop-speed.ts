/** How long money stayed in one account before it went on, as seen in this gang's earlier transfers. */
export interface ObservedHop {
  /** Account that money came into and left again. */
  readonly account: string
  readonly nextBankId: string
  readonly nextAccount: string
  readonly nextAccountName: string | null
  /** From the credit to the debit. */
  readonly dwellS: number
}

/**
 * What is assumed of a gang that was never seen before: money leaves after some five minutes. Malaysia's response centre
 * reports that mule accounts are emptied in three to ten (NSRC 997, 2026).
 */
export const assumedDwellS = 300

/** The middle dwell of what was seen; {@link assumedDwellS} when it was seen less than `minObservations` times. */
export function medianDwellS(hops: readonly ObservedHop[], minObservations: number): number {
  if (hops.length < Math.max(1, minObservations)) return assumedDwellS
  const sorted = hops.map(({ dwellS }) => dwellS).toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? assumedDwellS
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? upper)
  return Math.max(1, (lower + upper) / 2)
}

/**
 * What of an amount is still to be expected in the account after so long, when half of it leaves in every median dwell.
 * Between whole half-lives the curve is a straight line, so that every machine comes to the same whole fen.
 */
export function expectedLeftFen(amountFen: bigint, elapsedS: number, dwellS: number): bigint {
  const thousandths = BigInt(Math.max(0, Math.floor((elapsedS * 1000) / dwellS)))
  const halvings = thousandths / 1000n
  if (halvings >= mostHalvings) return 0n
  const between = thousandths % 1000n
  return (amountFen * (2000n - between)) / (2000n << halvings)
}

/** After sixty half-lives nothing is left of any amount there is. */
const mostHalvings = 60n
