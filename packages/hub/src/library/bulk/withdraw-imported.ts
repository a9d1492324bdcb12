import { assess } from '@wuzei/domain'
import {
  appendEvent,
  loadIndicators,
  lockIndicators,
  retractStatements,
  writeStates,
  type Database,
  type SourceRow,
} from '@wuzei/store'
import { inChangeTransaction } from '../change-transaction.ts'
import { verdictBatchMediaType, verdictBatchName } from '../verdict-batch.ts'
import { encodeVerdicts } from './commit-import.ts'

/** Indicators of one transaction: their locks are held for some 100 ms. */
const chunkSize = 5_000

/** The statement of a list, and of a version of a model, about an indicator is always its number 0. */
const listStatement = 0n

/**
 * Takes back what a list said about these indicators, as the list itself did, or what a version of a model found: chunk by chunk, each with one event that
 * carries the verdicts. To be called with what stands; the same list may say it again by an import.
 */
export async function withdrawImported(
  database: Database,
  source: SourceRow,
  keys: readonly bigint[],
  actor: string,
): Promise<void> {
  const sorted = keys.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0))
  for (let at = 0; at < sorted.length; at += chunkSize) {
    const chunk = sorted.slice(at, at + chunkSize)
    await inChangeTransaction(database, async (client) => {
      const before = await loadIndicators(client, chunk)
      await lockIndicators(client, [...before.values()])
      await retractStatements(client, chunk, source.id, listStatement, true)
      const loaded = await loadIndicators(client, chunk)
      const states = new Map(
        [...loaded].map(([key, row]) => [
          key,
          assess({ kind: row.kind, evidence: row.evidence, ...row.decisions }),
        ]),
      )
      await writeStates(client, states)
      await appendEvent(client, {
        type: 'evidence.withdrawn',
        actor,
        subject: `source:${source.id}`,
        payload: { source: source.id, withdrawn: loaded.size },
        attachments: [
          {
            name: verdictBatchName,
            mediaType: verdictBatchMediaType,
            bytes: encodeVerdicts(
              [...loaded.keys()].map((key) => ({ key })),
              states,
            ),
          },
        ],
      })
    })
  }
}
