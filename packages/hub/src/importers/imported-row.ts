import { writeIndicatorKey, type Indicator } from '@wuzei/domain'
import type { ImportedRow } from '@wuzei/store'
import type { ListedValue } from './importer.ts'

/** Where keys are written: an array a row would cost more than the row. */
const words = new Uint32Array(2)

/** The row that an entry becomes; `atS` is the day of entries without dates. */
export function importedRowOf(
  { kind, canonical }: Indicator,
  said: Pick<ListedValue, 'count' | 'fraudType' | 'firstAt' | 'lastAt'>,
  atS: number,
): ImportedRow {
  writeIndicatorKey(kind, canonical, words, 0)
  // What a list dates into the future would not begin to fade until then.
  const lastAt = Math.min(said.lastAt ?? said.firstAt ?? atS, atS)
  return {
    keyHigh: (words[0] ?? 0) | 0,
    keyLow: words[1] ?? 0,
    kind,
    canonical,
    fraudType: said.fraudType,
    count: said.count,
    firstAt: Math.min(said.firstAt ?? lastAt, lastAt),
    lastAt,
    dated: said.firstAt !== null || said.lastAt !== null,
  }
}
