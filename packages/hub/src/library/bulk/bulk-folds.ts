import type { SourceTier } from '@wuzei/domain'
import { remember, type EventSubject, type LibraryMemory } from '../library-memory.ts'
import { namedSubject } from '../subject.ts'
import { importedEvidence, type ImportRow } from './import-row.ts'

/** Payload of `evidence.imported`; the rows are its attachment. */
export interface EvidenceImported {
  readonly source: string
  readonly tier: SourceTier
  readonly reliability: number
}

/** An import on a library in memory; returns the subjects in the rows' order. */
export function foldImport(
  memory: LibraryMemory,
  payload: EvidenceImported,
  rows: readonly ImportRow[],
): EventSubject[] {
  return rows.map((row) => {
    const subject = namedSubject(row.kind, row.canonical)
    const { evidence } = remember(memory, subject)
    const statement = `${payload.source} 0`
    const before = evidence.get(statement)
    const said = importedEvidence(row, { ...payload, id: payload.source })
    evidence.set(statement, before ? { ...said, firstAt: Math.min(before.firstAt, said.firstAt) } : said)
    return subject
  })
}

/** Payload of `evidence.withdrawn`; the keys are in the verdicts attached. */
export interface EvidenceWithdrawn {
  readonly source: string
}

/** A list, or a version of a model, that takes back what it said, on a library in memory; returns the subjects of the given keys. */
export function foldWithdrawal(
  memory: LibraryMemory,
  payload: EvidenceWithdrawn,
  keys: readonly string[],
): EventSubject[] {
  return keys.map((key) => {
    const indicator = memory.get(key)
    const statement = `${payload.source} 0`
    const evidence = indicator?.evidence.get(statement)
    if (!indicator || !evidence) throw new Error(`the log withdraws from ${key} what it never said`)
    indicator.evidence.set(statement, { ...evidence, retracted: true })
    return { key, kind: indicator.kind, canonical: indicator.canonical }
  })
}

/** Payload of `source.reweighed`; the keys are in the verdicts attached. */
export interface SourceReweighed {
  readonly source: string
  readonly reliability: number
}

/** A source's new reliability on a library in memory, for the given keys; returns their subjects. */
export function foldReweigh(
  memory: LibraryMemory,
  payload: SourceReweighed,
  keys: readonly string[],
): EventSubject[] {
  return keys.map((key) => {
    const indicator = memory.get(key)
    if (!indicator) throw new Error(`the log weighs ${key} again before it names it`)
    for (const [statement, evidence] of indicator.evidence) {
      if (evidence.source === payload.source)
        indicator.evidence.set(statement, { ...evidence, reliability: payload.reliability })
    }
    return { key, kind: indicator.kind, canonical: indicator.canonical }
  })
}
