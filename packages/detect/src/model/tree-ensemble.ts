/**
 * Trees of one depth, all nodes in one array: node `i` of a tree has its children at `2i+1` and `2i+2`; a row goes left
 * when its value is not above the threshold. Nodes that do not split have the threshold Infinity.
 */
export interface TreeEnsemble {
  readonly depth: number
  readonly bias: number
  /** Per tree 2^depth - 1 inner nodes. */
  readonly features: Uint8Array
  readonly thresholds: Float32Array
  /** Per tree 2^depth leaves. */
  readonly leaves: Float32Array
}

/** Margin of a row whose numbers stand in `values`. */
export function treeMargin(ensemble: TreeEnsemble, values: Float64Array): number {
  const { depth, features, thresholds, leaves } = ensemble
  const inner = 2 ** depth - 1
  let margin = ensemble.bias
  for (let start = 0, leaf = -inner; start < features.length; start += inner, leaf += inner + 1) {
    let node = 0
    while (node < inner) {
      const value = values[features[start + node] ?? 0] ?? 0
      node = node * 2 + (value > (thresholds[start + node] ?? 0) ? 2 : 1)
    }
    margin += leaves[leaf + node] ?? 0
  }
  return margin
}
