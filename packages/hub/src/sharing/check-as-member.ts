import type { MemberCheckReply, Verdict } from '@wuzei/contract'
import {
  absoluteState,
  assess,
  CodedError,
  indicatorKey,
  lookupCandidates,
  parseIndicator,
  readerOf,
  readWithMarks,
  relativeState,
  signedKey,
  unknownState,
  type Actor,
  type Indicator,
  type VerdictState,
} from '@wuzei/domain'
import { heldShares, loadIndicators, originsOf, type IndicatorRow, type ShareRow } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import type { Checker } from '../library/checker.ts'
import { noDecisions } from '../library/library-memory.ts'
import { selectVerdict, type VerdictLookup } from '../library/select-verdict.ts'
import { takeTurns } from '../library/take-turns.ts'
import { evidenceOf } from './share-event.ts'

type MemberResult = MemberCheckReply['results'][number]

/**
 * The public verdict on each value, and what the caller may read beside it: held shares, and the level that they and
 * the public evidence give together by the same model. Nobody else's answer changes by it.
 *
 * @throws CodedError FORBIDDEN for a system without the scope
 */
export async function checkAsMember(
  hub: HubContext,
  checker: Checker,
  actor: Actor,
  values: readonly string[],
): Promise<MemberCheckReply> {
  if (actor.type === 'client' && !actor.scopes.includes('check'))
    throw new CodedError('FORBIDDEN', 'this client has no scope for this')
  const parsed = values.map((value) => ({ value, parsed: parseIndicator(value) }))
  const candidates = parsed.flatMap((item) => (item.parsed.ok ? lookupCandidates(item.parsed.indicator) : []))
  const asked = new Set(candidates.map(({ kind, canonical }) => `${kind} ${canonical}`))
  const keys = new Set(candidates.map(({ kind, canonical }) => signedKey(indicatorKey(kind, canonical))))
  const found = await heldShares(hub.database.pool, readerOf(actor), [...keys])
  // Two values may have one key of 64 bits.
  const held = Map.groupBy(
    found.filter(({ kind, canonical }) => asked.has(`${kind} ${canonical}`)),
    ({ key }) => key,
  )
  const states = await statesWith(hub, held)
  const lookup = lookupWith(hub, states)
  const answer = ({ value, parsed: item }: (typeof parsed)[number]): MemberResult => {
    if (!item.ok) return { value, error: item.error }
    const { indicator } = item
    const verdict: Verdict = JSON.parse(checker.checkIndicator(indicator, value).toString())
    const shares = lookupCandidates(indicator).flatMap(
      ({ kind, canonical }) => held.get(signedKey(indicatorKey(kind, canonical))) ?? [],
    )
    return {
      verdict,
      memberLevel: shares.length === 0 ? verdict.level : levelOf(hub, lookup, indicator),
      shares: shares.map((share) => ({
        id: share.id,
        origin: share.originId,
        label: share.label,
        canonical: share.canonical,
        fraudType: share.fraudType,
        lastAt: new Date(share.lastAt * 1000).toISOString(),
      })),
    }
  }
  const results: MemberResult[] = []
  const turns = takeTurns()
  for (const item of parsed) {
    if (turns.isOver()) await turns.next()
    results.push(answer(item))
  }
  return { results }
}

/** States of these indicators by public and held evidence together; nothing of it is written. */
async function statesWith(
  hub: HubContext,
  held: ReadonlyMap<bigint, readonly ShareRow[]>,
): Promise<Map<bigint, VerdictState>> {
  if (held.size === 0) return new Map()
  const { pool } = hub.database
  const known: ReadonlyMap<bigint, IndicatorRow> = await loadIndicators(pool, [...held.keys()])
  const origins = await originsOf(pool, [
    ...new Set([...held.values()].flatMap((shares) => shares.map(({ originId }) => originId))),
  ])
  const states = new Map<bigint, VerdictState>()
  for (const [key, shares] of held) {
    const row = known.get(key)
    const said = shares.flatMap((share) => {
      const origin = origins.get(share.originId)
      return origin ? evidenceOf(share, origin) : []
    })
    const [first] = shares
    if (!first) continue
    states.set(
      key,
      assess({
        kind: first.kind,
        ...(row?.decisions ?? noDecisions),
        evidence: [...(row?.evidence ?? []), ...said],
      }),
    )
  }
  return states
}

/** The index with these states above it. */
function lookupWith(hub: HubContext, states: ReadonlyMap<bigint, VerdictState>): VerdictLookup {
  const own = [...states.values()]
  const handleOf = new Map([...states.keys()].map((key, index) => [BigInt.asUintN(64, key), index]))
  const at = (handle: number) => own[handle - firstOwnHandle]
  const { index } = hub
  return {
    find(hi, lo) {
      const handle = handleOf.get((BigInt(hi) << 32n) | BigInt(lo))
      return handle === undefined ? index.find(hi, lo) : firstOwnHandle + handle
    },
    stateIdOf: (handle) => (at(handle) ? handle : index.stateIdOf(handle)),
    refAtOf: (handle) => at(handle)?.refAt ?? index.refAtOf(handle),
    stateOf(id) {
      const state = at(id)
      return state ? relativeState(state) : index.stateOf(id)
    },
  }
}

/** Above every handle and state number of the index, which are below 2³². */
const firstOwnHandle = 2 ** 40

function levelOf(hub: HubContext, lookup: VerdictLookup, indicator: Indicator): Verdict['level'] {
  const nowS = hub.clock() / 1000
  const selected = selectVerdict(lookup, lookupCandidates(indicator), nowS, new Uint32Array(2))
  const state = selected ? absoluteState(selected.relative, selected.refAt) : unknownState(indicator.kind)
  return readWithMarks(state, indicator.marks, nowS).level
}
