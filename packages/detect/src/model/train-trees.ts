import { logOdds } from '@wuzei/domain'
import { quickProbability } from './quick-probability.ts'
import { seededRandom } from './random.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

/** Numbers of every row, column by column. */
export interface Columns {
  readonly rows: number
  readonly columns: readonly Float32Array[]
}

export interface TreeOptions {
  readonly trees: number
  readonly depth: number
  readonly rate: number
  /** Least sum of second derivatives in a leaf, and what pulls leaves to zero. */
  readonly leastHessian: number
  readonly l2: number
  /** Share of rows and of columns each tree sees. */
  readonly rowShare: number
  readonly columnShare: number
  readonly seed: number
}

/** Columns are cut into at most this many steps. */
const maxBins = 64

/** Gradient-boosted trees on logistic loss (Friedman 2001), second order, by histograms. */
export function trainTrees(
  data: Columns,
  labels: Uint8Array,
  importance: Float32Array,
  order: Uint32Array,
  options: TreeOptions,
): TreeEnsemble {
  const { trees, depth } = options
  const binned = data.columns.map((column) => binColumn(column, order))
  const inner = 2 ** depth - 1
  const features = new Uint8Array(trees * inner)
  const thresholds = new Float32Array(trees * inner).fill(Infinity)
  const leaves = new Float32Array(trees * (inner + 1))
  const margins = new Float64Array(data.rows)
  const gradients = new Float32Array(data.rows)
  const hessians = new Float32Array(data.rows)
  const nodes = new Uint16Array(data.rows)
  const random = seededRandom(options.seed)
  const bias = Math.fround(priorOf(labels, importance, order))
  for (const row of order) margins[row] = bias
  for (let tree = 0; tree < trees; tree += 1) {
    for (const row of order) {
      const p = quickProbability(margins[row] ?? 0)
      const weight = importance[row] ?? 1
      gradients[row] = (p - (labels[row] ?? 0)) * weight
      hessians[row] = Math.max(p * (1 - p), 1e-6) * weight
    }
    const seen = order.filter(() => random() < options.rowShare)
    const chosen = binned.flatMap((bins, feature) =>
      bins.edges.length > 0 && random() < options.columnShare ? [feature] : [],
    )
    nodes.fill(0)
    for (let level = 0; level < depth; level += 1) {
      const splits = findSplits(binned, chosen, seen, nodes, gradients, hessians, level, options)
      for (const [node, split] of splits.entries()) {
        if (!split) continue
        features[tree * inner + node + 2 ** level - 1] = split.feature
        thresholds[tree * inner + node + 2 ** level - 1] = binned[split.feature]?.edges[split.bin] ?? Infinity
      }
      for (const row of order) {
        const node = nodes[row] ?? 0
        const split = splits[node]
        const right = split ? (binned[split.feature]?.bins[row] ?? 0) > split.bin : false
        nodes[row] = node * 2 + (right ? 1 : 0)
      }
    }
    const values = leafValues(seen, nodes, gradients, hessians, inner + 1, options)
    leaves.set(values, tree * (inner + 1))
    for (const row of order) margins[row] = (margins[row] ?? 0) + (values[nodes[row] ?? 0] ?? 0)
  }
  return { depth, bias, features, thresholds, leaves }
}

interface Binned {
  readonly bins: Uint8Array
  /** A row is in bin b when its value is above edge b-1 and not above edge b. */
  readonly edges: Float32Array
}

function binColumn(column: Float32Array, order: Uint32Array): Binned {
  const sorted = Float32Array.from(order, (row) => column[row] ?? 0).sort()
  const edges: number[] = []
  for (let step = 1; step < maxBins; step += 1) {
    const value = sorted[Math.floor((sorted.length * step) / maxBins)] ?? 0
    if (value < (sorted.at(-1) ?? 0) && value !== edges.at(-1)) edges.push(value)
  }
  // Rare values at either end, such as flags that one row in a thousand has, need a step of their own.
  if (edges.length === 0 && (sorted[0] ?? 0) < (sorted.at(-1) ?? 0)) edges.push(sorted[0] ?? 0)
  const bins = Uint8Array.from(column, (value) => {
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value > (edges[middle] ?? 0)) low = middle + 1
      else high = middle
    }
    return low
  })
  return { bins, edges: Float32Array.from(edges) }
}

