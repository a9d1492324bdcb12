/** How well scores rank positives above negatives. */
export interface RankingMetrics {
  readonly rows: number
  readonly positives: number
  /** Area under the ROC curve; ties count half. */
  readonly auc: number
  /** Share of positives above the threshold at which 1 % (0.1 %) of the negatives are. */
  readonly tprAt1: number
  readonly tprAt01: number
  /** Those thresholds: a score is above when it is greater. */
  readonly thresholdAt1: number
  readonly thresholdAt01: number
  /** F1 of "score at or above one half". */
  readonly f1: number
}

/** Metrics of scores (higher is more likely positive) with labels 0 or 1, of equal length. */
export function rankingMetrics(scores: ArrayLike<number>, labels: ArrayLike<number>): RankingMetrics {
  const order = Uint32Array.from({ length: scores.length }, (_, index) => index).sort(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b,
  )
  let positives = 0
  for (let i = 0; i < labels.length; i += 1) positives += labels[i] ?? 0
  const negatives = labels.length - positives
  let area = 0
  let hits = 0
  let alarms = 0
  for (let from = 0; from < order.length; ) {
    const score = scores[order[from] ?? 0] ?? 0
    let tiedHits = 0
    let tied = 0
    for (; from + tied < order.length && (scores[order[from + tied] ?? 0] ?? 0) === score; tied += 1)
      tiedHits += labels[order[from + tied] ?? 0] ?? 0
    area += (tied - tiedHits) * (hits + tiedHits / 2)
    hits += tiedHits
    alarms += tied - tiedHits
    from += tied
  }
  const thresholdAt1 = thresholdAt(scores, labels, 0.01)
  const thresholdAt01 = thresholdAt(scores, labels, 0.001)
  return {
    rows: labels.length,
    positives,
    auc: positives === 0 || alarms === 0 ? Number.NaN : area / (positives * negatives),
    tprAt1: shareAbove(scores, labels, thresholdAt1),
    tprAt01: shareAbove(scores, labels, thresholdAt01),
    thresholdAt1,
    thresholdAt01,
    f1: f1Of(scores, labels),
  }
}

/** The lowest score that at most this share of the negatives exceeds. */
export function thresholdAt(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  falsePositiveRate: number,
): number {
  const negatives: number[] = []
  for (let i = 0; i < labels.length; i += 1) if (labels[i] === 0) negatives.push(scores[i] ?? 0)
  negatives.sort((a, b) => b - a)
  return negatives[Math.floor(negatives.length * falsePositiveRate)] ?? 0
}

/** Share of the positives whose score exceeds the threshold. */
export function shareAbove(scores: ArrayLike<number>, labels: ArrayLike<number>, threshold: number): number {
  let above = 0
  let positives = 0
  for (let i = 0; i < labels.length; i += 1) {
    if (labels[i] !== 1) continue
    positives += 1
    if ((scores[i] ?? 0) > threshold) above += 1
  }
  return positives === 0 ? Number.NaN : above / positives
}

function f1Of(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  let truePositives = 0
  let errors = 0
  for (let i = 0; i < labels.length; i += 1) {
    const said = (scores[i] ?? 0) >= 0.5
    if (said && labels[i] === 1) truePositives += 1
    else if (said !== (labels[i] === 1)) errors += 1
  }
  return truePositives === 0 ? 0 : (2 * truePositives) / (2 * truePositives + errors)
}
