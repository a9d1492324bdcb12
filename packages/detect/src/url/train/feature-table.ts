import type { Columns } from '../../model/train-trees.ts'
import type { HashedRows } from '../../model/train-linear.ts'
import { denseCount, readDense } from '../dense-features.ts'
import { hashedGroupCount, hashFeatures, roomForHashedFeatures } from '../hashed-features.ts'
import { indexBrands } from '../read-brands.ts'
import { verifiedOwner } from '../classify-url.ts'
import { readUrl } from '../read-url.ts'
import { readCodes, roomForCodes } from '../url-codes.ts'
import { treeColumnCount } from '../url-model.ts'
import { ruleOf, type UrlRule } from '../url-rules.ts'

/** Features of many links: hashed ones for the linear stage, columns for the trees. */
export interface FeatureTable {
  readonly hashed: HashedRows
  /** The last columns, the linear stage's sums, are filled by whoever has a linear stage. */
  readonly columns: Columns
  /** What goes before the model for each row: its site has a verified owner, or a rule applies. */
  readonly rules: readonly (UrlRule | 'owned')[]
}

/** Links have 160 hashed features on average; the array grows where they have more. */
const expectedPerRow = 200

/** Reads every link once. */
export function tabulate(urls: readonly string[], bits: number): FeatureTable {
  const brands = indexBrands()
  const room = roomForHashedFeatures(bits)
  const letters = roomForCodes()
  const rules: (UrlRule | 'owned')[] = []
  const dense = new Float64Array(denseCount)
  const columns = Array.from({ length: treeColumnCount }, () => new Float32Array(urls.length))
  const ends = new Uint32Array(urls.length * hashedGroupCount)
  let buckets = new Uint32Array(Math.max(1024, urls.length * expectedPerRow))
  let at = 0
  for (const [row, url] of urls.entries()) {
    const reading = readUrl(url)
    readCodes(reading, letters)
    hashFeatures(reading, letters, room)
    const count = room.ends[hashedGroupCount - 1] ?? 0
    if (at + count > buckets.length) {
      const larger = new Uint32Array(buckets.length * 2)
      larger.set(buckets)
      buckets = larger
    }
    buckets.set(room.buckets.subarray(0, count), at)
    for (let group = 0; group < hashedGroupCount; group += 1)
      ends[row * hashedGroupCount + group] = at + (room.ends[group] ?? 0)
    at += count
    const findings = readDense(reading, letters, brands, dense)
    rules.push(verifiedOwner(brands, reading) === null ? ruleOf(reading, findings) : 'owned')
    for (const [feature, value] of dense.entries()) {
      const column = columns[feature]
      if (column) column[row] = value
    }
  }
  return {
    hashed: { buckets: buckets.subarray(0, at), ends, groups: hashedGroupCount, size: 2 ** bits },
    columns: { rows: urls.length, columns },
    rules,
  }
}
