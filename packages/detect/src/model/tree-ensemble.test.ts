import fc from 'fast-check'
import { expect, it } from 'vitest'
import { innerNodes, leafNodes, quickTrees, treeContributions, treeMargin } from './tree-ensemble.ts'

const columns = 6
const trees = 3
/** Direct neighbours in single precision count as one number, so these are further apart. */
const value = fc.oneof(
  fc.integer({ min: -4000, max: 4000 }).map((eighths) => eighths / 8),
  fc.constantFrom(0, -0, 1e-6, -1e-6, 2 ** 24, -(2 ** 24), 1e30, -1e30),
)

const ensemble = fc.record({
  bias: value,
  features: fc.uint8Array({
    min: 0,
    max: columns - 1,
    minLength: trees * innerNodes,
    maxLength: trees * innerNodes,
  }),
  thresholds: fc
    .array(fc.oneof(value, fc.constant(Infinity)), {
      minLength: trees * innerNodes,
      maxLength: trees * innerNodes,
    })
    .map((all) => Float32Array.from(all)),
  leaves: fc
    .array(fc.integer({ min: -64, max: 64 }), { minLength: trees * leafNodes, maxLength: trees * leafNodes })
    .map((all) => Float32Array.from(all)),
  means: fc
    .array(fc.integer({ min: -64, max: 64 }), {
      minLength: trees * innerNodes,
      maxLength: trees * innerNodes,
    })
    .map((all) => Float32Array.from(all)),
})
const row = fc.array(value, { minLength: columns, maxLength: columns }).map((all) => Float64Array.from(all))

/** Leaf of a tree by comparing numbers as they are. */
function leafByBranches(
  one: typeof ensemble extends fc.Arbitrary<infer T> ? T : never,
  tree: number,
  values: Float64Array,
) {
  let node = 0
  while (node < innerNodes) {
    const at = tree * innerNodes + node
    const isAbove = Math.fround(values[one.features[at] ?? 0] ?? 0) > (one.thresholds[at] ?? 0)
    node = node * 2 + (isAbove ? 2 : 1)
  }
  return one.leaves[tree * leafNodes + node - innerNodes] ?? 0
}

it('goes the way that comparing the numbers goes, for any numbers', () => {
  fc.assert(
    fc.property(ensemble, row, (one, values) => {
      const quick = quickTrees({ ...one, bias: 0 }, columns)
      const expected = [0, 1, 2].reduce((sum, tree) => sum + leafByBranches(one, tree, values), 0)
      expect(treeMargin(quick, values)).toBe(expected)
    }),
  )
})

it('says what each column added, all together the margin less the mean of everybody', () => {
  fc.assert(
    fc.property(ensemble, row, (one, values) => {
      const quick = quickTrees({ ...one, bias: 0 }, columns)
      const margin = treeMargin(quick, values)
      const added = new Float64Array(columns)
      treeContributions(quick, added)
      const roots = [0, 1, 2].reduce((sum, tree) => sum + (one.means[tree * innerNodes] ?? 0), 0)
      expect(added.reduce((sum, part) => sum + part, 0)).toBeCloseTo(margin - roots, 6)
      const used = new Set(one.features)
      for (const [column, part] of added.entries()) if (!used.has(column)) expect(part).toBe(0)
    }),
  )
})
