import type { Evidence } from '@wuzei/domain'
import { ensureSource, upsertEvidence } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { keyFromHex } from '../subject.ts'
import { publicSource } from '../source-seeds.ts'

/** One citizen's report: the same statement about each indicator it names. */
export interface ReportReceived {
  readonly report: string
  readonly fraudType: string | null
  readonly statements: readonly { readonly subject: EventSubject; readonly evidence: Evidence }[]
}

/** A report came in: every indicator it names gains one statement of its reporter. */
export const receiveReport: LibraryChange<ReportReceived> = {
  type: 'report.received',

  subjects: (payload) => payload.statements.map((statement) => statement.subject),

  async write(client, payload) {
    const source = await ensureSource(client, publicSource)
    await upsertEvidence(
      client,
      payload.statements.map(({ subject, evidence }) => ({
        key: keyFromHex(subject.key),
        sourceCode: source.code,
        statement: BigInt(payload.report),
        evidence,
      })),
    )
  },

  fold(memory, payload) {
    for (const { subject, evidence } of payload.statements)
      remember(memory, subject).evidence.set(`${evidence.source} ${payload.report}`, evidence)
  },
}
