import type { RuleSet } from '../rule-sets/rule-set.ts'
import { expectedLeftFen, medianDwellS, type ObservedHop } from './hop-speed.ts'

/** A transfer that left the stopped account, as the bank names it in its answer "moved on". */
export interface OutgoingTransfer {
  /** The bank's serial: what tells circles apart, because accounts may come again. */
  readonly serial: string
  readonly bankId: string
  readonly accountNo: string
  readonly accountName: string | null
  readonly amountFen: bigint
  readonly atMs: number
  /** Merchants, utilities, tax and securities clearing accounts hold other people's money. */
  readonly isProtected: boolean
}

/** What is known where the next stops are proposed from. */
export interface TraceState {
  readonly parentOrderId: string
  /** Tier of the account that the money left; 1 received it from the victim. */
  readonly tier: number
  /** Most of the victim's money that can have been in it. */
  readonly taintFen: bigint
  /** When the victim's money came into it. */
  readonly creditedAtMs: number
  /** When the victim paid. */
  readonly victimPaidAtMs: number
  /** The victim's whole loss, and what of it is under stop or freeze already. */
  readonly claimedFen: bigint
  readonly securedFen: bigint
  /** Serials already followed, anywhere in this trace. */
  readonly seenSerials: ReadonlySet<string>
  /** What was seen of this gang's speed. */
  readonly hops: readonly ObservedHop[]
  /** Until an order reaches the next bank and is carried out there. */
  readonly orderLatencyS: number
}

/** The next stop, for an officer to order. */
export interface ProposedStop {
  readonly parentOrderId: string
  readonly tier: number
  readonly bankId: string
  readonly accountNo: string
  readonly accountName: string | null
  readonly serial: string
  readonly transferAtMs: number
  readonly mode: 'ACCOUNT' | 'AMOUNT'
  /** Upper bound of the victim's money in this transfer; an order of mode `AMOUNT` stops no more. */
  readonly taintFen: bigint
  /** Expected to be still there when the order arrives. */
  readonly savableFen: bigint
  /** How much of that every second of waiting costs, in thousandths of a fen. */
  readonly lossPerSecondMilliFen: bigint
}

export type NotFollowed =
  | 'SECURED'
  | 'TOO_DEEP'
  | 'FAN_OUT'
  | 'TOO_SMALL'
  | 'PROTECTED_ACCOUNT'
  | 'SEEN'
  | 'BEFORE_CREDIT'
  | 'OUT_OF_PURPOSE'

export interface NextStops {
  /** Most urgent first: by what a second costs, then by amount, then the later transfer first. */
  readonly stops: readonly ProposedStop[]
  readonly notFollowed: readonly { readonly serial: string; readonly why: NotFollowed }[]
}

/**
 * Proposes the next stops from a bank's answer that the money moved on (rules §1.8). An officer orders them; nothing is
 * ordered from here. From the rule set's tier on only the disputed amount is stopped.
 */
export function proposeNextStops(
  transfers: readonly OutgoingTransfer[],
  state: TraceState,
  rules: RuleSet,
  nowMs: number,
): NextStops {
  const judged = transfers.map((transfer) => ({ transfer, why: whyNot(transfer, state, rules) }))
  const dwellS = medianDwellS(state.hops, rules.trace)
  const followed = judged
    .flatMap(({ transfer, why }) =>
      why === null ? [stopFor(transfer, state, rules, { nowMs, dwellS })] : [],
    )
    .toSorted(byUrgency)
  const stops = followed.slice(0, rules.trace.maxFanOut)
  return {
    stops,
    notFollowed: [
      ...judged.flatMap(({ transfer: { serial }, why }) => (why === null ? [] : [{ serial, why }])),
      ...followed.slice(rules.trace.maxFanOut).map(({ serial }) => ({ serial, why: 'FAN_OUT' as const })),
    ],
  }
}

function whyNot(transfer: OutgoingTransfer, state: TraceState, { trace }: RuleSet): NotFollowed | null {
  if (state.securedFen >= state.claimedFen) return 'SECURED'
  if (state.tier >= trace.maxDepth) return 'TOO_DEEP'
  if (state.seenSerials.has(transfer.serial)) return 'SEEN'
  if (transfer.atMs < state.victimPaidAtMs - trace.lookBackHours * 3_600_000) return 'OUT_OF_PURPOSE'
  if (transfer.atMs < state.creditedAtMs) return 'BEFORE_CREDIT'
  if (transfer.isProtected) return 'PROTECTED_ACCOUNT'
  return transfer.amountFen < trace.minEdgeFen ? 'TOO_SMALL' : null
}

function stopFor(
  transfer: OutgoingTransfer,
  state: TraceState,
  { trace }: RuleSet,
  { nowMs, dwellS }: { readonly nowMs: number; readonly dwellS: number },
): ProposedStop {
  const tier = state.tier + 1
  const openFen = state.claimedFen - state.securedFen
  const taintFen = [transfer.amountFen, state.taintFen, openFen].reduce((least, fen) =>
    fen < least ? fen : least,
  )
  const elapsedS = (nowMs - transfer.atMs) / 1000 + state.orderLatencyS
  const savableFen = expectedLeftFen(taintFen, elapsedS, dwellS)
  return {
    parentOrderId: state.parentOrderId,
    tier,
    bankId: transfer.bankId,
    accountNo: transfer.accountNo,
    accountName: transfer.accountName,
    serial: transfer.serial,
    transferAtMs: transfer.atMs,
    mode: tier >= trace.amountOnlyFromTier ? 'AMOUNT' : 'ACCOUNT',
    taintFen,
    savableFen,
    lossPerSecondMilliFen:
      ((savableFen - expectedLeftFen(taintFen, elapsedS + dwellS, dwellS)) * 1000n) /
      BigInt(Math.ceil(dwellS)),
  }
}

function byUrgency(left: ProposedStop, right: ProposedStop): number {
  return (
    compare(right.lossPerSecondMilliFen, left.lossPerSecondMilliFen) ||
    compare(right.taintFen, left.taintFen) ||
    right.transferAtMs - left.transferAtMs ||
    (left.serial < right.serial ? -1 : 1)
  )
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0
}
