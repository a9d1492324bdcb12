import { actorName, type Actor } from '@wuzei/domain'
import {
  appendEvent,
  enqueueJob,
  ensureSource,
  findSource,
  insertWithdrawnModel,
  inTransaction,
  keysOfStandingFindings,
  withClient,
} from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { withdrawImported } from '../library/bulk/withdraw-imported.ts'
import { modelSource } from './record-finding.ts'

/**
 * A person takes back everything that one version of a model (`name@version`) ever found, in one act. From now on nothing
 * of it is recorded, and a job takes what stands out of the verdicts; lists follow with retractions. False when it was
 * withdrawn before, which changes nothing.
 */
export async function withdrawFindings(
  hub: HubContext,
  actor: Actor,
  model: string,
  reason: string,
): Promise<boolean> {
  const by = actorName(actor)
  return await inTransaction(hub.database, async (client) => {
    const source = await ensureSource(client, modelSource(model))
    const isFirst = await insertWithdrawnModel(client, source.id, {
      model,
      at: new Date(hub.clock()),
      by,
      reason,
    })
    if (!isFirst) return false
    await appendEvent(client, {
      type: 'model.findings-withdrawn',
      actor: by,
      subject: `source:${source.id}`,
      payload: { model, reason },
    })
    await enqueueJob(client, 'withdraw-findings', { model })
    return true
  })
}

/** Indicators of one event: its verdicts are one attachment, and their locks are held for some 100 ms. */
const chunkSize = 5_000

/** The job: takes what stands of a withdrawn model out, chunk by chunk. Broken off, it goes on where it was. */
export async function takeFindingsOut(
  { database }: Pick<HubContext, 'database'>,
  model: string,
): Promise<void> {
  const source = await findSource(database.pool, modelSource(model).id)
  if (!source) return
  let after: bigint | undefined
  for (;;) {
    const from = after
    const keys = await withClient(
      database,
      async (client) => await keysOfStandingFindings(client, source.code, from, chunkSize),
    )
    if (keys.length === 0) return
    await withdrawImported(database, source, keys, 'wuzei')
    after = keys.at(-1)
  }
}
