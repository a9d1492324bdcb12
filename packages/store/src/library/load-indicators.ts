import {
  indicatorKinds,
  type Evidence,
  type FindingLevel,
  type Identity,
  type Pin,
  type SourceTier,
} from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import type { Decisions, IndicatorRow } from './row-types.ts'

interface NameRow {
  key: string
  kind: number
  canonical: string
  pin: Pin | null
  identity_id: string | null
  name_zh: string | null
  name_en: string | null
  category: Identity['category'] | null
  spoofed: boolean | null
  covers_subdomains: boolean | null
  tenure_from: string | null
  dispute: Decisions['dispute']
  retracted_at: string | null
}

interface EvidenceRow {
  indicator_key: string
  source: string
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
  finding: FindingLevel | null
}

/** Everything the verdicts of these indicators depend on; unknown keys are left out. */
export async function loadIndicators(
  client: ClientBase | Pool,
  keys: readonly bigint[],
): Promise<Map<bigint, IndicatorRow>> {
  const parameter = [keys.map(String)]
  const names = await client.query<NameRow>(
    `select i.key, i.kind, i.canonical, d.pin, d.identity_id, y.name_zh, y.name_en, y.category, y.spoofed, y.covers_subdomains,
            d.tenure_from, d.dispute, d.retracted_at
       from indicators i
       left join indicator_decisions d on d.indicator_key = i.key
       left join identities y on y.id = d.identity_id
      where i.key = any($1::bigint[])`,
    parameter,
  )
  const evidence = await client.query<EvidenceRow>(
    `select e.indicator_key, s.id as source, s.tier, e.reliability, e.reporter, e.origin, e.device, e.text,
            e.fraud_type, e.count, e.first_at, e.last_at, e.echo, e.retracted, e.finding
       from evidence e join sources s on s.code = e.source_code
      where e.indicator_key = any($1::bigint[])
      order by e.indicator_key, e.source_code, e.statement`,
    parameter,
  )
  const byKey = new Map<string, Evidence[]>()
  for (const row of evidence.rows) {
    const list = byKey.get(row.indicator_key) ?? []
    list.push(toEvidence(row))
    byKey.set(row.indicator_key, list)
  }
  return new Map(names.rows.map((row) => [BigInt(row.key), toIndicator(row, byKey.get(row.key) ?? [])]))
}

function toIndicator(row: NameRow, evidence: Evidence[]): IndicatorRow {
  const kind = indicatorKinds[row.kind]
  if (!kind) throw new Error(`stored kind ${row.kind} is not known to this version`)
  return { key: BigInt(row.key), kind, canonical: row.canonical, evidence, decisions: toDecisions(row) }
}

function toDecisions(row: NameRow): Decisions {
  const { identity_id: id, name_zh: zh, name_en: en, category } = row
  const vouches = { spoofed: row.spoofed === true, coversSubdomains: row.covers_subdomains === true }
  return {
    pin: row.pin,
    identity: id && zh && en && category ? { id, name: { zh, en }, category, ...vouches } : null,
    tenureFrom: row.tenure_from === null ? null : Number(row.tenure_from),
    dispute: row.dispute,
    retractedAt: row.retracted_at === null ? null : Number(row.retracted_at),
  }
}

function toEvidence(row: EvidenceRow): Evidence {
  return {
    source: row.source,
    tier: row.tier,
    reliability: row.reliability,
    reporter: row.reporter,
    origin: row.origin,
    device: row.device,
    text: row.text,
    fraudType: row.fraud_type,
    count: row.count,
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
    echo: row.echo,
    retracted: row.retracted,
    ...(row.finding === null ? {} : { finding: row.finding }),
  }
}
