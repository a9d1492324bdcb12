import { readVerdict, unknownState, type IndicatorKind, type VerdictLevel } from '@wuzei/domain'
import type { HubContext } from '../hub-context.ts'
import { indexedState } from '../library/indexed-state.ts'
import { keyHex } from '../library/subject.ts'

/** What everybody is told about an entry of the library at this moment. */
export function levelNow(hub: HubContext, key: bigint, kind: IndicatorKind): VerdictLevel {
  const state = indexedState(hub.index, keyHex(key)) ?? unknownState(kind)
  return readVerdict(state, hub.clock() / 1000).level
}
