import type { Evidence, IndicatorKind } from '@wuzei/domain'
import type { SourceRow } from '@wuzei/store'

/** One statement of a list, parsed: what an import stores. Instants are epoch seconds. */
export interface ImportRow {
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly fraudType: string | null
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
}

/** The evidence that an import's row stands for. */
export function importedEvidence(
  row: ImportRow,
  source: Pick<SourceRow, 'id' | 'tier' | 'reliability'>,
): Evidence {
  return {
    source: source.id,
    tier: source.tier,
    reliability: source.reliability,
    reporter: null,
    origin: null,
    device: null,
    text: null,
    fraudType: row.fraudType,
    count: row.count,
    firstAt: row.firstAt,
    lastAt: row.lastAt,
    echo: false,
    retracted: false,
  }
}

/** Name and type of the attachment that holds an import's rows: one JSON array a line. */
export const importRowsName = 'rows'
export const importRowsMediaType = 'application/vnd.wuzei.import-rows.v1+ndjson'

export function encodeImportRows(rows: readonly ImportRow[]): Buffer {
  let text = ''
  // Only the texts can need an escape; an array for each row takes three times as long.
  for (const { kind, canonical, fraudType, count, firstAt, lastAt } of rows)
    text += `["${kind}",${JSON.stringify(canonical)},${JSON.stringify(fraudType)},${count},${firstAt},${lastAt}]\n`
  return Buffer.from(text)
}

export function decodeImportRows(bytes: Buffer): ImportRow[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const row: readonly [IndicatorKind, string, string | null, number, number, number] = JSON.parse(line)
      const [kind, canonical, fraudType, count, firstAt, lastAt] = row
      return { kind, canonical, fraudType, count, firstAt, lastAt }
    })
}
