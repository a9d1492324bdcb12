import { CodedError } from '@wuzei/domain'
import { compareSerials } from './byte-order.ts'
import type {
  AccountStatement,
  BankInstant,
  ReturnPlanInput,
  StatementEntry,
  VictimClaim,
} from './return-plan-input.ts'

/** All bookings up to the freeze, in an order in which nothing arrives before it left. */
export interface Ledger {
  readonly frozenAccount: string
  /** The balance at the freeze. */
  readonly frozenFen: bigint
  /** What of it is to be shared: all but what earlier plans paid out. */
  readonly sharedFen: bigint
  readonly frozenAt: BankInstant
  readonly accounts: readonly { readonly account: string; readonly openingFen: bigint }[]
  readonly bookings: readonly Booking[]
}

/** One entry in its place, with what it means for the money in the account. */
export interface Booking {
  readonly entry: StatementEntry
  readonly account: string
  /** What the account held just before it. */
  readonly balanceFen: bigint
  /**
   * `credit`: money from outside, a victim's or unknown. `arrival`: from another given account. `departure`: to
   * another given account. `exit`: out of sight, by cash, a merchant or an account without statement.
   */
  readonly kind: 'credit' | 'arrival' | 'departure' | 'exit'
  /** Whose money a credit is; null when nobody claims it. */
  readonly claim: VictimClaim | null
}

/**
 * Puts the statements in order and checks that they agree with each other and with the frozen amount.
 *
 * Entries of one account follow each other by time, then by serial number (§2.2 step 1); where that would overdraw
 * the account within one instant, the credits of this instant come first. Between accounts only the transfers
 * themselves bind the order, so clocks of two banks that differ by seconds do no harm.
 *
 * @throws CodedError one of the `RETURN_…` codes, when the input contradicts itself
 */
export function openLedger(input: ReturnPlanInput): Ledger {
  const { account: frozenAccount, amountFen: sharedFen, frozenAt } = input.frozen
  const frozenFen = input.claims.reduce((sum, { settledFen }) => sum + settledFen, sharedFen)
  const transfers = pairTransfers(input.statements)
  const claims = claimsByTransfer(input.claims, transfers)
  const isBefore = ({ at }: StatementEntry) => at.epochNs <= frozenAt.epochNs
  const perAccount = input.statements.map((statement, index) => {
    const counted = statement.entries.filter((entry) => {
      const arrival = entry.direction === 'out' ? transfers.get(entry.id)?.arrival : undefined
      return isBefore(entry) || (arrival !== undefined && isBefore(arrival.entry))
    })
    const bookings: Booking[] = []
    let balanceFen = statement.openingFen
    for (const entry of orderEntries(counted, statement.openingFen)) {
      const claim = entry.direction === 'in' ? (claims.get(entry.id) ?? null) : null
      const kind = kindOf(entry, transfers, claims, isBefore)
      if (kind === 'credit' && claim === null) requireOutside(entry, input.statements)
      if (kind === 'exit' && !transfers.get(entry.id)?.arrival) requireOutside(entry, input.statements)
      bookings.push({ entry, account: statement.account, balanceFen, kind, claim })
      balanceFen += entry.direction === 'in' ? entry.amountFen : -entry.amountFen
      if (balanceFen < 0n)
        throw new CodedError('RETURN_BALANCE_NEGATIVE', `statements[${index}] is overdrawn by ${entry.id}`)
    }
    return { account: statement.account, openingFen: statement.openingFen, bookings, balanceFen }
  })
  requireFrozenBalance(perAccount, frozenAccount, frozenFen)
  return {
    frozenAccount,
    frozenFen,
    sharedFen,
    frozenAt,
    accounts: perAccount.map(({ account, openingFen }) => ({ account, openingFen })),
    bookings: interleave(perAccount.map(({ bookings }) => bookings)),
  }
}

interface Side {
  readonly account: string
  readonly entry: StatementEntry
}
interface Transfer {
  readonly departure?: Side
  readonly arrival?: Side
}

function pairTransfers(statements: readonly AccountStatement[]): ReadonlyMap<string, Transfer> {
  const transfers = new Map<string, Transfer>()
  const accounts = new Set<string>()
  for (const [index, { account, entries }] of statements.entries()) {
    if (accounts.has(account))
      throw new CodedError('RETURN_ACCOUNT_REPEATED', `statements[${index}] is the second of its account`)
    accounts.add(account)
    for (const entry of entries) {
      const known = transfers.get(entry.id)
      const side = entry.direction === 'in' ? 'arrival' : 'departure'
      const other = entry.direction === 'in' ? known?.departure : known?.arrival
      if (known?.[side] || other?.account === account)
        throw new CodedError('RETURN_TRANSFER_REPEATED', `${entry.id} is booked twice on one side`)
      if (other && other.entry.amountFen !== entry.amountFen)
        throw new CodedError('RETURN_TRANSFER_AMOUNTS', `${entry.id} leaves and arrives with other amounts`)
      transfers.set(entry.id, { ...known, [side]: { account, entry } })
    }
  }
  return transfers
}