interface Split {
  readonly feature: number
  readonly bin: number
  readonly gain: number
}

/** The best split of every node of a level, or null. */
function findSplits(
  binned: readonly Binned[],
  chosen: readonly number[],
  seen: Uint32Array,
  nodes: Uint16Array,
  gradients: Float32Array,
  hessians: Float32Array,
  level: number,
  options: TreeOptions,
): (Split | null)[] {
  const best = Array.from({ length: 2 ** level }, (): Split | null => null)
  const histogram = new Float64Array(best.length * maxBins * 2)
  // What every column needs of a row, side by side and in the order of the rows.
  const places = Uint32Array.from(seen, (row) => (nodes[row] ?? 0) * maxBins)
  const slopes = Float32Array.from(seen, (row) => gradients[row] ?? 0)
  const bends = Float32Array.from(seen, (row) => hessians[row] ?? 0)
  for (const feature of chosen) {
    const column = binned[feature]
    if (!column) continue
    histogram.fill(0)
    fillHistogram(histogram, column.bins, seen, places, slopes, bends)
    for (let node = 0; node < best.length; node += 1)
      best[node] = betterSplit(best[node] ?? null, histogram, node, feature, column.edges.length, options)
  }
  return best
}

function fillHistogram(
  histogram: Float64Array,
  bins: Uint8Array,
  seen: Uint32Array,
  places: Uint32Array,
  slopes: Float32Array,
  bends: Float32Array,
): void {
  for (let i = 0; i < seen.length; i += 1) {
    const at = ((places[i] ?? 0) + (bins[seen[i] ?? 0] ?? 0)) * 2
    histogram[at] = (histogram[at] ?? 0) + (slopes[i] ?? 0)
    histogram[at + 1] = (histogram[at + 1] ?? 0) + (bends[i] ?? 0)
  }
}

function betterSplit(
  best: Split | null,
  histogram: Float64Array,
  node: number,
  feature: number,
  edges: number,
  { l2, leastHessian }: TreeOptions,
): Split | null {
  const start = node * maxBins * 2
  let allG = 0
  let allH = 0
  for (let at = start; at <= start + edges * 2; at += 2) {
    allG += histogram[at] ?? 0
    allH += histogram[at + 1] ?? 0
  }
  if (allH < 2 * leastHessian) return best
  const whole = (allG * allG) / (allH + l2)
  let found = best
  let leftG = 0
  let leftH = 0
  for (let bin = 0; bin < edges; bin += 1) {
    leftG += histogram[start + bin * 2] ?? 0
    leftH += histogram[start + bin * 2 + 1] ?? 0
    if (leftH < leastHessian || allH - leftH < leastHessian) continue
    const rightG = allG - leftG
    const gain = (leftG * leftG) / (leftH + l2) + (rightG * rightG) / (allH - leftH + l2) - whole
    if (gain > Math.max(1e-6, found?.gain ?? 0)) found = { feature, bin, gain }
  }
  return found
}

function leafValues(
  seen: Uint32Array,
  nodes: Uint16Array,
  gradients: Float32Array,
  hessians: Float32Array,
  count: number,
  { l2, rate }: TreeOptions,
): Float32Array {
  const g = new Float64Array(count)
  const h = new Float64Array(count)
  for (const row of seen) {
    const node = nodes[row] ?? 0
    g[node] = (g[node] ?? 0) + (gradients[row] ?? 0)
    h[node] = (h[node] ?? 0) + (hessians[row] ?? 0)
  }
  return Float32Array.from(g, (sum, node) => (-sum / ((h[node] ?? 0) + l2)) * rate)
}

function priorOf(labels: Uint8Array, importance: Float32Array, order: Uint32Array): number {
  let positive = 0
  let all = 0
  for (const row of order) {
    const weight = importance[row] ?? 1
    all += weight
    positive += weight * (labels[row] ?? 0)
  }
  return logOdds(positive / all)
}
