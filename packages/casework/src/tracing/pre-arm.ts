import type { RuleSet } from '../rule-sets/rule-set.ts'
import type { ObservedHop } from './hop-speed.ts'

/** Money that has just come into an account of a known gang. */
export interface FreshCredit {
  readonly account: string
  readonly taintFen: bigint
  readonly creditedAtMs: number
}

/** A hold offered to the next bank before the money is there. An officer orders it; it ends by itself. */
export interface ConditionalHold {
  readonly bankId: string
  readonly accountNo: string
  readonly accountName: string | null
  /** Holds no more than this, and only from the account that is watched. */
  readonly limitFen: bigint
  readonly onlyFromAccount: string
  /** How often the gang took this way, of how often it was seen at all. */
  readonly seen: number
  readonly of: number
  /** When the money is expected: earliest, and in the middle. */
  readonly earliestMs: number
  readonly expectedMs: number
  readonly expireAtMs: number
}

/**
 * Offers holds at the accounts into which a gang's money went before, so that they stand when it arrives. Nothing is
 * offered before the gang was seen often enough, nor when the money must be through already.
 */
export function preArm(
  credit: FreshCredit,
  hops: readonly ObservedHop[],
  { trace }: RuleSet,
  nowMs: number,
): readonly ConditionalHold[] {
  const known = hops.filter(({ account }) => account === credit.account)
  if (known.length < trace.preArmedMinObservations) return []
  const byTarget = Map.groupBy(known, ({ nextBankId, nextAccount }) => `${nextBankId} ${nextAccount}`)
  return [...byTarget.values()]
    .flatMap((seen) =>
      holdFor(seen, known.length, credit, { nowMs, holdMs: trace.preArmedHoldMinutes * 60_000 }),
    )
    .toSorted(
      (left, right) =>
        right.seen - left.seen ||
        left.expectedMs - right.expectedMs ||
        (left.accountNo < right.accountNo ? -1 : 1),
    )
}

function holdFor(
  seen: readonly ObservedHop[],
  of: number,
  { account, taintFen, creditedAtMs }: FreshCredit,
  { nowMs, holdMs }: { readonly nowMs: number; readonly holdMs: number },
): readonly ConditionalHold[] {
  const dwells = seen.map(({ dwellS }) => dwellS).toSorted((left, right) => left - right)
  const [shortest] = dwells
  const middle = dwells[Math.floor(dwells.length / 2)]
  const longest = dwells.at(-1)
  const [first] = seen
  if (!first || shortest === undefined || middle === undefined || longest === undefined) return []
  // Later than ever seen before: the money took another way, or is through.
  if (nowMs > creditedAtMs + longest * 1000 + holdMs) return []
  return [
    {
      bankId: first.nextBankId,
      accountNo: first.nextAccount,
      accountName: first.nextAccountName,
      limitFen: taintFen,
      onlyFromAccount: account,
      seen: seen.length,
      of,
      earliestMs: creditedAtMs + shortest * 1000,
      expectedMs: creditedAtMs + middle * 1000,
      expireAtMs: nowMs + holdMs,
    },
  ]
}
