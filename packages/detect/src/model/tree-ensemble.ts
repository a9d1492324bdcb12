/** Every tree has so many levels: known beforehand, they are walked twice as fast. */
export const treeDepth = 4
/** Inner nodes and leaves of a tree; written as whole numbers, which powers of two are not to every engine. */
export const innerNodes = 15
export const leafNodes = 16

/**
 * Trees of one depth, all nodes in one array: node `i` of a tree has its children at `2i+1` and `2i+2`; a row goes left
 * when its value is not above the threshold. Nodes that do not split have the threshold Infinity.
 */
export interface TreeEnsemble {
  readonly bias: number
  /** Per tree the column and the threshold of each inner node. */
  readonly features: Uint8Array
  readonly thresholds: Float32Array
  /** Per tree its leaves. */
  readonly leaves: Float32Array
  /** Mean leaf of the training rows below each inner node, for telling what each number added. */
  readonly means: Float32Array
}

/** An ensemble laid out for walking without branches: thresholds as whole numbers that keep their order. */
export interface QuickTrees {
  readonly bias: number
  /** Column and threshold of every inner node, side by side. */
  readonly nodes: Int32Array
  /** Mean of every inner node, then the leaves, tree by tree. */
  readonly worth: Float32Array
  /** The row that is asked about: single precision, the same bits as whole numbers, and these in order. */
  readonly single: Float32Array
  readonly patterns: Int32Array
  readonly row: Int32Array
}

/** Lays an ensemble out for walking rows of `columns` numbers. */
export function quickTrees(
  { bias, features, thresholds, leaves, means }: TreeEnsemble,
  columns: number,
): QuickTrees {
  const nodes = new Int32Array(features.length * 2)
  const patterns = new Int32Array(Float32Array.from(thresholds, (threshold) => threshold + 0).buffer)
  for (let node = 0; node < features.length; node += 1) {
    nodes[node * 2] = features[node] ?? 0
    nodes[node * 2 + 1] = ordered(patterns[node] ?? 0)
  }
  const trees = features.length / innerNodes
  const worth = new Float32Array(features.length + leaves.length)
  for (let tree = 0; tree < trees; tree += 1) {
    const at = tree * (innerNodes + leafNodes)
    worth.set(means.subarray(tree * innerNodes, (tree + 1) * innerNodes), at)
    worth.set(leaves.subarray(tree * leafNodes, (tree + 1) * leafNodes), at + innerNodes)
  }
  const single = new Float32Array(columns)
  const row = new Int32Array(columns)
  return { bias, nodes, worth, single, patterns: new Int32Array(single.buffer), row }
}

/**
 * Bits of a single-precision number as a whole number in the order of those numbers, less one bit so that differences
 * do not overflow; two direct neighbours may become one. Adding nought before makes the two noughts one.
 */
function ordered(pattern: number): number {
  return (pattern ^ ((pattern >> 31) & 0x7fffffff)) >> 1
}

/** Margin of a row. */
export function treeMargin(trees: QuickTrees, values: Float64Array): number {
  const { bias, nodes, worth, single, patterns, row } = trees
  for (let column = 0; column < row.length; column += 1) single[column] = (values[column] ?? 0) + 0
  for (let column = 0; column < row.length; column += 1) row[column] = ordered(patterns[column] ?? 0)
  let margin = bias
  let first = 0
  for (let start = 0; start < nodes.length; start += innerNodes * 2) {
    let node = 0
    for (let level = 0; level < treeDepth; level += 1) {
      const at = start + (node << 1)
      // The sign of the difference is one where the value is above the threshold. A function of its own would cost as
      // much again.
      node = (node << 1) + 1 + (((nodes[at + 1] ?? 0) - (row[nodes[at] ?? 0] ?? 0)) >>> 31)
    }
    margin += worth[first + node] ?? 0
    first += innerNodes + leafNodes
  }
  return margin
}

/**
 * What each column added to the margin of the row that was asked about last: at every node on its way, the mean of
 * those who went the same way less the mean of all who came to the node (A. Saabas, "Interpreting random forests").
 */
export function treeContributions({ nodes, worth, row }: QuickTrees, into: Float64Array): void {
  into.fill(0)
  let first = 0
  for (let start = 0; start < nodes.length; start += innerNodes * 2) {
    let node = 0
    let mean = worth[first] ?? 0
    for (let level = 0; level < treeDepth; level += 1) {
      const at = start + (node << 1)
      const column = nodes[at] ?? 0
      node = (node << 1) + 1 + (((nodes[at + 1] ?? 0) - (row[column] ?? 0)) >>> 31)
      const next = worth[first + node] ?? 0
      into[column] = (into[column] ?? 0) + next - mean
      mean = next
    }
    first += innerNodes + leafNodes
  }
}
