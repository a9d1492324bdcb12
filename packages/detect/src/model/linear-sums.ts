/** What the linear stage says of one group of hashed features. */
export interface GroupSums {
  /** Sum of the weights, divided by the root of their number. */
  sum: number
  /** Share of the features whose weight is nought: letters seldom seen together. */
  unknownShare: number
  /** The largest weight. */
  most: number
}

/** Reads the weights of `buckets` from `from` up to `to` into `into`. Weights are steps of `scale`. */
export function sumGroup(
  weights: Int8Array,
  scale: number,
  buckets: Uint32Array,
  from: number,
  to: number,
  into: GroupSums,
): void {
  let sum = 0
  let unknown = 0
  let most = -128
  for (let at = from; at < to; at += 1) {
    const weight = weights[buckets[at] ?? 0] ?? 0
    sum += weight
    if (weight === 0) unknown += 1
    if (weight > most) most = weight
  }
  const size = to - from
  into.sum = size === 0 ? 0 : (sum * scale) / Math.sqrt(size)
  into.unknownShare = size === 0 ? 0 : unknown / size
  into.most = size === 0 ? 0 : most * scale
}
