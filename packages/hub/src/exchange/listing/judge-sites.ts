import {
  absoluteState,
  indicatorKey,
  isOpenMailHost,
  isSharedByPath,
  lookupCandidates,
  readVerdict,
  sharedParent,
  signedKey,
  type LookupCandidate,
  type RelativeState,
} from '@wuzei/domain'
import {
  decidedHosts,
  decidedKeys,
  standingVerdicts,
  type WebCandidate,
  type WithheldReason,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import { wellKnownSites } from '../../importers/well-known-sites.ts'
import { selectVerdict, type VerdictLookup } from '../../library/select-verdict.ts'
import { namesAbove } from './site-rules.ts'
import { hostOfLink } from './touched-by-events.ts'

/**
 * Which of these sites and links are kept off the list although their own verdict would put them on it: those that
 * the checker, asked for them, would not call `high`, because an owner or a person above them decides; and hosts as a
 * whole that belong to many, since blocking one would block them all.
 */
export async function judgeSites(
  client: ClientBase,
  rows: readonly WebCandidate[],
  nowS: number,
): Promise<Map<bigint, WithheldReason>> {
  const judged = new Map<bigint, WithheldReason>()
  for (const row of rows) {
    const reason = sharedReason(row)
    if (reason) judged.set(row.key, reason)
  }
  for (const key of await findOverruled(client, await nearDecisions(client, rows), nowS))
    judged.set(key, 'overruled')
  return judged
}

/** From so many sites on it is cheaper to read every decision about sites than to look for each site's parents. */
const manyRows = 1_000

/** Decisions read at once: some megabytes. People decide one by one, so there are seldom so many. */
const maxDecided = 100_000

/** Those of the rows about whose host, or a name above it, somebody may have decided something. */
async function nearDecisions(
  client: ClientBase,
  rows: readonly WebCandidate[],
): Promise<readonly WebCandidate[]> {
  const decided = rows.length < manyRows ? undefined : await decidedHosts(client, maxDecided)
  if (!decided) return rows
  return rows.filter(({ kind, canonical }) => {
    const host = kind === 'domain' ? canonical : hostOfLink(canonical)
    // Addresses of IPv6 are written otherwise in links.
    if (host.startsWith('[') || decided.has(host)) return true
    for (const above of namesAbove(host)) if (decided.has(above)) return true
    return false
  })
}

function sharedReason({ kind, canonical, pinned }: WebCandidate): WithheldReason | null {
  const host = kind === 'domain' ? canonical : wholeHost(canonical)
  if (host === undefined) return null
  if (isSharedByPath(host) || isOpenMailHost(host)) return 'shared-host'
  if (sharedParent(host) === host) return 'public-suffix'
  // A person who pins the very site knows what they do.
  return wellKnownSites.has(host) && !pinned ? 'well-known' : null
}

/** The host of a link that names nothing but the host. */
function wholeHost(canonical: string): string | undefined {
  return canonical.indexOf('/') === canonical.length - 1 ? canonical.slice(0, -1) : undefined
}

async function findOverruled(
  client: ClientBase,
  rows: readonly WebCandidate[],
  nowS: number,
): Promise<bigint[]> {
  if (rows.length === 0) return []
  const looked = rows.map((row) => ({
    row,
    candidates: lookupCandidates(row).map((candidate) => ({ ...candidate, key: keyOf(candidate) })),
  }))
  const decided = await decidedKeys(client, [
    ...new Set(looked.flatMap(({ candidates }) => candidates.slice(1).map(({ key }) => key))),
  ])
  const doubtful = looked.filter(({ candidates }) => candidates.slice(1).some(({ key }) => decided.has(key)))
  if (doubtful.length === 0) return []
  const keys = new Set(doubtful.flatMap(({ candidates }) => candidates.map(({ key }) => key)))
  const verdicts = verdictLookup(await standingVerdicts(client, [...keys]))
  const buffer = new Uint32Array(2)
  return doubtful
    .filter(({ candidates }) => {
      const selected = selectVerdict(verdicts, candidates, nowS, buffer)
      if (!selected) return false
      const { level } = readVerdict(absoluteState(selected.relative, selected.refAt), nowS)
      return level !== 'high' && level !== 'confirmed'
    })
    .map(({ row }) => row.key)
}

function keyOf({ kind, canonical }: LookupCandidate): bigint {
  return signedKey(indicatorKey(kind, canonical))
}

interface StandingVerdict {
  readonly key: bigint
  readonly stateId: number
  readonly relative: RelativeState
  readonly refAt: number
}

/** A few verdicts in the form in which the checker looks them up. */
function verdictLookup(verdicts: readonly StandingVerdict[]): VerdictLookup {
  const handles = new Map(verdicts.map(({ key }, handle) => [key, handle]))
  const states = new Map(verdicts.map(({ stateId, relative }) => [stateId, relative]))
  const at = (handle: number): StandingVerdict => {
    const verdict = verdicts[handle]
    if (!verdict) throw new RangeError(`no verdict ${handle}`)
    return verdict
  }
  return {
    find: (hi, lo) => handles.get(signedKey((BigInt(hi) << 32n) | BigInt(lo))) ?? -1,
    stateIdOf: (handle) => at(handle).stateId,
    refAtOf: (handle) => at(handle).refAt,
    stateOf(stateId) {
      const state = states.get(stateId)
      if (!state) throw new RangeError(`no state ${stateId}`)
      return state
    },
  }
}
