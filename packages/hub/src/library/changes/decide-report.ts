import type { Evidence } from '@wuzei/domain'
import { ensureSource, retractStatements, upsertEvidence } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { administratorSource } from '../source-seeds.ts'
import { keyFromHex } from '../subject.ts'

/**
 * A person has checked a report. Confirmed: each indicator gains the checker's own statement. Rejected: the
 * reporter's statements are taken out.
 */
export interface ReportDecided {
  readonly report: string
  readonly status: 'confirmed' | 'rejected'
  readonly subjects: readonly EventSubject[]
  /** The checker's statement, for a confirmed report. */
  readonly evidence: Evidence | null
}

export const decideReport: LibraryChange<ReportDecided> = {
  type: 'report.decided',

  subjects: (payload) => payload.subjects,

  async write(client, payload) {
    const keys = payload.subjects.map((subject) => keyFromHex(subject.key))
    await retractStatements(client, keys, 'public', BigInt(payload.report), payload.status === 'rejected')
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
      const reported = evidence.get(`public ${payload.report}`)
      if (reported)
        evidence.set(`public ${payload.report}`, { ...reported, retracted: payload.status === 'rejected' })
      if (payload.evidence) evidence.set(`${payload.evidence.source} ${payload.report}`, payload.evidence)
    }
  },
}
