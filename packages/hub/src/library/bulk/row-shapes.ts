import type { IndicatorKind } from '@wuzei/domain'
import type { ImportRow } from './import-row.ts'

/** Values by everything that a row says about its indicator, whichever indicator it is. */
export interface RowShapes<Value> {
  get(row: ImportRow): Value | undefined
  set(row: ImportRow, value: Value): void
  size(): number
  clear(): void
}

/** Maps in maps: one text joined from five fields for each row of a list took longer than all the rest with it. */
export function createRowShapes<Value>(): RowShapes<Value> {
  const all: Map<number, Map<number, Map<IndicatorKind, Map<string | null, Map<number, Value>>>>> = new Map()
  let size = 0
  return {
    get: (row) => all.get(row.firstAt)?.get(row.lastAt)?.get(row.kind)?.get(row.fraudType)?.get(row.count),
    set(row, value) {
      const ofInstants = inner(inner(all, row.firstAt), row.lastAt)
      const byCount = inner(inner(ofInstants, row.kind), row.fraudType)
      if (!byCount.has(row.count)) size += 1
      byCount.set(row.count, value)
    },
    size: () => size,
    clear() {
      all.clear()
      size = 0
    },
  }
}

function inner<Key, InnerKey, Value>(map: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  const known = map.get(key)
  if (known) return known
  const made = new Map<InnerKey, Value>()
  map.set(key, made)
  return made
}
