import { assess, reliabilityOf } from '@wuzei/domain'
import {
  appendEvent,
  findSource,
  keysOfSource,
  loadIndicators,
  lockIndicators,
  setEvidenceReliability,
  setSourceReliability,
  writeStates,
  type Database,
} from '@wuzei/store'
import { encodeVerdicts } from './bulk/commit-import.ts'
import { inChangeTransaction } from './change-transaction.ts'
import { verdictBatchMediaType, verdictBatchName } from './verdict-batch.ts'

/** Indicators weighed again in one transaction: their locks are held for some 100 ms. */
const chunkSize = 5_000

/** Weighs all evidence of a source with what has been learned about it. Broken off, it is run again from the start. */
export async function reweighSource(database: Database, sourceId: string): Promise<void> {
  const source = await findSource(database.pool, sourceId)
  if (!source) return
  const reliability = reliabilityOf(source)
  await setSourceReliability(database.pool, source.code, reliability)
  let after: bigint | undefined
  for (;;) {
    const keys = await keysOfSource(database.pool, source.code, after, chunkSize)
    if (keys.length === 0) return
    await inChangeTransaction(database, async (client) => {
      const before = await loadIndicators(client, keys)
      await lockIndicators(client, [...before.values()])
      await setEvidenceReliability(client, source.code, keys, reliability)
      const loaded = await loadIndicators(client, keys)
      const states = new Map(
        [...loaded].map(([key, row]) => [
          key,
          assess({ kind: row.kind, evidence: row.evidence, ...row.decisions }),
        ]),
      )
      await writeStates(client, states)
      await appendEvent(client, {
        type: 'source.reweighed',
        actor: 'wuzei',
        subject: `source:${source.id}`,
        payload: { source: source.id, reliability },
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
    after = keys.at(-1)
  }
}
