/**
 * Deltas lead from each version to the next, and from each multiple of these steps to the following multiple: whoever
 * was away a thousand versions takes about twenty deltas, and the maker keeps four files instead of a thousand.
 */
export const deltaSteps: readonly number[] = [8, 64, 512]

/** Versions from which a delta leads to this one, nearest first. */
export function deltaParents(version: number): number[] {
  const far = deltaSteps.filter((step) => version % step === 0).map((step) => version - step)
  return [version - 1, ...far].filter((parent) => parent > 0)
}

/** Versions whose files deltas of later versions will start from. */
export function keptVersions(version: number): number[] {
  const multiples = deltaSteps.map((step) => version - (version % step))
  return [...new Set([version, ...multiples])].filter((kept) => kept > 0)
}
