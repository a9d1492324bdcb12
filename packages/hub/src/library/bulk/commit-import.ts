import { assess, relativeState, type Evidence, type RelativeState, type VerdictState } from '@wuzei/domain'
import {
  appendEvent,
  findImported,
  insertImported,
  internStates,
  loadIndicators,
  lockIndicators,
  updateImported,
  writeStates,
  type SourceRow,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { keyHex, keyWordsFromHex, namedSubject } from '../subject.ts'
import { encodeVerdictBatch, verdictBatchMediaType, verdictBatchName } from '../verdict-batch.ts'
import { encodeImportRows, importRowsMediaType, importRowsName, type ImportRow } from './import-row.ts'

/** What a chunk of an import did. */
export interface ImportOutcome {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
}

interface KeyedRow extends ImportRow {
  readonly key: bigint
}

/**
 * Commits one chunk of a list inside the caller's transaction: indicators, evidence, verdicts and one event with the
 * rows and the verdicts as attachments. A row that says what the source said before changes nothing, so an import
 * that broke off is simply run again.
 */
export async function commitImport(
  client: PoolClient,
  source: SourceRow,
  rows: readonly ImportRow[],
  actor: string,
): Promise<ImportOutcome> {
  const merged = mergeRows(rows)
  const known = await findImported(
    client,
    merged.map((row) => row.key),
    source.code,
  )
  const fresh = merged.filter((row) => !known.has(row.key))
  const changed = merged.filter((row) => {
    const before = known.get(row.key)
    return before !== undefined && !saysTheSame(before, row)
  })
  const written = [...fresh, ...changed]
  if (written.length === 0) return { added: 0, updated: 0, unchanged: merged.length }

  const verdicts = new Map<bigint, VerdictState>()
  const assessed = new Map<string, VerdictState>()
  const plainState = (row: ImportRow): VerdictState => {
    const shape = `${row.kind} ${row.fraudType} ${row.count} ${row.firstAt} ${row.lastAt}`
    const state = assessed.get(shape) ?? assessAlone(row, source)
    assessed.set(shape, state)
    return state
  }
  const states = new Map(fresh.map((row) => [row.key, plainState(row)]))
  const stateIds = await internStates(client, [...assessed.values()])
  const inserted = await insertImported(
    client,
    source,
    fresh.map((row) => {
      const state = states.get(row.key) ?? plainState(row)
      return { ...row, stateId: stateIds.get(state) ?? 0, refAt: state.refAt }
    }),
  )
  for (const key of inserted) {
    const state = states.get(key)
    if (state) verdicts.set(key, state)
  }
  // The rest was known before, or came in by somebody else just now: weighed with all that is known of it.
  const rest = written.filter((row) => !verdicts.has(row.key))
  for (const [key, state] of await mergeIntoKnown(client, source, rest)) verdicts.set(key, state)
  await appendImportEvent(client, source, written, verdicts, actor, {
    added: fresh.length,
    updated: changed.length,
  })
  return { added: fresh.length, updated: changed.length, unchanged: merged.length - written.length }
}

/** One row per indicator: a list that names one twice says it with both counts. */
function mergeRows(rows: readonly ImportRow[]): KeyedRow[] {
  const merged = new Map<bigint, KeyedRow>()
  for (const row of rows) {
    const key = BigInt.asIntN(64, BigInt(`0x${namedSubject(row.kind, row.canonical).key}`))
    const other = merged.get(key)
    merged.set(
      key,
      other
        ? {
            ...other,
            count: other.count + row.count,
            firstAt: Math.min(other.firstAt, row.firstAt),
            lastAt: Math.max(other.lastAt, row.lastAt),
          }
        : { ...row, key },
    )
  }
  return [...merged.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Dates are left out: a list without dates gets the day of its import, which is news to nobody. */
function saysTheSame(before: { count: number; fraudType: string | null }, row: ImportRow): boolean {
  return before.count === row.count && before.fraudType === row.fraudType
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

function assessAlone(row: ImportRow, source: SourceRow): VerdictState {
  return assess({
    kind: row.kind,
    evidence: [importedEvidence(row, source)],
    tenureFrom: null,
    pin: null,
    identity: null,
    dispute: null,
    retractedAt: null,
  })
}

async function mergeIntoKnown(
  client: PoolClient,
  source: SourceRow,
  rows: readonly KeyedRow[],
): Promise<Map<bigint, VerdictState>> {
  if (rows.length === 0) return new Map()
  await lockIndicators(client, rows)
  await updateImported(client, source, rows)
  const loaded = await loadIndicators(
    client,
    rows.map((row) => row.key),
  )
  const states = new Map(
    [...loaded].map(([key, row]) => [
      key,
      assess({ kind: row.kind, evidence: row.evidence, ...row.decisions }),
    ]),
  )
  await writeStates(client, states)
  return states
}

async function appendImportEvent(
  client: PoolClient,
  source: SourceRow,
  rows: readonly KeyedRow[],
  verdicts: ReadonlyMap<bigint, VerdictState>,
  actor: string,
  counts: { added: number; updated: number },
): Promise<void> {
  await appendEvent(client, {
    type: 'evidence.imported',
    actor,
    subject: `source:${source.id}`,
    payload: { source: source.id, tier: source.tier, reliability: source.reliability, ...counts },
    attachments: [
      { name: importRowsName, mediaType: importRowsMediaType, bytes: encodeImportRows(rows) },
      { name: verdictBatchName, mediaType: verdictBatchMediaType, bytes: encodeVerdicts(rows, verdicts) },
    ],
  })
}

/** Verdicts in the rows' order, so that equal inputs give equal bytes. */
export function encodeVerdicts(
  rows: readonly { readonly key: bigint }[],
  verdicts: ReadonlyMap<bigint, VerdictState>,
): Buffer {
  const positions = new Map<string, number>()
  const states: RelativeState[] = []
  const positionOf = new Map<VerdictState, number>()
  const words = new Uint32Array(rows.length * 4)
  for (const [index, row] of rows.entries()) {
    const state = verdicts.get(row.key)
    if (!state) throw new Error('an imported indicator has no verdict')
    let position = positionOf.get(state)
    if (position === undefined) {
      const relative = relativeState(state)
      const text = JSON.stringify(relative)
      position = positions.get(text) ?? states.length
      if (position === states.length) {
        states.push(relative)
        positions.set(text, position)
      }
      positionOf.set(state, position)
    }
    const [hi, lo] = keyWordsFromHex(keyHex(row.key))
    words.set([hi, lo, state.refAt, position], index * 4)
  }
  return encodeVerdictBatch({ states, words })
}
