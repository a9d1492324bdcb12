import { CodedError } from '@wuzei/domain'
import {
  appendEvent,
  findInboundSource,
  inTransaction,
  noteInboundFailure,
  noteInboundRun,
  noteInboundSuccess,
  type InboundSourceRow,
} from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { whileLocked } from './lock-source.ts'
import { pollList, type PollOutcome } from './poll-list.ts'
import { pollMisp } from './poll-misp.ts'
import { pollTaxii } from './poll-taxii.ts'
import { sourceSecretRecord } from './register-source.ts'
import { inboundActor, statementSource } from './take-over.ts'

/** First wait after a failure; it doubles up to the source's own interval. */
const firstRetryMs = 5 * 60_000

/**
 * Asks one source, unless it is being asked already, and notes how that went. A failure is written down with its reason
 * where everybody sees it, and tried again sooner than the next time would be.
 */
export async function pollSource(
  hub: HubContext,
  id: string,
  options: { readonly acceptGone: boolean },
): Promise<void> {
  await whileLocked(hub.database, id, 0, async () => {
    const source = await findInboundSource(hub.database.pool, id)
    if (source && !source.removing) await run(hub, source, options.acceptGone)
  })
}

async function run(hub: HubContext, source: InboundSourceRow, acceptGone: boolean): Promise<void> {
  const { pool } = hub.database
  let outcome: PollOutcome
  try {
    outcome = await ask(hub, source, acceptGone)
  } catch (error) {
    if (!(error instanceof CodedError) || error.code === 'INTERNAL') throw error
    const at = hub.clock()
    const waitMs = Math.min(source.everyS * 1000, firstRetryMs * 2 ** Math.min(source.failures, 20))
    await noteInboundFailure(pool, source.id, {
      at: new Date(at),
      nextRunAt: new Date(at + waitMs),
      code: error.code,
      detail: error.message,
    })
    await noteInboundRun(pool, source.id, {
      at: new Date(at),
      outcome: 'failed',
      code: error.code,
      detail: error.message,
      gone: null,
    })
    return
  }
  const at = hub.clock()
  await noteInboundSuccess(pool, source.id, {
    ...outcome,
    at: new Date(at),
    nextRunAt: new Date(at + source.everyS * 1000),
  })
  await noteInboundRun(pool, source.id, {
    at: new Date(at),
    outcome: outcome.heldGone !== null ? 'held' : outcome.changed ? 'changed' : 'same',
    code: null,
    detail: null,
    gone: outcome.heldGone,
  })
  if (outcome.heldGone !== null && source.heldGone === null) await noteHeld(hub, source, outcome.heldGone)
}

async function ask(hub: HubContext, source: InboundSourceRow, acceptGone: boolean): Promise<PollOutcome> {
  const authorization =
    source.secret === null
      ? undefined
      : hub.cipher.openText('credential', sourceSecretRecord(source.id), source.secret)
  // With its licence and prior, before an import could make it without.
  await statementSource(hub.database, source)
  if (source.kind === 'taxii') return await pollTaxii(hub, source, authorization)
  if (source.kind === 'misp') return await pollMisp(hub, source, authorization)
  return await pollList(hub, source, { authorization, acceptGone })
}

/** Into the log, so that whoever follows it is told, not only who looks. */
async function noteHeld({ database }: HubContext, source: InboundSourceRow, gone: number): Promise<void> {
  await inTransaction(database, async (client) => {
    await appendEvent(client, {
      type: 'source.held',
      actor: inboundActor,
      subject: `source:import:${source.name}`,
      payload: { gone },
    })
  })
}
