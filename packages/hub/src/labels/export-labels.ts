import { definitionOf, type IndicatorKind } from '@wuzei/domain'
import { listLabels, withClient, type Database, type LabelRow } from '@wuzei/store'
import type { PoolClient } from 'pg'
import { redactText } from '../console/redact-text.ts'
import { createPersonalDataCipher, type PersonalDataCipher } from '../personal-data/cipher.ts'
import { loadDataKeys } from '../personal-data/data-keys.ts'
import { wordsOfReport } from './gather-labels.ts'
import { communityLabels } from './read-labels.ts'

/** One label as training reads it. */
export interface ExportedLabel {
  readonly id: string
  /** A kind of indicator, or `text`. */
  readonly kind: string
  /** Whole for links, sites, addresses and apps, which name nobody; else masked. For a text its words without what names people. */
  readonly value: string
  readonly label: 'fraud' | 'harmless'
  readonly fraudType: string | null
  readonly act: string
  readonly decidedAs: string
  readonly at: string
  /** What judged then, and what it said. */
  readonly model: string | null
  readonly score: number | null
}

/** Labels read at once. */
const pageRows = 500

/** Kinds whose values are part of the thing and not of a person. */
const openKinds: ReadonlySet<IndicatorKind> = new Set(['url', 'domain', 'ip', 'app'])

/**
 * The newest label about each thing, for training: those whose sharing label lets the community have them, and of reports,
 * which are for named readers only, the words without anything that names people (house rules on masking). Not sure is no
 * label here. Reads as many as `write` takes.
 */
export async function exportLabels(
  place: {
    readonly database: Database
    readonly dataDirectory: string
    readonly environment: { readonly WUZEI_DATA_KEY?: string | undefined }
  },
  write: (label: ExportedLabel) => Promise<void> | void,
): Promise<number> {
  const cipher = createPersonalDataCipher(await loadDataKeys(place.dataDirectory, place.environment))
  let after: bigint | null = null
  let written = 0
  for (;;) {
    const rows: LabelRow[] = await listLabels(place.database.pool, {
      kinds: [...openKinds, ...maskedKinds, 'text'],
      tlps: [...communityLabels, 'TLP:RED'],
      after,
      limit: pageRows,
      newestFirst: false,
    })
    const labels = await withClient(place.database, async (client) => {
      const all: (ExportedLabel | undefined)[] = []
      for (const row of rows) all.push(await exported({ cipher }, client, row))
      return all
    })
    for (const label of labels) {
      if (!label) continue
      await write(label)
      written += 1
    }
    if (rows.length < pageRows) return written
    after = rows.at(-1)?.id ?? null
  }
}

const maskedKinds: readonly IndicatorKind[] = [
  'phone',
  'sms-sender',
  'account',
  'payment',
  'wallet',
  'messenger',
  'email',
  'wifi',
  'cell',
  'device',
]

async function exported(
  keys: { readonly cipher: PersonalDataCipher },
  client: PoolClient,
  row: LabelRow,
): Promise<ExportedLabel | undefined> {
  const { id, kind, label, fraudType, act, decidedAs, at, model, score } = row
  const value = await valueOf(keys, client, row)
  if (label === 'unsure' || value === undefined) return undefined
  return {
    id: id.toString(),
    kind,
    value,
    label,
    fraudType,
    act,
    decidedAs,
    at: at.toISOString(),
    model,
    score,
  }
}

async function valueOf(
  keys: { readonly cipher: PersonalDataCipher },
  client: PoolClient,
  { kind, canonical, reportId }: LabelRow,
): Promise<string | undefined> {
  if (kind === 'text') {
    const words = reportId === null ? undefined : await wordsOfReport(keys, client, reportId)
    return words === undefined ? undefined : redactText(words)
  }
  if (canonical === null) return undefined
  return openKinds.has(kind) ? canonical : definitionOf(kind).mask(canonical)
}
