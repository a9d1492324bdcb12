import { canonicalText } from './canonical/canonical-text.ts'
import type { CanonicalText } from './canonical/canonical-text.ts'
import { cueFeatureCount } from './cues/cue-set.ts'
import { findCues } from './cues/find-cues.ts'
import { featuresPerCode, writeFeatures } from './features.ts'
import { stretchLength } from './text-model.ts'
import type { TextModel } from './text-model.ts'
import { textLabels } from './text-label.ts'

/** Margins of a text, and what they were made from. The arrays belong to the model: read them before the next text. */
export interface ScoredText {
  readonly canonical: CanonicalText
  /** Unscaled log-odds of every label. */
  readonly margins: Float64Array
  /** 1 for every cue feature that the text has. */
  readonly cues: Uint8Array
}

const labels = textLabels.length

/** Margins of every label for a text; linear in its length. */
export function scoreText(model: TextModel, text: string): ScoredText {
  const { room, weights } = model
  const canonical = canonicalText(text, room.canonical)
  findCues(canonical, room.cues)
  const margins = new Float64Array(labels)
  addGrams(model, canonical, margins)
  for (let label = 0; label < labels; label += 1)
    margins[label] = (margins[label] ?? 0) + (weights.bias[label] ?? 0)
  for (let cue = 0; cue < cueFeatureCount; cue += 1) {
    if (room.cues[cue] !== 1) continue
    for (let label = 0; label < labels; label += 1)
      margins[label] = (margins[label] ?? 0) + (weights.cues[cue * labels + label] ?? 0)
  }
  return { canonical, margins, cues: room.cues }
}

/**
 * Adds the weights of the grams of a text over the root of their number, so that long texts weigh little more than
 * short. Of a text longer than a stretch only the most harmful stretch counts: padding must not drown what it hides.
 */
function addGrams({ room, weights }: TextModel, canonical: CanonicalText, margins: Float64Array): void {
  const { buckets } = weights
  let mostHarm = Number.NEGATIVE_INFINITY
  for (let from = 0; from < canonical.length; from += stretchLength) {
    const to = Math.min(canonical.length, from + stretchLength)
    const count = writeFeatures(canonical, from, to, room.buckets)
    let normal = 0
    let ad = 0
    let fraud = 0
    let illegal = 0
    let other = 0
    for (let i = 0; i < count; i += 1) {
      const base = (room.buckets[i] ?? 0) * labels
      normal += buckets[base] ?? 0
      ad += buckets[base + 1] ?? 0
      fraud += buckets[base + 2] ?? 0
      illegal += buckets[base + 3] ?? 0
      other += buckets[base + 4] ?? 0
    }
    const scale = weights.scale / Math.sqrt(Math.max(1, count))
    const harm = (Math.max(fraud, illegal) - Math.max(normal, ad, other)) * scale
    if (harm <= mostHarm) continue
    mostHarm = harm
    margins[0] = normal * scale
    margins[1] = ad * scale
    margins[2] = fraud * scale
    margins[3] = illegal * scale
    margins[4] = other * scale
  }
}

/** How much each canonical code moved the text towards harm: the shares of all grams that it is part of. */
export function harmByCode({ room, weights }: TextModel, canonical: CanonicalText): Float64Array {
  const shares = new Float64Array(canonical.length)
  const { buckets } = weights
  const scale = weights.scale / Math.sqrt(Math.max(1, canonical.length * featuresPerCode))
  for (let at = 0; at < canonical.length; at += 1) {
    const to = Math.min(canonical.length, at + 4)
    const count = Math.min(to - at, writeFeatures(canonical, at, to, room.buckets))
    for (let size = 0; size < count; size += 1) {
      const base = (room.buckets[size] ?? 0) * labels
      const harm = Math.max(buckets[base + 2] ?? 0, buckets[base + 3] ?? 0)
      const harmless = Math.max(buckets[base] ?? 0, buckets[base + 1] ?? 0, buckets[base + 4] ?? 0)
      const share = ((harm - harmless) * scale) / (size + 1)
      for (let i = at; i <= at + size; i += 1) shares[i] = (shares[i] ?? 0) + share
    }
  }
  return shares
}
