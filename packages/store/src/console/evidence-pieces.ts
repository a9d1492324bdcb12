import type { SourceTier } from '@wuzei/domain'
import type { Pool } from 'pg'

/** One statement as stored; the four marks are pseudonyms that say which statements hang together. */
export interface EvidencePieceRow {
  readonly sourceCode: number
  readonly statement: bigint
  readonly source: string
  readonly sourceName: string
  readonly tier: SourceTier
  readonly reliability: number
  readonly marks: readonly {
    readonly type: 'reporter' | 'origin' | 'device' | 'text'
    readonly value: string
  }[]
  readonly fraudType: string | null
  readonly count: number
  /** Epoch seconds. */
  readonly firstAt: number
  readonly lastAt: number
  readonly echo: boolean
  readonly retracted: boolean
}

interface StoredPiece {
  source_code: number
  statement: string
  id: string
  name: string
  tier: SourceTier
  reliability: number
  reporter: string | null
  origin: string | null
  device: string | null
  text: string | null
  fraud_type: string | null
  count: number
  first_at: string
  last_at: string
  echo: boolean
  retracted: boolean
}

/** Everything that was ever said about one indicator, a page at a time. */
export async function listEvidencePieces(
  pool: Pool,
  key: bigint,
  after: { readonly sourceCode: number; readonly statement: bigint } | null,
  limit: number,
): Promise<EvidencePieceRow[]> {
  const found = await pool.query<StoredPiece>(
    `select e.source_code, e.statement, s.id, s.name, s.tier, e.reliability, e.reporter, e.origin, e.device, e.text,
            e.fraud_type, e.count, e.first_at, e.last_at, e.echo, e.retracted
       from evidence e join sources s on s.code = e.source_code
      where e.indicator_key = $1 and ($2::integer is null or (e.source_code, e.statement) > ($2, $3::bigint))
      order by e.source_code, e.statement limit $4`,
    [key.toString(), after?.sourceCode ?? null, after?.statement.toString() ?? null, limit],
  )
  return found.rows.map((row) => ({
    sourceCode: row.source_code,
    statement: BigInt(row.statement),
    source: row.id,
    sourceName: row.name,
    tier: row.tier,
    reliability: row.reliability,
    marks: (['reporter', 'origin', 'device', 'text'] as const).flatMap((type) => {
      const value = row[type]
      return value === null ? [] : [{ type, value }]
    }),
    fraudType: row.fraud_type,
    count: row.count,
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
    echo: row.echo,
    retracted: row.retracted,
  }))
}
