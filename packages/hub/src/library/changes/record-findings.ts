import type { Evidence } from '@wuzei/domain'
import { findSource, upsertEvidence } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { keyFromHex } from '../subject.ts'

/** What models found about indicators that came to the hub together, in one report say. */
export interface FindingsRecorded {
  /** What brought them: `report:17`, `share:…`, `page:…`. */
  readonly cause: string
  readonly findings: readonly {
    readonly subject: EventSubject
    /** All that this version of the model has said of it so far, as one statement. */
    readonly evidence: Evidence
    /** Probability of fraud that the model gave this time, 0 to 1. */
    readonly score: number
  }[]
}

/** A model's statement about an indicator is always its number 0: however often it is asked, it is one witness. */
export const findingStatement = 0n

export const recordFindings: LibraryChange<FindingsRecorded> = {
  type: 'findings.recorded',

  subjects: (payload) => payload.findings.map(({ subject }) => subject),

  async write(client, payload) {
    const codes = new Map<string, number>()
    for (const { evidence } of payload.findings)
      if (!codes.has(evidence.source)) {
        const source = await findSource(client, evidence.source)
        if (!source) throw new Error(`${evidence.source} finds something before it is a source`)
        codes.set(evidence.source, source.code)
      }
    await upsertEvidence(
      client,
      payload.findings.map(({ subject, evidence }) => ({
        key: keyFromHex(subject.key),
        sourceCode: codes.get(evidence.source) ?? 0,
        statement: findingStatement,
        evidence,
      })),
    )
  },

  fold(memory, payload) {
    for (const { subject, evidence } of payload.findings)
      remember(memory, subject).evidence.set(`${evidence.source} ${findingStatement}`, evidence)
  },
}
