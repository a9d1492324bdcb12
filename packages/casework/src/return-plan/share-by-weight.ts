import { compareBytewise } from './byte-order.ts'

/** One who takes part when a sum is shared. Weights are on one scale for all; `low` equals `high` where they are exact. */
export interface Party {
  readonly id: string
  readonly weight: { readonly low: bigint; readonly high: bigint }
  /** Most that may be given; null without a limit. */
  readonly capFen: bigint | null
  /** First payment, for ties; null when nothing was paid. */
  readonly firstPaidNs: bigint | null
  /** Parties with the same text have exactly the same weight; null when nothing is known about that. */
  readonly recipe: string | null
}

/** What each gets, in the order of the parties; undefined where the bounds of the weights leave a unit undecided. */
export type Shares = readonly bigint[] | undefined

/**
 * Shares a sum by weight in whole units with the method of the largest remainder: everybody gets the whole part of the
 * exact share, and the units left over go one each to the largest fractional parts. Ties: larger weight, earlier first
 * payment, smaller id in byte order (§2.4). Caps play no part here. All zero when nobody has weight.
 *
 * @param knownTotal the exact sum of the weights, where it is known although they are not
 */
export function shareByLargestRemainder(
  sumFen: bigint,
  parties: readonly Party[],
  knownTotal?: bigint,
): Shares {
  const lowTotal = knownTotal ?? parties.reduce((sum, { weight }) => sum + weight.low, 0n)
  const highTotal = knownTotal ?? parties.reduce((sum, { weight }) => sum + weight.high, 0n)
  if (highTotal === 0n) return parties.map(() => 0n)
  if (lowTotal === 0n) return undefined
  const areExact = parties.every(({ weight }) => weight.low === weight.high)
  const shares = parties.map((party, index) =>
    idealOf(sumFen, party, index, { lowTotal, highTotal, areExact }),
  )
  if (shares.some(({ isCertain }) => !isCertain)) return undefined
  const left = Number(sumFen - shares.reduce((sum, { fen }) => sum + fen, 0n))
  const order = orderByRemainder(shares, left)
  if (!order) return undefined
  const lucky = new Set(order.slice(0, left).map(({ index }) => index))
  return shares.map(({ index, fen }) => (lucky.has(index) ? fen + 1n : fen))
}

/**
 * The same with caps: whoever would get more than their cap gets the cap, and what they leave is shared anew by weight
 * among those whose cap is not reached, until nothing changes. Parties without any cap (unknown money) keep their first
 * share: what caps set free goes to victims or stays frozen (§2.4).
 */
export function shareWithCaps(sumFen: bigint, parties: readonly Party[], knownTotal?: bigint): Shares {
  const first = shareByLargestRemainder(sumFen, parties, knownTotal)
  if (!first) return undefined
  const shares = [...first]
  const open = new Set(parties.flatMap(({ capFen }, index) => (capFen === null ? [] : [index])))
  let restFen = [...open].reduce((sum, index) => sum + (shares[index] ?? 0n), 0n)
  for (;;) {
    const reached = [...open].filter((index) => (shares[index] ?? 0n) > (parties[index]?.capFen ?? 0n))
    if (reached.length === 0) return shares
    for (const index of reached) {
      const capFen = parties[index]?.capFen ?? 0n
      shares[index] = capFen
      restFen -= capFen
      open.delete(index)
    }
    const sharing = [...open]
    const again = shareByLargestRemainder(
      restFen,
      sharing.flatMap((index) => parties[index] ?? []),
    )
    if (!again) return undefined
    for (const [place, index] of sharing.entries()) shares[index] = again[place] ?? 0n
  }
}

/** An exact share between two bounds: its whole units, and what is beyond them as parts of `scale`. */
interface Ideal {
  readonly index: number
  readonly party: Party
  readonly fen: bigint
  readonly isCertain: boolean
  readonly low: bigint
  readonly high: bigint
}

/** Fractions of a unit are compared in steps of 2^-320 where weights are not exact; exact ones over their total. */
const stepBits = 320n

function idealOf(
  sumFen: bigint,
  party: Party,
  index: number,
  { lowTotal, highTotal, areExact }: { lowTotal: bigint; highTotal: bigint; areExact: boolean },
): Ideal {
  const { low, high } = party.weight
  if (areExact) {
    const product = sumFen * low
    const remainder = product % lowTotal
    return { index, party, fen: product / lowTotal, isCertain: true, low: remainder, high: remainder }
  }
  const isTotalKnown = lowTotal === highTotal
  const lowShare = ((sumFen * low) << stepBits) / (isTotalKnown ? lowTotal : low + highTotal - high)
  const highDivisor = isTotalKnown ? lowTotal : high + lowTotal - low
  const highShare = (((sumFen * high) << stepBits) + highDivisor - 1n) / highDivisor
  const fen = lowShare >> stepBits
  const whole = fen << stepBits
  return {
    index,
    party,
    fen,
    isCertain: highShare >> stepBits === fen,
    low: lowShare - whole,
    high: highShare - whole,
  }
}

/** By remainder, largest first; undefined when it is not certain who stands among the first `count`. */
function orderByRemainder(shares: readonly Ideal[], count: number): readonly Ideal[] | undefined {
  const order = shares.toSorted(
    (first, second) => compareBigints(second.low, first.low) || beforeOnTie(first.party, second.party),
  )
  const last = order[count - 1]
  if (!last || count === order.length) return order
  const isDecided = order
    .slice(count)
    .every((beyond) => beyond.high < last.low || isExact(beyond, last) || isOneWeight(beyond, last))
  const isLowest = order
    .slice(0, count - 1)
    .every((within) => within.low >= last.high || isExact(within, last) || isOneWeight(within, last))
  return isDecided && isLowest ? order : undefined
}

function isExact(first: Ideal, second: Ideal): boolean {
  return first.low === first.high && second.low === second.high
}

function isOneWeight(first: Ideal, second: Ideal): boolean {
  return first.party.recipe !== null && first.party.recipe === second.party.recipe
}

function beforeOnTie(first: Party, second: Party): number {
  return (
    compareBigints(second.weight.low, first.weight.low) ||
    comparePayments(first.firstPaidNs, second.firstPaidNs) ||
    compareBytewise(first.id, second.id)
  )
}

function comparePayments(first: bigint | null, second: bigint | null): number {
  if (first === null || second === null) return first === second ? 0 : first === null ? 1 : -1
  return compareBigints(first, second)
}

function compareBigints(first: bigint, second: bigint): number {
  return first < second ? -1 : first > second ? 1 : 0
}
