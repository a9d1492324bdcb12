import type { ConfirmEntry } from '@wuzei/contract'
import type { LookupCandidate } from '@wuzei/domain'

/** A candidate with what the hub says about it. */
export interface ConfirmedCandidate {
  readonly candidate: LookupCandidate
  readonly entry: ConfirmEntry
}

/**
 * Which entry decides about a value, as a check at the hub decides it; candidates come most specific first. A person's
 * decision before all; then a verified owner, unless something more specific is dangerous by word of police or members;
 * else what is most dangerous.
 */
export function decidingEntry(
  found: readonly ConfirmedCandidate[],
  value: LookupCandidate,
): ConfirmedCandidate | undefined {
  let best: ConfirmedCandidate | undefined
  for (const one of found) {
    const { entry } = one
    if (entry.decidedBy === 'pin') return one
    if (entry.decidedBy === 'owner') {
      if (!vouchesFor(one, value)) continue
      return best && isGrave(best.entry) ? best : one
    }
    if (!best || entry.score > best.entry.score) best = one
  }
  return best
}

function isGrave({ ceiling, level }: ConfirmEntry): boolean {
  return ceiling === 'confirmed' && isDangerous(level)
}

/** Where others publish below an owner's site, the owner vouches for the very site alone. */
function vouchesFor({ candidate, entry }: ConfirmedCandidate, value: LookupCandidate): boolean {
  if (entry.identity?.coversSubdomains === true) return true
  const isValue = candidate.kind === value.kind && candidate.canonical === value.canonical
  return isValue || (value.kind === 'url' && value.canonical === `${candidate.canonical}/`)
}

/** Levels that lists hold. */
export function isDangerous(level: string): boolean {
  return level === 'high' || level === 'confirmed'
}
