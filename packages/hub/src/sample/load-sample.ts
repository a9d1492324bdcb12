import { parseIndicator } from '@wuzei/domain'
import { ensureSource, type Database, type ImportedRow } from '@wuzei/store'
import { importedRowOf } from '../importers/imported-row.ts'
import { createImportCommitter } from '../library/bulk/commit-import.ts'
import { sampleSources, type SampleSource } from './sample-lists.ts'

/**
 * Puts the bundled sample into a library that nobody has told anything yet, as imports like any other: one event a
 * source. Whoever brings data of their own first never gets it.
 */
export async function loadSampleOnce(database: Database, nowMs: number): Promise<void> {
  const known = await database.pool.query('select from evidence limit 1')
  if (known.rowCount !== 0) return
  for (const sample of sampleSources) {
    const { id, tier, name, alpha, beta } = sample
    const source = await ensureSource(database.pool, { id, tier, name, licence: 'CC0-1.0', alpha, beta })
    await createImportCommitter(database, source, 'wuzei').commit(rowsOf(sample, Math.floor(nowMs / 1000)))
  }
}

function rowsOf(sample: SampleSource, atS: number): ImportedRow[] {
  const rows = Object.entries(sample.values).flatMap(([fraudType, values]) =>
    values.map((value) => {
      const parsed = parseIndicator(value)
      if (!parsed.ok) throw new Error(`the sample holds a value that is no indicator: ${value}`)
      return importedRowOf(parsed.indicator, { count: 1, fraudType, firstAt: null, lastAt: null }, atS)
    }),
  )
  return rows.sort((a, b) => a.keyHigh - b.keyHigh || a.keyLow - b.keyLow)
}
