import { compareBytewise } from './byte-order.ts'
import { creditsOf, leftFirstInFirstOut, leftLastInFirstOut, type CreditsLeft } from './credits-left.ts'
import { flowTable, type FlowRow } from './flow-table.ts'
import { fraction, isEqual, onCommonScale, zero, type Fraction } from './fraction.ts'
import { openLedger, type Booking, type Ledger } from './ledger.ts'
import type { ReturnPlanInput, ReturnVariant, VictimClaim } from './return-plan-input.ts'
import { shareByLargestRemainder, shareWithCaps, type Party } from './share-by-weight.ts'
import { traceBack, traceEntered, traceHeld, type Traced } from './trace-back.ts'

/** How the frozen money goes back: directly to whose it provably is, or in shares, which are announced first. */
export type ReturnMethod = 'DIRECT_SINGLE' | 'DIRECT_TIMESTAMP' | 'PRO_RATA'

/** A worked-out plan. Lines and `remainsFrozenFen` of a variant are exactly the frozen amount. */
export interface ReturnPlan {
  readonly method: ReturnMethod
  /** Days of public announcement before it may be carried out; 0 for the direct methods. */
  readonly announcementDays: number
  readonly variants: Readonly<Record<ReturnVariant, ReturnShares>>
  readonly chosen: ReturnVariant
  /** The flow table (资金流向表): every transfer that bears on the frozen account, in order of time. */
  readonly flow: readonly FlowRow[]
}

export interface ReturnShares {
  /** One line per claim, in byte order of the claim's id; 0 where nothing is returned. */
  readonly lines: readonly { readonly claim: string; readonly returnFen: bigint }[]
  /** The share of money that nobody claims; it stays frozen. */
  readonly otherFen: bigint
  /** All that stays frozen: unknown money, and what caps set free. */
  readonly remainsFrozenFen: bigint
}

/**
 * Works out how frozen money is returned to its victims: method, both variants, and the flow table. Source: R41
 * (银监发〔2016〕41号) articles 7 and 8 with its annex 5; the order of decision is that of §2.2 of the rules.
 *
 * All arithmetic is exact; whole units are made once, at the frozen account, by largest remainder. The order of the
 * input's lists changes nothing.
 *
 * @param announceDays days of announcement that the rule set asks for before a proportional return
 * @throws CodedError with a `RETURN_…` code when the input contradicts itself
 */
export function planReturn(input: ReturnPlanInput, { announceDays }: { announceDays: number }): ReturnPlan {
  const ledger = openLedger(input)
  const claims = input.claims.toSorted((left, right) => compareBytewise(left.id, right.id))
  const entered = traceEntered(ledger)
  const held = traceHeld(ledger)
  const direct = traceDirectly(ledger)
  const share = (traced: Traced, isDirect: boolean) => shareAmong(ledger, claims, traced, isDirect)
  return {
    method: direct?.method ?? 'PRO_RATA',
    announcementDays: direct ? 0 : announceDays,
    variants: direct
      ? { BY_LOSS: share(direct.traced, true), BY_BALANCE: share(direct.traced, true) }
      : { BY_LOSS: share(entered, false), BY_BALANCE: share(held, false) },
    chosen: input.preferredVariant ?? defaultVariant(input, ledger),
    flow: flowTable(ledger, entered, held),
  }
}

/**
 * Whose the frozen money is, where that can be said without sharing: it came in one sum, or taking the oldest and
 * taking the newest money first end with the same owners, so that the order of the debits cannot change the answer.
 */
function traceDirectly(ledger: Ledger): { method: ReturnMethod; traced: Traced } | undefined {
  const oldestFirst = traceCreditsLeft(ledger, leftFirstInFirstOut(ledger))
  if (creditsOf(ledger).length === 1) return { method: 'DIRECT_SINGLE', traced: oldestFirst }
  const newestFirst = traceCreditsLeft(ledger, leftLastInFirstOut(ledger))
  const isSame =
    isEqual(oldestFirst.other, newestFirst.other) &&
    [...new Set([...oldestFirst.byClaim.keys(), ...newestFirst.byClaim.keys()])].every((claim) =>
      isEqual(oldestFirst.byClaim.get(claim) ?? zero, newestFirst.byClaim.get(claim) ?? zero),
    )
  return isSame ? { method: 'DIRECT_TIMESTAMP', traced: oldestFirst } : undefined
}

