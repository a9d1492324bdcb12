import { logOdds } from '@wuzei/domain'
import { quickProbability } from './quick-probability.ts'
import { seededRandom } from './random.ts'
import { innerNodes, leafNodes, treeDepth, type TreeEnsemble } from './tree-ensemble.ts'

/** Numbers of every row, column by column. */
export interface Columns {
  readonly rows: number
  readonly columns: readonly Float32Array[]
}

export interface TreeOptions {
  readonly trees: number
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

/**
 * Gradient-boosted trees on logistic loss (Friedman 2001), second order, by histograms. With `offsets`, margins that each
 * row already has from elsewhere, the trees learn what is to be added to them.
 */
export function trainTrees(
  data: Columns,
  labels: Uint8Array,
  importance: Float32Array,
  order: Uint32Array,
  options: TreeOptions,
  offsets?: Float64Array,
): TreeEnsemble {
  const { trees } = options
  const binned = data.columns.map((column) => binColumn(column, order))
  const features = new Uint8Array(trees * innerNodes)
  const thresholds = new Float32Array(trees * innerNodes).fill(Infinity)
  const leaves = new Float32Array(trees * leafNodes)
  const margins = new Float64Array(data.rows)
  const gradients = new Float32Array(data.rows)
  const hessians = new Float32Array(data.rows)
  const nodes = new Uint16Array(data.rows)
  const random = seededRandom(options.seed)
  const bias = Math.fround(priorOf(labels, importance, order))
  for (const row of order) margins[row] = bias + (offsets?.[row] ?? 0)
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
    let parents = new Float64Array(0)
    for (let level = 0; level < treeDepth; level += 1) {
      const histograms = fillHistograms(binned, chosen, seen, nodes, gradients, hessians, level, parents)
      const splits = findSplits(binned, chosen, histograms, level, options)
      parents = histograms
      for (const [node, split] of splits.entries()) {
        if (!split) continue
        features[tree * innerNodes + node + 2 ** level - 1] = split.feature
        thresholds[tree * innerNodes + node + 2 ** level - 1] =
          binned[split.feature]?.edges[split.bin] ?? Infinity
      }
      for (const row of order) {
        const node = nodes[row] ?? 0
        const split = splits[node]
        const right = split ? (binned[split.feature]?.bins[row] ?? 0) > split.bin : false
        nodes[row] = node * 2 + (right ? 1 : 0)
      }
    }
    const values = leafValues(seen, nodes, gradients, hessians, options)
    leaves.set(values, tree * leafNodes)
    for (const row of order) margins[row] = (margins[row] ?? 0) + (values[nodes[row] ?? 0] ?? 0)
  }
  const means = nodeMeans(binned, order, { features, thresholds, leaves })
  return { bias, features, thresholds, leaves, means }
}

