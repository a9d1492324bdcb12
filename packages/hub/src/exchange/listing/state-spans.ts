import {
  readVerdict,
  verdictLevels,
  type RelativeState,
  type VerdictLevel,
  type VerdictState,
} from '@wuzei/domain'
import type { ListingState } from '@wuzei/store'

/** How long a state stays listed after its reference instant, and at which level. */
export function readSpans(stateId: number, state: RelativeState): ListingState {
  const highForS = secondsAtLeast(state, 'high')
  return {
    stateId,
    confirmedForS: secondsAtLeast(state, 'confirmed'),
    highForS,
    pinned: state.pin !== null,
    decided: state.pin !== null || state.identity !== null,
    vouchesBelow: highForS === 0 ? vouchesBelow(state) : null,
    fraudTypes: state.fraudTypes,
  }
}

/** A person's pin speaks of everything below it; an owner of a site where others publish, of the site alone. */
function vouchesBelow({ pin, identity }: RelativeState): boolean | null {
  if (pin !== null) return true
  return identity === null ? null : identity.coversSubdomains === true
}

/** Nothing that fades is still `high` after this: 68 years are 22 half-lives of the slowest kind. */
const longestS = 2 ** 31

/**
 * Seconds for which a state reads this level or above, as the model itself reads it: the first whole second at which
 * it no longer does. 0 for never, null for ever.
 */
function secondsAtLeast(state: VerdictState, level: VerdictLevel): number | null {
  const rank = verdictLevels.indexOf(level)
  const reads = (atS: number) => verdictLevels.indexOf(readVerdict(state, atS).level) >= rank
  if (!reads(0)) return 0
  if (reads(longestS)) return null
  let [holds, ends] = [0, longestS]
  while (ends - holds > 1) {
    const middle = Math.floor((holds + ends) / 2)
    if (reads(middle)) holds = middle
    else ends = middle
  }
  return ends
}
