import {
  absoluteState,
  lookupCandidates,
  readVerdict,
  type Indicator,
  type VerdictLevel,
} from '@wuzei/domain'
import type { HubContext } from '../hub-context.ts'
import { selectVerdict } from '../library/select-verdict.ts'

/**
 * What everybody who checks it is told about an indicator at this moment: by its own entry of the library or by that of
 * its site, whichever decides. A receipt that read only the own entry said "confirmed" of a page whose check said "safe".
 */
export function levelNow(hub: HubContext, indicator: Pick<Indicator, 'kind' | 'canonical'>): VerdictLevel {
  const nowS = hub.clock() / 1000
  const selected = selectVerdict(hub.index, lookupCandidates(indicator), nowS, new Uint32Array(2))
  return selected ? readVerdict(absoluteState(selected.relative, selected.refAt), nowS).level : 'unknown'
}
