import type { Evidence } from '@wuzei/domain'
import { ensureSource, retractStatements, upsertEvidence } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { administratorSource, publicSource } from '../source-seeds.ts'
import { keyFromHex } from '../subject.ts'

/**
 * A person has checked a report. Confirmed: each indicator gains the checker's own statement. Rejected: the
 * reporter's statements are taken out, and the checker's own, should the report have been confirmed before.
 */
export interface ReportDecided {
  readonly report: string
  readonly status: 'confirmed' | 'rejected'
  readonly reason: string
  /** It was decided the other way before. */
  readonly correction: boolean
  readonly subjects: readonly EventSubject[]
  /** The checker's statement, for a confirmed report. */
  readonly evidence: Evidence | null
}

/** Sources that make a statement of a report: its reporter, and its checker. */
const statedBy = [publicSource.id, administratorSource.id] as const

export const decideReport: LibraryChange<ReportDecided> = {
  type: 'report.decided',

  subjects: (payload) => payload.subjects,

  async write(client, payload) {
    const keys = payload.subjects.map((subject) => keyFromHex(subject.key))
    const isRejected = payload.status === 'rejected'
    for (const sourceId of statedBy)
      await retractStatements(client, keys, sourceId, BigInt(payload.report), isRejected)
    const { evidence } = payload
    if (!evidence) return
    const source = await ensureSource(client, administratorSource)
    await upsertEvidence(
      client,
      keys.map((key) => ({ key, sourceCode: source.code, statement: BigInt(payload.report), evidence })),
    )
  },

  fold(memory, payload) {
    for (const subject of payload.subjects) {
      const { evidence } = remember(memory, subject)
      for (const sourceId of statedBy) {
        const statement = `${sourceId} ${payload.report}`
        const stated = evidence.get(statement)
        if (stated) evidence.set(statement, { ...stated, retracted: payload.status === 'rejected' })
      }
      if (payload.evidence) evidence.set(`${payload.evidence.source} ${payload.report}`, payload.evidence)
    }
  },
}