function claimsByTransfer(
  claims: readonly VictimClaim[],
  transfers: ReadonlyMap<string, Transfer>,
): ReadonlyMap<string, VictimClaim> {
  const byTransfer = new Map<string, VictimClaim>()
  const ids = new Set<string>()
  for (const claim of claims) {
    if (ids.has(claim.id)) throw new CodedError('RETURN_CLAIM_REPEATED', `claim ${claim.id} is given twice`)
    ids.add(claim.id)
    for (const id of claim.transfers) {
      if (byTransfer.has(id)) throw new CodedError('RETURN_CLAIM_REPEATED', `${id} is claimed twice`)
      if (!transfers.get(id)?.arrival)
        throw new CodedError('RETURN_CLAIM_TRANSFER_UNKNOWN', `${id} of claim ${claim.id} is no credit here`)
      byTransfer.set(id, claim)
    }
  }
  return byTransfer
}

/** A claimed transfer is the victim's money from its arrival on, wherever it came from. */
function kindOf(
  entry: StatementEntry,
  transfers: ReadonlyMap<string, Transfer>,
  claims: ReadonlyMap<string, VictimClaim>,
  isBefore: (entry: StatementEntry) => boolean,
): Booking['kind'] {
  const transfer = transfers.get(entry.id)
  const isWithin = transfer?.departure !== undefined && transfer.arrival !== undefined
  if (entry.direction === 'in') return isWithin && !claims.has(entry.id) ? 'arrival' : 'credit'
  const hasArrived = transfer?.arrival !== undefined && isBefore(transfer.arrival.entry)
  return isWithin && hasArrived && !claims.has(entry.id) ? 'departure' : 'exit'
}

/** Money that names a given account as its other side must stand in that account's statement as well. */
function requireOutside(entry: StatementEntry, statements: readonly AccountStatement[]): void {
  if (statements.some(({ account }) => account === entry.counterparty))
    throw new CodedError(
      'RETURN_TRANSFER_ONE_SIDED',
      `${entry.id} names a given account whose statement lacks it`,
    )
}

function requireFrozenBalance(
  accounts: readonly { readonly account: string; readonly balanceFen: bigint }[],
  frozenAccount: string,
  frozenFen: bigint,
): void {
  const frozen = accounts.find(({ account }) => account === frozenAccount)
  if (!frozen) throw new CodedError('RETURN_ACCOUNT_UNKNOWN', 'no statement is of the frozen account')
  if (frozen.balanceFen !== frozenFen)
    throw new CodedError(
      'RETURN_FROZEN_MISMATCH',
      `the statement ends with ${frozen.balanceFen}, frozen are ${frozenFen}`,
    )
}

function orderEntries(entries: readonly StatementEntry[], openingFen: bigint): readonly StatementEntry[] {
  const sorted = entries.toSorted((left, right) =>
    left.at.epochNs === right.at.epochNs
      ? compareSerials(left.id, right.id)
      : left.at.epochNs < right.at.epochNs
        ? -1
        : 1,
  )
  const ordered: StatementEntry[] = []
  let balanceFen = openingFen
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1
    while (end < sorted.length && sorted[end]?.at.epochNs === sorted[start]?.at.epochNs) end += 1
    const instant = sorted.slice(start, end)
    const inTurn = isCovered(instant, balanceFen) ? instant : creditsFirst(instant)
    ordered.push(...inTurn)
    balanceFen = inTurn.reduce(afterEntry, balanceFen)
    start = end
  }
  return ordered
}

function isCovered(entries: readonly StatementEntry[], openingFen: bigint): boolean {
  let balanceFen = openingFen
  return entries.every((entry) => (balanceFen = afterEntry(balanceFen, entry)) >= 0n)
}

function creditsFirst(entries: readonly StatementEntry[]): readonly StatementEntry[] {
  return [
    ...entries.filter(({ direction }) => direction === 'in'),
    ...entries.filter(({ direction }) => direction === 'out'),
  ]
}

function afterEntry(balanceFen: bigint, { direction, amountFen }: StatementEntry): bigint {
  return direction === 'in' ? balanceFen + amountFen : balanceFen - amountFen
}

/** One order for all accounts: each account's own, and no arrival before its departure. */
function interleave(perAccount: readonly (readonly Booking[])[]): readonly Booking[] {
  const ordered: Booking[] = []
  const departed = new Set<string>()
  const waiting = new Map<string, number>()
  const next = perAccount.map(() => 0)
  const ready = perAccount.map((_, index) => index)
  for (let account = ready.pop(); account !== undefined; account = ready.pop()) {
    const bookings = perAccount[account] ?? []
    for (let at = next[account] ?? 0; at < bookings.length; at += 1) {
      const booking = bookings[at]
      if (!booking) break
      const { id } = booking.entry
      if (booking.kind === 'arrival' && !departed.has(id)) {
        waiting.set(id, account)
        break
      }
      ordered.push(booking)
      next[account] = at + 1
      if (booking.kind !== 'departure') continue
      departed.add(id)
      const released = waiting.get(id)
      if (released !== undefined) ready.push(released)
    }
  }
  if (ordered.length < perAccount.reduce((sum, bookings) => sum + bookings.length, 0))
    throw new CodedError('RETURN_ORDER_IMPOSSIBLE', 'some transfers wait for each other in a circle')
  return ordered
}
