import type { FactValue, Facts, TraceRules } from '@wuzei/casework'

/** Money that left an account, as its bank named it, and what could be done about it. */
export interface NextStop {
  /** The serial of the transfer: loops show by it, not by the account. */
  readonly edge: string
  readonly accountNo: string | null
  readonly accountName: string | null
  readonly bankId: string | null
  readonly atMs: number
  readonly amountFen: bigint
  readonly currency: string
  /** Upper bound of the victim's money in it: what may be stopped at most. */
  readonly taintFen: bigint
  readonly obstacle: 'NOT_AN_ACCOUNT' | 'TOO_SMALL' | 'TOO_DEEP' | 'TOO_MANY' | 'SECURED' | null
}

/**
 * The next stops after a bank's answer, most first and of equal ones the latest first: what was sent last is most likely
 * still there (rules §1.8, 3). Pure: the same answer gives the same list.
 */
export function proposeNextStops(order: Facts, rules: TraceRules): readonly NextStop[] {
  const { nextAccounts, claimedFen, securedFen, transferAtMs, tier } = order
  const claimed = typeof claimedFen === 'bigint' ? claimedFen : 0n
  const secured = typeof securedFen === 'bigint' ? securedFen : 0n
  const open = claimed > secured ? claimed - secured : 0n
  const from = typeof transferAtMs === 'number' ? transferAtMs : 0
  const nextTier = (typeof tier === 'number' ? tier : 1) + 1
  const edges = (isList(nextAccounts) ? nextAccounts : []).flatMap(readEdge)
  return (
    edges
      // What left before the victim's money came cannot be the victim's.
      .filter(({ atMs }) => atMs >= from)
      .toSorted((left, right) => compare(right.amountFen, left.amountFen) || right.atMs - left.atMs)
      .map((edge, rank) => {
        const taintFen = edge.amountFen < open ? edge.amountFen : open
        return { ...edge, taintFen, obstacle: obstacleOf(edge, { rank, nextTier, open }, rules) }
      })
  )
}

type Edge = Omit<NextStop, 'taintFen' | 'obstacle'>

function obstacleOf(
  edge: Edge,
  { rank, nextTier, open }: { readonly rank: number; readonly nextTier: number; readonly open: bigint },
  rules: TraceRules,
): NextStop['obstacle'] {
  if (open === 0n) return 'SECURED'
  if (nextTier > rules.maxDepth) return 'TOO_DEEP'
  if (rank >= rules.maxFanOut) return 'TOO_MANY'
  if (edge.amountFen < rules.minEdgeFen) return 'TOO_SMALL'
  return edge.accountNo === null ? 'NOT_AN_ACCOUNT' : null
}

function readEdge(value: FactValue): Edge[] {
  if (typeof value !== 'object' || value === null || isList(value)) return []
  const { serialNo, atMs, amountFen, currency, accountNo, accountName, bankId } = value
  if (typeof serialNo !== 'string' || typeof atMs !== 'number' || typeof amountFen !== 'bigint') return []
  return [
    {
      edge: serialNo,
      atMs,
      amountFen,
      currency: typeof currency === 'string' ? currency : 'CNY',
      accountNo: typeof accountNo === 'string' ? accountNo : null,
      accountName: typeof accountName === 'string' ? accountName : null,
      bankId: typeof bankId === 'string' ? bankId : null,
    },
  ]
}

function isList(value: FactValue | undefined): value is readonly FactValue[] {
  return Array.isArray(value)
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0
}