function traceCreditsLeft(ledger: Ledger, left: CreditsLeft): Traced {
  const opening = ledger.accounts.find(({ account }) => account === ledger.frozenAccount)?.openingFen ?? 0n
  const arrived = (booking: Booking | null): Fraction => {
    const leftFen = left.get(booking) ?? 0n
    return leftFen === 0n ? zero : fraction(leftFen, booking?.entry.amountFen ?? opening)
  }
  return traceBack(ledger, { held: zero, arrived, once: false })
}

function shareAmong(
  ledger: Ledger,
  claims: readonly VictimClaim[],
  traced: Traced,
  isDirect: boolean,
): ReturnShares {
  const weights = onCommonScale([...claims.map(({ id }) => traced.byClaim.get(id) ?? zero), traced.other])
  const paid = paymentsOf(ledger)
  const parties = claims.map(
    (claim, index): Party => ({
      id: claim.id,
      weight: !isDirect && claim.settledFen > 0n ? 0n : (weights[index] ?? 0n),
      capFen: capOf(claim, paid.lossFen.get(claim) ?? 0n),
      firstPaidNs: paid.firstNs.get(claim) ?? null,
    }),
  )
  const unknown = { id: afterEveryClaim, capFen: null, firstPaidNs: paid.firstOtherNs }
  const all: readonly Party[] = [...parties, { ...unknown, weight: weights.at(-1) ?? 0n }]
  // What is provably one victim's is nobody else's, so a cap sets nothing free for others then.
  const shares = isDirect
    ? shareByLargestRemainder(ledger.frozenFen, all).map((fen, index) =>
        stillDue(fen, claims[index], all[index]),
      )
    : shareWithCaps(ledger.sharedFen, all)
  const lines = parties.map(({ id }, index) => ({ claim: id, returnFen: shares[index] ?? 0n }))
  return {
    lines,
    otherFen: shares.at(-1) ?? 0n,
    remainsFrozenFen: lines.reduce((rest, { returnFen }) => rest - returnFen, ledger.sharedFen),
  }
}

/** Unknown money stands behind all victims when nothing else decides who gets a fen: no id is larger. */
const afterEveryClaim = '\u{10FFFF}'

function stillDue(directFen: bigint, claim: VictimClaim | undefined, party: Party | undefined): bigint {
  const dueFen = directFen - (claim?.settledFen ?? 0n)
  const capFen = party?.capFen ?? dueFen
  return dueFen < 0n ? 0n : dueFen < capFen ? dueFen : capFen
}

/** Nobody gets back more than was lost and is not yet returned. */
function capOf(claim: VictimClaim, lossFen: bigint): bigint {
  const returnedFen = claim.alreadyReturnedFen + claim.settledFen
  return lossFen > returnedFen ? lossFen - returnedFen : 0n
}

/** What each claim lost up to the freeze, and when it first paid. */
function paymentsOf(ledger: Ledger) {
  const lossFen = new Map<VictimClaim, bigint>()
  const firstNs = new Map<VictimClaim, bigint>()
  // What lay there at the start came before everything that is listed.
  let firstOtherNs = ledger.accounts.some(({ openingFen }) => openingFen > 0n) ? 0n : null
  for (const { claim, kind, entry } of ledger.bookings) {
    if (kind !== 'credit') continue
    const { epochNs } = entry.at
    if (claim === null) {
      if (firstOtherNs === null || epochNs < firstOtherNs) firstOtherNs = epochNs
      continue
    }
    lossFen.set(claim, (lossFen.get(claim) ?? 0n) + entry.amountFen)
    const first = firstNs.get(claim)
    if (first === undefined || epochNs < first) firstNs.set(claim, epochNs)
  }
  return { lossFen, firstNs, firstOtherNs }
}

/** By loss when every credit came straight from a victim and nothing is known of accounts above; else by balance. */
function defaultVariant(input: ReturnPlanInput, ledger: Ledger): ReturnVariant {
  const isStraight = creditsOf(ledger).every(({ booking }) => booking?.claim != null)
  return isStraight && input.statements.length === 1 ? 'BY_LOSS' : 'BY_BALANCE'
}