/** Mean leaf of the rows that come to each inner node; nought where none does. */
function nodeMeans(
  binned: readonly Binned[],
  order: Uint32Array,
  { features, thresholds, leaves }: Omit<TreeEnsemble, 'bias' | 'means'>,
): Float32Array {
  const inner = innerNodes
  const means = new Float32Array(features.length)
  const counts = new Float64Array(2 * inner + 1)
  // Bins beyond which a row goes right; rows were put into bins by the same edges.
  const cuts = Uint8Array.from(features, (feature, node) =>
    thresholds[node] === Infinity
      ? maxBins
      : (binned[feature]?.edges.indexOf(thresholds[node] ?? 0) ?? maxBins),
  )
  for (let tree = 0; tree * inner < features.length; tree += 1) {
    counts.fill(0)
    for (const row of order) {
      let node = 0
      while (node < inner) {
        const at = tree * inner + node
        const bin = binned[features[at] ?? 0]?.bins[row] ?? 0
        node = node * 2 + (bin > (cuts[at] ?? 0) ? 2 : 1)
      }
      counts[node] = (counts[node] ?? 0) + 1
    }
    const sums = new Float64Array(2 * inner + 1)
    for (let node = 2 * inner; node >= 0; node -= 1) {
      const left = node * 2 + 1
      if (node >= inner) {
        sums[node] = (counts[node] ?? 0) * (leaves[tree * (inner + 1) + node - inner] ?? 0)
        continue
      }
      counts[node] = (counts[left] ?? 0) + (counts[left + 1] ?? 0)
      sums[node] = (sums[left] ?? 0) + (sums[left + 1] ?? 0)
      means[tree * inner + node] = counts[node] === 0 ? 0 : (sums[node] ?? 0) / (counts[node] ?? 1)
    }
  }
  return means
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

/** Numbers of one node of one column: sums of slopes and bends, bin by bin. */
const span = maxBins * 2

/**
 * Histograms of every chosen column and node of a level. Of two children only the one with fewer rows is counted; the
 * other is what the parent has beyond it.
 */
function fillHistograms(
  binned: readonly Binned[],
  chosen: readonly number[],
  seen: Uint32Array,
  nodes: Uint16Array,
  gradients: Float32Array,
  hessians: Float32Array,
  level: number,
  parents: Float64Array,
): Float64Array<ArrayBuffer> {
  const width = 2 ** level
  const rowsOf = new Uint32Array(width)
  for (const row of seen) rowsOf[nodes[row] ?? 0] = (rowsOf[nodes[row] ?? 0] ?? 0) + 1
  const isCounted = (node: number) =>
    level === 0 || (rowsOf[node] ?? 0) < (rowsOf[node ^ 1] ?? 0) + (node & 1 ? 0 : 1)
  const counted = Uint8Array.from(rowsOf, (_, node) => (isCounted(node) ? 1 : 0))
  const rows = seen.filter((row) => counted[nodes[row] ?? 0] === 1)
  // What every column needs of a row, side by side and in the order of the rows.
  const places = Uint32Array.from(rows, (row) => (nodes[row] ?? 0) * maxBins)
  const slopes = Float32Array.from(rows, (row) => gradients[row] ?? 0)
  const bends = Float32Array.from(rows, (row) => hessians[row] ?? 0)
  const histograms = new Float64Array(chosen.length * width * span)
  for (const [index, feature] of chosen.entries()) {
    const column = binned[feature]
    if (!column) continue
    const all = histograms.subarray(index * width * span, (index + 1) * width * span)
    addRows(all, column.bins, rows, places, slopes, bends)
    if (level === 0) continue
    for (let node = 0; node < width; node += 1) {
      if (counted[node] === 1) continue
      const parent = (index * (width >> 1) + (node >> 1)) * span
      const sibling = (node ^ 1) * span
      for (let at = 0; at < span; at += 1)
        all[node * span + at] = (parents[parent + at] ?? 0) - (all[sibling + at] ?? 0)
    }
  }
  return histograms
}

function addRows(
  histogram: Float64Array,
  bins: Uint8Array,
  rows: Uint32Array,
  places: Uint32Array,
  slopes: Float32Array,
  bends: Float32Array,
): void {
  for (let i = 0; i < rows.length; i += 1) {
    const at = ((places[i] ?? 0) + (bins[rows[i] ?? 0] ?? 0)) * 2
    histogram[at] = (histogram[at] ?? 0) + (slopes[i] ?? 0)
    histogram[at + 1] = (histogram[at + 1] ?? 0) + (bends[i] ?? 0)
  }
}

/** The best split of every node of a level, or null. */
function findSplits(
  binned: readonly Binned[],
  chosen: readonly number[],
  histograms: Float64Array,
  level: number,
  options: TreeOptions,
): (Split | null)[] {
  const best = Array.from({ length: 2 ** level }, (): Split | null => null)
  for (const [index, feature] of chosen.entries()) {
    const edges = binned[feature]?.edges.length ?? 0
    const start = index * best.length * span
    for (let node = 0; node < best.length; node += 1)
      best[node] = betterSplit(best[node] ?? null, histograms, start + node * span, feature, edges, options)
  }
  return best
}

function betterSplit(
  best: Split | null,
  histogram: Float64Array,
  start: number,
  feature: number,
  edges: number,
  { l2, leastHessian }: TreeOptions,
): Split | null {
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
  { l2, rate }: TreeOptions,
): Float32Array {
  const g = new Float64Array(leafNodes)
  const h = new Float64Array(leafNodes)
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
