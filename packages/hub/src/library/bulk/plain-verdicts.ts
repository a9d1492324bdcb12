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
  const byShape = new Map<string, VerdictState>()
  const idByText = new Map<string, number>()

  const intern = async (states: readonly VerdictState[]): Promise<void> => {
    if (idByText.size + states.length > keptShapes) idByText.clear()
    const ids = await withClient(database, async (client) => await internStates(client, states))
    for (const [state, id] of ids) idByText.set(JSON.stringify(relativeState(state)), id)
  }

  return {
    async of(rows) {
      if (byShape.size > keptShapes) byShape.clear()
      const shapes = new Map<string, VerdictState>()
      const shapeOfRow = rows.map((row) => {
        const shape = shapeOf(row)
        if (!shapes.has(shape)) {
          const state = byShape.get(shape) ?? assessAlone(row, source)
          byShape.set(shape, state)
          shapes.set(shape, state)
        }
        return shape
      })
      const texts = new Map(
        [...shapes].map(([shape, state]) => [shape, JSON.stringify(relativeState(state))]),
      )
      const missing = [...shapes].filter(([shape]) => !idByText.has(texts.get(shape) ?? ''))
      if (missing.length > 0) await intern(missing.map(([, state]) => state))
      const verdicts = new Map<string, PlainVerdict>()
      for (const [shape, state] of shapes) {
        const stateId = idByText.get(texts.get(shape) ?? '')
        if (stateId === undefined) throw new Error('a verdict state vanished while it was being stored')
        verdicts.set(shape, { state, stateId })
      }
      return shapeOfRow.map((shape) => {
        const verdict = verdicts.get(shape)
        if (!verdict) throw new Error('a row of a list has no verdict')
        return verdict
      })
    },
  }
}

function shapeOf(row: ImportRow): string {
  return `${row.kind} ${row.fraudType} ${row.count} ${row.firstAt} ${row.lastAt}`
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
