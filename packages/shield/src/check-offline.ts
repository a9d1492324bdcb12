import { type IndicatorKind, writeIndicatorKey } from '@wuzei/domain'
import type { ShieldList } from './open-list.ts'

/** Lists at hand; a device that has none yet asks the hub about everything. */
export interface OfflineLists {
  readonly suspects?: ShieldList
  readonly knownGood?: ShieldList
}

/**
 * `ask-on-hit`: only what the suspects may contain is asked about; the hub learns little, a scam of the last minutes is
 * missed. `ask-by-default`: whatever is not known to be good is asked about.
 */
export type OfflineMode = 'ask-on-hit' | 'ask-by-default'

/** `known-good` and `not-listed` need no hub; neither means safe, and `ask-hub` accuses nobody. */
export type OfflineAnswer = 'ask-hub' | 'known-good' | 'not-listed'

/** A value with everything else that bears on it, most specific first: `lookupCandidates` of the domain. */
export type OfflineCandidates = readonly { readonly kind: IndicatorKind; readonly canonical: string }[]

/**
 * What to do about a value, by the lists alone. Where no list covers its kind, that is to ask. A suspect is asked about even if it is known to be good, because
 * something was reported since; a list that is known to be good but out of date counts no more, so that taking a device
 * off the net does not keep an old all-clear alive. Throws a RangeError for lists of the wrong purpose.
 */
export function checkOffline(
  lists: OfflineLists,
  candidates: OfflineCandidates,
  mode: OfflineMode,
  nowMs: number,
): OfflineAnswer {
  const { suspects, knownGood } = lists
  checkPurposes(lists)
  if (!candidates.some(({ kind }) => suspects?.covers(kind))) return 'ask-hub'
  // The public keys cost as much as the lists, and all lists have the same ones.
  const keys = new Uint32Array(candidates.length * 2)
  for (const [index, { kind, canonical }] of candidates.entries()) {
    writeIndicatorKey(kind, canonical, keys, index * 2)
  }
  const mayBeIn = (list: ShieldList) =>
    candidates.some(
      ({ kind }, index) =>
        list.covers(kind) && list.mayContainKey(keys[index * 2] ?? 0, keys[index * 2 + 1] ?? 0),
    )
  if (suspects !== undefined && mayBeIn(suspects)) return 'ask-hub'
  if (knownGood !== undefined && !knownGood.isExpired(nowMs) && mayBeIn(knownGood)) return 'known-good'
  return mode === 'ask-by-default' ? 'ask-hub' : 'not-listed'
}

/** Good values taken for suspects, or the other way round, would turn every answer into its opposite. */
function checkPurposes({ suspects, knownGood }: OfflineLists): void {
  if (suspects !== undefined && suspects.header.purpose !== 'suspect')
    throw new RangeError('Not a list of suspects')
  if (knownGood !== undefined && knownGood.header.purpose !== 'known-good') {
    throw new RangeError('Not a list of known-good values')
  }
}
