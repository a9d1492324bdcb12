import { assess, relativeState, type RelativeState, type VerdictState } from '@wuzei/domain'
import {
  appendEvent,
  compareImported,
  insertImported,
  loadIndicators,
  lockIndicators,
  updateImported,
  writeStates,
  type Database,
  type ImportedRow,
  type IndicatorName,
  type SourceRow,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { inChangeTransaction } from '../change-transaction.ts'
import { keyHex, keyWordsFromHex } from '../subject.ts'
import { encodeVerdictBatch, verdictBatchMediaType, verdictBatchName } from '../verdict-batch.ts'
import { encodeImportRows, importRowsMediaType, importRowsName } from './import-row.ts'
import { createPlainVerdicts, type PlainVerdict } from './plain-verdicts.ts'

/** What a chunk of an import did; together the rows given. */
export interface ImportOutcome {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
}

/** Commits the rows of one list, chunk by chunk. */
export interface ImportCommitter {
  /**
   * Commits one chunk in a transaction: indicators, evidence, verdicts and one event with the rows and the verdicts as
   * attachments. Rows come in ascending order of their (signed) keys, each key once. A row that says what the source
   * said before changes nothing, so an import that broke off is simply run again. Chunks may be committed side by side.
   */
  commit(rows: readonly ImportedRow[]): Promise<ImportOutcome>
}

export function createImportCommitter(database: Database, source: SourceRow, actor: string): ImportCommitter {
  const plainVerdicts = createPlainVerdicts(database, source)
  return {
    async commit(rows) {
      const standing = await compareImported(database.pool, rows, source.code)
      const written = rows.filter((_, index) => standing[index] !== 'same')
      if (written.length === 0) return { added: 0, updated: 0, unchanged: rows.length }
      const fresh = rows.filter((_, index) => standing[index] === 'new')
      const plain = await plainVerdicts.of(fresh)
      const updated = standing.filter((word) => word === 'changed').length
      const counts = { added: written.length - updated, updated }
      await inChangeTransaction(database, async (client) => {
        const missed = new Set(await insertImported(client, source, fresh, plain))
        const states = statesOfNew(written, fresh, plain, missed)
        // The rest was known before, or came in by somebody else just now: weighed with all that is known of it.
        const rest = written.filter((_, index) => !states[index])
        const merged = (await mergeIntoKnown(client, source, rest)).values()
        for (const [index, state] of states.entries()) states[index] = state ?? merged.next().value
        await appendImportEvent(client, source, written, states, actor, counts)
      })
      return { ...counts, unchanged: rows.length - written.length }
    },
  }
}

/** One state a row of `written`; undefined where it is none of `fresh` (new ones, in the same order) or was missed. */
function statesOfNew(
  written: readonly ImportedRow[],
  fresh: readonly ImportedRow[],
  plain: readonly PlainVerdict[],
  missed: ReadonlySet<number>,
): (VerdictState | undefined)[] {
  let next = 0
  return written.map((row) => {
    if (row !== fresh[next]) return undefined
    next += 1
    return missed.has(next - 1) ? undefined : plain[next - 1]?.state
  })
}

/**
 * One state a row. Locks come in key order and after all inserts, as everywhere (see `lockIndicators`), so that nobody waits
 * in a circle with another import.
 */
async function mergeIntoKnown(
  client: PoolClient,
  source: SourceRow,
  rows: readonly ImportedRow[],
): Promise<VerdictState[]> {
  if (rows.length === 0) return []
  const names = rows.map(nameOf)
  await lockIndicators(client, names)
  await updateImported(client, source, rows)
  const loaded = await loadIndicators(
    client,
    names.map((name) => name.key),
  )
  const states = new Map(
    [...loaded].map(([key, row]) => [
      key,
      assess({ kind: row.kind, evidence: row.evidence, ...row.decisions }),
    ]),
  )
  await writeStates(client, states)
  return names.map(({ key }) => {
    const state = states.get(key)
    if (!state) throw new Error('an imported indicator has no verdict')
    return state
  })
}

function nameOf(row: ImportedRow): IndicatorName {
  const key = (BigInt(row.keyHigh) << 32n) | BigInt(row.keyLow >>> 0)
  return { key, kind: row.kind, canonical: row.canonical }
}

async function appendImportEvent(
  client: PoolClient,
  source: SourceRow,
  rows: readonly ImportedRow[],
  states: readonly (VerdictState | undefined)[],
  actor: string,
  counts: { added: number; updated: number },
): Promise<void> {
  const encoder = createVerdictEncoder(rows.length)
  for (const [index, row] of rows.entries()) encoder.add(row.keyHigh, row.keyLow, states[index])
  await appendEvent(client, {
    type: 'evidence.imported',
    actor,
    subject: `source:${source.id}`,
    payload: { source: source.id, tier: source.tier, reliability: source.reliability, ...counts },
    attachments: [
      { name: importRowsName, mediaType: importRowsMediaType, bytes: encodeImportRows(rows) },
      { name: verdictBatchName, mediaType: verdictBatchMediaType, bytes: encoder.bytes() },
    ],
  })
}

/** Verdicts in the rows' order, so that equal inputs give equal bytes. */
export function encodeVerdicts(
  rows: readonly { readonly key: bigint }[],
  verdicts: ReadonlyMap<bigint, VerdictState>,
): Buffer {
  const encoder = createVerdictEncoder(rows.length)
  for (const row of rows) encoder.add(...keyWordsFromHex(keyHex(row.key)), verdicts.get(row.key))
  return encoder.bytes()
}

function createVerdictEncoder(count: number) {
  const positions = new Map<string, number>()
  const states: RelativeState[] = []
  const positionOf = new Map<VerdictState, number>()
  const words = new Uint32Array(count * 4)
  let at = 0
  const intern = (state: VerdictState): number => {
    const relative = relativeState(state)
    const text = JSON.stringify(relative)
    const known = positions.get(text)
    if (known !== undefined) return known
    positions.set(text, states.length)
    return states.push(relative) - 1
  }
  return {
    add(high: number, low: number, state: VerdictState | undefined): void {
      if (!state) throw new Error('an imported indicator has no verdict')
      const position = positionOf.get(state) ?? intern(state)
      positionOf.set(state, position)
      words[at] = high
      words[at + 1] = low
      words[at + 2] = state.refAt
      words[at + 3] = position
      at += 4
    },
    bytes: (): Buffer => encodeVerdictBatch({ states, words }),
  }
}
