import { cueFeature, cueFeatureCount } from './cues/cue-set.ts'
import type { ScoredText } from './score-text.ts'
import type { TextLabel } from './text-label.ts'

/** Hints below this say too little; the type stays the family of whatever cannot be told. */
const leastHint = 0.5

/**
 * The fraud type that the cues of a text speak for most; null where they speak for none. A type's hints count for its
 * family as well, and the family wins unless one of its types has half of its hints.
 */
export function fraudTypeOf(
  { cues }: Pick<ScoredText, 'cues'>,
  scores: Readonly<Record<TextLabel, number>>,
): string | null {
  const families = new Map<string, number>()
  const types = new Map<string, number>()
  for (let index = 0; index < cueFeatureCount; index += 1) {
    if (cues[index] !== 1) continue
    for (const [code, hint] of Object.entries(cueFeature(index).types ?? {})) {
      const family = code.slice(0, 3)
      families.set(family, (families.get(family) ?? 0) + hint)
      if (code !== family) types.set(code, (types.get(code) ?? 0) + hint)
    }
  }
  const family = strongest(families)
  if (family === null || family.hint < leastHint) return scores.fraud >= 0.5 ? 'F99' : null
  const type = strongest(new Map([...types].filter(([code]) => code.startsWith(family.code))))
  return type !== null && type.hint >= family.hint / 2 ? type.code : family.code
}

function strongest(hints: ReadonlyMap<string, number>): { code: string; hint: number } | null {
  let best: { code: string; hint: number } | null = null
  for (const [code, hint] of hints) {
    if (best === null || hint > best.hint || (hint === best.hint && code < best.code)) best = { code, hint }
  }
  return best
}
