import type { TraceRules } from '../rule-sets/rule-set.ts'

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

/** The middle dwell of what was seen; what the rule set assumes while it was seen too seldom. */
export function medianDwellS(hops: readonly ObservedHop[], trace: TraceRules): number {
  const { assumedDwellSeconds, preArmedMinObservations } = trace
  if (hops.length < Math.max(1, preArmedMinObservations)) return assumedDwellSeconds
  const sorted = hops.map(({ dwellS }) => dwellS).toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? assumedDwellSeconds
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
