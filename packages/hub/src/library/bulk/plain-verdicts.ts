import { assess, relativeState, type VerdictState } from '@wuzei/domain'
import { internStates, withClient, type Database, type SourceRow } from '@wuzei/store'
import { importedEvidence, type ImportRow } from './import-row.ts'
import { createRowShapes } from './row-shapes.ts'

/** The verdict of an indicator about which nothing is known but one row of a list. */
export interface PlainVerdict {
  readonly state: VerdictState
  /** The state's id in the database. */
  readonly stateId: number
  readonly refAt: number
}

/** Lists of counts and days have a few hundred shapes; one with a second for each row must not fill the memory. */
const keptShapes = 50_000

/** Verdicts of a list's rows on their own, weighed once for all rows that say the same. */
export interface PlainVerdicts {
  /**
   * One verdict a row. Stores new states in a transaction of its own: a writer that waited for a state while holding
   * an indicator, and one that did the opposite, would wait for each other for ever. A state that nobody uses in the
   * end does no harm.
   */
  of(rows: readonly ImportRow[]): Promise<PlainVerdict[]>
}

export function createPlainVerdicts(database: Database, source: SourceRow): PlainVerdicts {
  const byShape = createRowShapes<PlainVerdict>()
  const idByText = new Map<string, number>()

  /** States and their ids; many shapes differ in their instants only and share one id. */
  const weigh = async (rows: readonly ImportRow[]): Promise<PlainVerdict[]> => {
    const states = rows.map((row) => {
      const state = assessAlone(row, source)
      return { state, text: JSON.stringify(relativeState(state)) }
    })
    const ids = new Map<string, number>()
    const missing: VerdictState[] = []
    for (const { state, text } of states) {
      const id = idByText.get(text)
      if (id === undefined) missing.push(state)
      else ids.set(text, id)
    }
    if (missing.length > 0) {
      const stored = await withClient(database, async (client) => await internStates(client, missing))
      for (const [state, id] of stored) ids.set(JSON.stringify(relativeState(state)), id)
    }
    if (idByText.size + ids.size > keptShapes) idByText.clear()
    for (const [text, id] of ids) idByText.set(text, id)
    return states.map(({ state, text }) => {
      const stateId = ids.get(text)
      if (stateId === undefined) throw new Error('a verdict state vanished while it was being stored')
      return { state, stateId, refAt: state.refAt }
    })
  }

  return {
    async of(rows) {
      const known = rows.map((row) => byShape.get(row))
      const unknown = createRowShapes<ImportRow>()
      const examples: ImportRow[] = []
      for (const [index, row] of rows.entries()) {
        if (known[index] || unknown.get(row)) continue
        unknown.set(row, row)
        examples.push(row)
      }
      if (examples.length === 0) return known.map(certain)
      const fresh = createRowShapes<PlainVerdict>()
      if (byShape.size() + examples.length > keptShapes) byShape.clear()
      for (const [index, verdict] of (await weigh(examples)).entries()) {
        const row = examples[index]
        if (!row) continue
        fresh.set(row, verdict)
        byShape.set(row, verdict)
      }
      return rows.map((row, index) => certain(known[index] ?? fresh.get(row)))
    },
  }
}

function certain(verdict: PlainVerdict | undefined): PlainVerdict {
  if (!verdict) throw new Error('a row of a list has no verdict')
  return verdict
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
