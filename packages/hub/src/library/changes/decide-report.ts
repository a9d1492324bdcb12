import type { Evidence } from '@wuzei/domain'
import { ensureSource, retractReportStatements, upsertEvidence } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { memberSourcePrefix, operatorSource, publicSource, sourceSeed } from '../source-seeds.ts'
import { keyFromHex } from '../subject.ts'

/**
 * A person has checked a report. Confirmed: each indicator gains the checker's own statement. Rejected: the
 * reporter's statements are taken out, and those of its checkers, should the report have been confirmed before.
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

/**
 * Sources that make a statement of a report: its reporter, and its checkers. Of old every checker spoke as
 * `hub:administrator`, with the weight of the police.
 */
const statedBy = {
  ids: [publicSource.id, operatorSource.id, 'hub:administrator'],
  prefix: memberSourcePrefix,
} as const

export const decideReport: LibraryChange<ReportDecided> = {
  type: 'report.decided',

  subjects: (payload) => payload.subjects,

  async write(client, payload) {
    const keys = payload.subjects.map((subject) => keyFromHex(subject.key))
    const isRejected = payload.status === 'rejected'
    await retractReportStatements(client, keys, statedBy, BigInt(payload.report), isRejected)
    const { evidence } = payload
    if (!evidence) return
    const source = await ensureSource(client, sourceSeed(evidence.source, evidence.tier, evidence.source))
    await upsertEvidence(
      client,
      keys.map((key) => ({ key, sourceCode: source.code, statement: BigInt(payload.report), evidence })),
    )
  },

  fold(memory, payload) {
    for (const subject of payload.subjects) {
      const { evidence } = remember(memory, subject)
      for (const [statement, stated] of evidence)
        if (statement === `${stated.source} ${payload.report}` && statesReports(stated.source))
          evidence.set(statement, { ...stated, retracted: payload.status === 'rejected' })
      if (payload.evidence) evidence.set(`${payload.evidence.source} ${payload.report}`, payload.evidence)
    }
  },
}

function statesReports(source: string): boolean {
  return statedBy.ids.some((id) => id === source) || source.startsWith(statedBy.prefix)
}
