import { compareBytewise } from './byte-order.ts'

/** One who takes part when a sum is shared; weights are exact and on one scale for all. */
export interface Party {
  readonly id: string
  readonly weight: bigint
  /** Most that may be given; null without a limit. */
  readonly capFen: bigint | null
  /** First payment, for ties; null when nothing was paid. */
  readonly firstPaidNs: bigint | null
}

/**
 * Shares a sum by weight in whole units with the method of the largest remainder: everybody gets the whole part of the
 * exact share, and the units left over go one each to the largest fractional parts. Ties: larger weight, earlier first
 * payment, smaller id in byte order (§2.4). Caps play no part here. All zero when nobody has weight.
 */
export function shareByLargestRemainder(sumFen: bigint, parties: readonly Party[]): readonly bigint[] {
  const total = parties.reduce((sum, { weight }) => sum + weight, 0n)
  if (total === 0n) return parties.map(() => 0n)
  const shares = parties.map((party, index) => {
    const product = sumFen * party.weight
    return { index, party, fen: product / total, remainder: product % total }
  })
  const left = Number(sumFen - shares.reduce((sum, { fen }) => sum + fen, 0n))
  const lucky = new Set(
    shares
      .toSorted(
        (first, second) => compareBigints(second.remainder, first.remainder) || beforeOnTie(first, second),
      )
      .slice(0, left)
      .map(({ index }) => index),
  )
  return shares.map(({ index, fen }) => (lucky.has(index) ? fen + 1n : fen))
}

/**
 * The same with caps: whoever would get more than their cap gets the cap, and what they leave is shared anew by weight
 * among those without a cap reached, until nothing changes. The `uncapped` parties of the first round that have no cap
 * at all (unknown money) keep their first share: what caps set free goes to victims or stays frozen (§2.4).
 */
export function shareWithCaps(sumFen: bigint, parties: readonly Party[]): readonly bigint[] {
  const shares = [...shareByLargestRemainder(sumFen, parties)]
  const open = new Set(parties.flatMap(({ capFen }, index) => (capFen === null ? [] : [index])))
  let restFen =
    sumFen -
    parties.reduce((sum, { capFen }, index) => sum + (capFen === null ? (shares[index] ?? 0n) : 0n), 0n)
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
    for (const [place, index] of sharing.entries()) shares[index] = again[place] ?? 0n
  }
}

function beforeOnTie(
  { party: first }: { readonly party: Party },
  { party: second }: { readonly party: Party },
) {
  return (
    compareBigints(second.weight, first.weight) ||
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
