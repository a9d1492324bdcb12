import type { TierSummary, VerdictState } from './types.ts'

/**
 * A verdict state without its instants: `refAt` is 0 and every tier counts seconds before it. Entries of one
 * list that were seen at different times share it, so the index and the database keep it once.
 */
export type RelativeState = VerdictState & { readonly refAt: 0 }

/** The shared part of a state; `absoluteState(relativeState(s), s.refAt)` is `s`. */
export function relativeState(state: VerdictState): RelativeState {
  return { ...state, refAt: 0, tiers: state.tiers.map((tier) => shiftTier(tier, state.refAt)) }
}

/** The state that a shared part stands for at one entry's reference instant (epoch seconds). */
export function absoluteState(relative: RelativeState, refAt: number): VerdictState {
  return { ...relative, refAt, tiers: relative.tiers.map((tier) => shiftTier(tier, refAt)) }
}

/** Mirrors an instant around `refAt`; applied twice it gives the instant back. */
function shiftTier(tier: TierSummary, refAt: number): TierSummary {
  return { ...tier, firstAt: refAt - tier.firstAt, lastAt: refAt - tier.lastAt }
}
