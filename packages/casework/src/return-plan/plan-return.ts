import { betweenBounds, boundsBits, exactly, type Arithmetic, type Bounds } from './arithmetic.ts'
import { compareBytewise } from './byte-order.ts'
import { creditsOf, leftFirstInFirstOut, leftLastInFirstOut, type CreditsLeft } from './credits-left.ts'
import { flowTable, type FlowRow } from './flow-table.ts'
import { onCommonScale, type Fraction } from './fraction.ts'
import { openLedger, type Ledger } from './ledger.ts'
import type { ReturnPlanInput, ReturnVariant, VictimClaim } from './return-plan-input.ts'
import { shareByLargestRemainder, shareWithCaps, type Party } from './share-by-weight.ts'
import { traceCreditsLeft, traceEntered, traceHeld, type Traced } from './trace-back.ts'

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
  const shares = shareOut(ledger, claims, roughly) ?? shareOut(ledger, claims, toTheEnd)
  if (!shares) throw new Error('exact weights leave nothing undecided')
  const { method, variants } = shares
  return {
    method,
    announcementDays: method === 'PRO_RATA' ? announceDays : 0,
    variants,
    chosen: input.preferredVariant ?? defaultVariant(input, ledger),
    flow: flowTable(ledger),
  }
}

/** How exactly a plan is worked out. */
interface Precision<Value> {
  readonly arithmetic: Arithmetic<Value>
  readonly weigh: (values: readonly Value[]) => readonly Party['weight'][]
  /** The weight of a whole amount, when weights themselves are not exact. */
  readonly weightOf: (fen: bigint) => bigint | undefined
}

const roughly: Precision<Bounds> = {
  arithmetic: betweenBounds,
  weigh: (values) => values,
  weightOf: (fen) => fen << boundsBits,
}

const toTheEnd: Precision<Fraction> = {
  arithmetic: exactly,
  weigh: (values) => onCommonScale(values).map((weight) => ({ low: weight, high: weight })),
  weightOf: () => undefined,
}

/** Method and shares; undefined when this precision cannot tell. */
function shareOut<Value>(
  ledger: Ledger,
  claims: readonly VictimClaim[],
  { arithmetic, weigh, weightOf }: Precision<Value>,
): Pick<ReturnPlan, 'method' | 'variants'> | undefined {
  const oldestFirst = traceCreditsLeft(ledger, leftFirstInFirstOut(ledger), arithmetic)
  const method = methodOf(ledger, claims, oldestFirst, { arithmetic, weigh, weightOf })
  if (method === undefined) return undefined
  const share = (traced: Traced<Value>, total: bigint | undefined) =>
    shareAmong(ledger, claims, traced, { weigh, total, isDirect: method !== 'PRO_RATA' })
  // All money that is left is in the balance, which says what its parts add up to, whatever bounds they have.
  const total = weightOf(ledger.frozenFen)
  if (method !== 'PRO_RATA') {
    const direct = share(oldestFirst, total)
    return direct && { method, variants: { BY_LOSS: direct, BY_BALANCE: direct } }
  }
  const byLoss = share(traceEntered(ledger, arithmetic), undefined)
  const byBalance = share(traceHeld(ledger, arithmetic), total)
  return byLoss && byBalance && { method, variants: { BY_LOSS: byLoss, BY_BALANCE: byBalance } }
}

/**
 * Money goes back directly where it can be said whose it is without sharing: it came in one sum, or taking the oldest and
 * taking the newest money first end with the same owners, so that the order of the debits cannot change the answer.
 */
function methodOf<Value>(
  ledger: Ledger,
  claims: readonly VictimClaim[],
  oldestFirst: Traced<Value>,
  { arithmetic, weigh }: Precision<Value>,
): ReturnMethod | undefined {
  if (creditsOf(ledger).length === 1) return 'DIRECT_SINGLE'
  const newestLeft = leftLastInFirstOut(ledger)
  if (isSameLeft(leftFirstInFirstOut(ledger), newestLeft)) return 'DIRECT_TIMESTAMP'
  const newestFirst = traceCreditsLeft(ledger, newestLeft, arithmetic)
  const owners = claims.map(({ id }) => id)
  const valuesOf = ({ byClaim, other }: Traced<Value>) => [
    ...owners.map((id) => byClaim.get(id) ?? arithmetic.zero),
    other,
  ]
  const weights = weigh([...valuesOf(oldestFirst), ...valuesOf(newestFirst)])
  const count = owners.length + 1
  const pairs = weights
    .slice(0, count)
    .map((weight, index) => ({ first: weight, second: weights[index + count] ?? weight }))
  if (pairs.some(({ first, second }) => first.low > second.high || second.low > first.high)) return 'PRO_RATA'
  const isSame = pairs.every(({ first, second }) => first.low === second.high && second.low === first.high)
  return isSame ? 'DIRECT_TIMESTAMP' : undefined
}

function isSameLeft(first: CreditsLeft, second: CreditsLeft): boolean {
  const kept = [...first].filter(([, fen]) => fen > 0n)
  return kept.length === second.size && kept.every(([booking, fen]) => second.get(booking) === fen)
}

interface ShareOptions<Value> {
  readonly weigh: Precision<Value>['weigh']
  readonly total: bigint | undefined
  readonly isDirect: boolean
}

function shareAmong<Value>(
  ledger: Ledger,
  claims: readonly VictimClaim[],
  { byClaim, other, recipes }: Traced<Value>,
  { weigh, total, isDirect }: ShareOptions<Value>,
): ReturnShares | undefined {
  const isShared = (claim: VictimClaim) => isDirect || claim.settledFen === 0n
  const counted = claims.flatMap(({ id }) => byClaim.get(id) ?? [])
  const weights = weigh([...counted, other])
  const places = new Map(claims.filter(({ id }) => byClaim.has(id)).map(({ id }, index) => [id, index]))
  const paid = paymentsOf(ledger)
  const parties = claims.map(
    (claim): Party => ({
      id: claim.id,
      weight: (isShared(claim) ? weights[places.get(claim.id) ?? -1] : undefined) ?? nothing,
      capFen: capOf(claim, paid.lossFen.get(claim) ?? 0n),
      firstPaidNs: paid.firstNs.get(claim) ?? null,
      recipe: recipes.get(claim.id) ?? null,
    }),
  )
  const unknown = { id: afterEveryClaim, capFen: null, firstPaidNs: paid.firstOtherNs, recipe: null }
  const all: readonly Party[] = [...parties, { ...unknown, weight: weights.at(-1) ?? nothing }]
  const known = claims.every(isShared) ? total : undefined
  // What is provably one victim's is nobody else's, so a cap sets nothing free for others then.
  const shares = isDirect
    ? shareByLargestRemainder(ledger.frozenFen, all, known)?.map((fen, index) =>
        stillDue(fen, claims[index], all[index]),
      )
    : shareWithCaps(ledger.sharedFen, all, known)
  if (!shares) return undefined
  const lines = parties.map(({ id }, index) => ({ claim: id, returnFen: shares[index] ?? 0n }))
  return {
    lines,
    otherFen: shares.at(-1) ?? 0n,
    remainsFrozenFen: lines.reduce((rest, { returnFen }) => rest - returnFen, ledger.sharedFen),
  }
}

const nothing = { low: 0n, high: 0n }

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
