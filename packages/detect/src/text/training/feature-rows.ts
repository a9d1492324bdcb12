import { canonicalText } from '../canonical/canonical-text.ts'
import { cueFeatureCount } from '../cues/cue-set.ts'
import { findCues } from '../cues/find-cues.ts'
import { featuresPerCode, writeFeatures } from '../features.ts'
import { textLabels } from '../text-label.ts'
import { clusterTexts } from './clusters.ts'
import type { TextRow } from './text-row.ts'
import type { FeatureRows } from './train-softmax.ts'

/** Rows with all that training needs of them. */
export interface PreparedRows extends FeatureRows {
  readonly rows: readonly TextRow[]
  readonly labels: Uint8Array
  /** Near-duplicates and rows of one dialogue have the same number. */
  readonly clusters: Uint32Array
  readonly importance: Float32Array
}

/** Codes of a text that are learned from; the few longer ones say nothing new further on. */
const longestLearned = 2000

/** A cluster of n rows counts as n to the power of this: a template sent a thousand times is not a thousand lessons. */
const clusterPower = 0.75

/** `other` is rare (76 rows of 35,000): without this it is never said. */
const rareLabelWeight = 4

/** Reads features, likeness and weights of rows. */
export function prepareRows(rows: readonly TextRow[]): PreparedRows {
  const cues = new Uint8Array(rows.length * cueFeatureCount)
  const ends = new Uint32Array(rows.length)
  const room = new Uint32Array(longestLearned * featuresPerCode)
  let buckets = new Uint32Array(1 << 20)
  let count = 0
  rows.forEach((row, index) => {
    const canonical = canonicalText(row.text)
    findCues(canonical, cues.subarray(index * cueFeatureCount, (index + 1) * cueFeatureCount))
    const written = writeFeatures(canonical, 0, Math.min(canonical.length, longestLearned), room)
    if (count + written > buckets.length) {
      const larger = new Uint32Array(buckets.length * 2)
      larger.set(buckets)
      buckets = larger
    }
    buckets.set(room.subarray(0, written), count)
    count += written
    ends[index] = count
  })
  const clusters = clusterTexts(
    rows.map((row) => row.text),
    rows.map((row) => row.group),
    rows.map((row) => row.source === 'dialogue'),
  )
  return {
    rows,
    buckets: buckets.slice(0, count),
    ends,
    cues,
    labels: Uint8Array.from(rows, (row) => textLabels.indexOf(row.label)),
    clusters,
    importance: importanceOf(rows, clusters),
  }
}

function importanceOf(rows: readonly TextRow[], clusters: Uint32Array): Float32Array {
  const sizes = new Map<number, number>()
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  return Float32Array.from(rows, (row, index) => {
    const alike = row.source === 'dialogue' ? 1 : (sizes.get(clusters[index] ?? 0) ?? 1)
    return row.weight * alike ** (clusterPower - 1) * (row.label === 'other' ? rareLabelWeight : 1)
  })
}
