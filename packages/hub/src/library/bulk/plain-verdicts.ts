import { assess, relativeState, type VerdictState } from '@wuzei/domain'
import { internStates, withClient, type Database, type SourceRow } from '@wuzei/store'
import { importedEvidence, type ImportRow } from './import-row.ts'

/** The verdict of an indicator about which nothing is known but one row of a list. */
export interface PlainVerdict {
  readonly state: VerdictState
  /** The state's id in the database. */
  readonly stateId: number
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
  const byShape = createShapes<PlainVerdict>()
  const idByText = new Map<string, number>()

  /** Ids of states that are in no shape yet; many shapes differ in their instants only and share one. */
  const intern = async (states: readonly VerdictState[]): Promise<PlainVerdict[]> => {
    const texts = states.map((state) => JSON.stringify(relativeState(state)))
    const missing = states.filter((_, index) => !idByText.has(texts[index] ?? ''))
    if (missing.length > 0) {
      if (idByText.size + missing.length > keptShapes) idByText.clear()
      const ids = await withClient(database, async (client) => await internStates(client, missing))
      for (const [state, id] of ids) idByText.set(JSON.stringify(relativeState(state)), id)
    }
    return states.map((state, index) => {
      const stateId = idByText.get(texts[index] ?? '')
      if (stateId === undefined) throw new Error('a verdict state vanished while it was being stored')
      return { state, stateId, refAt: state.refAt }
    })
  }

  return {
    async of(rows) {
      const unknown = createShapes<ImportRow>()
      for (const row of rows) if (!byShape.get(row) && !unknown.get(row)) unknown.set(row, row)
      const fresh = createShapes<PlainVerdict>()
      const examples = unknown.values()
      const verdicts = await intern(examples.map((row) => assessAlone(row, source)))
      if (byShape.size() + examples.length > keptShapes) byShape.clear()
      for (const [index, row] of examples.entries()) {
        const verdict = verdicts[index]
        if (verdict) fresh.set(row, verdict)
      }
      return rows.map((row) => {
        const verdict = byShape.get(row)
        if (!verdict) throw new Error('a row of a list has no verdict')
        return verdict
      })
    },
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
