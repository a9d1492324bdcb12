export { buildList } from './build-list.ts'
export type { ListContent, UnsignedList } from './build-list.ts'
export { encodeList } from './encode-list.ts'
export type { Signer } from './encode-list.ts'
export {
  falsePositiveRateOf,
  knownGoodFalsePositiveRate,
  planEpoch,
  suspectFalsePositiveRate,
} from './epoch.ts'
export type { Epoch, EpochPlan } from './epoch.ts'
export type { ListHeader, ListPurpose } from './list-header.ts'
export { openList } from './open-list.ts'
export type { OpenListOptions, ShieldList } from './open-list.ts'
export { applyDelta } from './apply-delta.ts'
export type { ApplyDeltaOptions } from './apply-delta.ts'
export { buildDelta } from './build-delta.ts'
export { checkOffline } from './check-offline.ts'
export type { OfflineAnswer, OfflineCandidates, OfflineLists, OfflineMode } from './check-offline.ts'
export { confirmPrefix, crowdEntries, matchPrefixAnswer, maxPrefixBits, prefixBitsFor } from './confirm.ts'
export type { PrefixEntry, PrefixQuestion } from './confirm.ts'
