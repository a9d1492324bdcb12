import type { InboundChangeBody, InboundHeldBody } from '@wuzei/contract'
import { CodedError, isFraudType, type Actor } from '@wuzei/domain'
import {
  deleteInboundSource,
  enqueueJob,
  findInboundSource,
  inTransaction,
  markInboundRemoving,
  refuseInboundGone,
  updateInboundSource,
  type InboundSourceRow,
} from '@wuzei/store'
import { requirePermission } from '../../alliance/require-permission.ts'
import type { HubContext } from '../../hub-context.ts'
import { whileLocked } from './lock-source.ts'
import { knownSource, noteSource, runSource, sourceSecretRecord } from './register-source.ts'
import { takeBackAll } from './take-over.ts'

/** A person who decides while the list is just being read waits for it, rather than being sent away for a second. */
const changeWaitMs = 10_000

/** The job waits for whoever took the source away to let go of it, or for a reading; later it is tried again. */
const removalWaitMs = 30_000

/**
 * Changes how a source is asked and read. Its name and kind stay: they are whose statements they are, and what they
 * mean. A secret is for the host it was given for: with another host it is dropped unless it is given anew.
 *
 * @throws CodedError SOURCE_UNKNOWN, SOURCE_BUSY, OUTBOUND_REFUSED, FRAUD_TYPE_UNKNOWN, FORBIDDEN
 */
export async function changeSource(
  hub: HubContext,
  actor: Actor,
  id: string,
  body: InboundChangeBody,
): Promise<void> {
  requirePermission(actor, 'execute', { kind: 'source' })
  if (body.fraudType !== undefined && body.fraudType !== null && !isFraudType(body.fraudType))
    throw new CodedError('FRAUD_TYPE_UNKNOWN', 'the fraud type is not in the taxonomy')
  await alone(hub, id, async (source) => {
    const url = body.url === undefined ? source.url : hub.outbound.admit(body.url).href
    const fraudType = body.fraudType === undefined ? source.fraudType : body.fraudType
    const map = body.map === undefined ? source.map : body.map
    // What was read before says nothing about another address, or about columns read otherwise.
    const isReadAnew = url !== source.url || fraudType !== source.fraudType || map !== source.map
    await updateInboundSource(hub.database.pool, id, {
      url,
      licence: body.licence ?? source.licence,
      tlp: body.tlp ?? source.tlp,
      fraudType,
      map,
      gone: body.gone ?? source.gone,
      everyS: body.everyS ?? source.everyS,
      secret: secretOf(hub, source, url, body.authorization),
      isReadAnew,
      at: new Date(hub.clock()),
    })
    // Which members of it were changed; what an address or a secret holds is nobody's to read in the log.
    await noteSource(hub, actor, 'source.changed', source.name, {
      changed: Object.keys(body).toSorted().join(' '),
    })
  })
}

function secretOf(
  hub: HubContext,
  source: InboundSourceRow,
  url: string,
  authorization: string | null | undefined,
): Buffer | null {
  if (authorization === null) return null
  if (authorization !== undefined)
    return hub.cipher.seal('credential', sourceSecretRecord(source.id), authorization)
  return new URL(url).origin === new URL(source.url).origin ? source.secret : null
}

/**
 * Decides about what vanished all at once and is held: it is taken back, or stands, and nobody is asked again as long as
 * no more than that is gone.
 *
 * @throws CodedError SOURCE_UNKNOWN, SOURCE_BUSY, SOURCE_NOT_HELD, FORBIDDEN
 */
export async function decideHeld(
  hub: HubContext,
  actor: Actor,
  id: string,
  decision: InboundHeldBody['decision'],
): Promise<void> {
  requirePermission(actor, 'execute', { kind: 'source' })
  const isHeld = ({ heldGone }: InboundSourceRow) => {
    if (heldGone === null) throw new CodedError('SOURCE_NOT_HELD', 'nothing of it is held now')
  }
  if (decision === 'accept') {
    isHeld(await knownSource(hub, id))
    await runSource(hub, actor, id, true)
    return
  }
  await alone(hub, id, async (source) => {
    isHeld(source)
    await refuseInboundGone(hub.database.pool, id)
    await noteSource(hub, actor, 'source.gone-refused', source.name, { gone: source.heldGone ?? 0 })
  })
}

/**
 * Takes a source away. What it says stands, as after an import by hand, or is taken back as if it had said so itself;
 * that takes a while for a long list, and the source is shown as leaving until it is done.
 *
 * @throws CodedError SOURCE_UNKNOWN, SOURCE_BUSY, FORBIDDEN
 */
export async function removeSource(
  hub: HubContext,
  actor: Actor,
  id: string,
  statements: 'keep' | 'withdraw',
): Promise<void> {
  requirePermission(actor, 'execute', { kind: 'source' })
  await alone(hub, id, async (source) => {
    await noteSource(hub, actor, 'source.removed', source.name, { statements })
    await inTransaction(hub.database, async (client) => {
      if (statements === 'keep') {
        await deleteInboundSource(client, id)
        return
      }
      await markInboundRemoving(client, id)
      await enqueueJob(client, 'remove-source', { source: id })
    })
  })
}

/** Second half of taking a source away with what it says; begins again where it was interrupted. */
export async function finishRemoval(hub: HubContext, id: string): Promise<void> {
  const done = await whileLocked(hub.database, id, removalWaitMs, async () => {
    const source = await findInboundSource(hub.database.pool, id)
    if (!source?.removing) return
    await takeBackAll(hub, source)
    await inTransaction(hub.database, async (client) => await deleteInboundSource(client, id))
  })
  if (!done) throw new Error('the source is being asked; its removal is tried again')
}

/** Nobody asks the source meanwhile: what a run found out is not written over what was decided. */
async function alone(
  hub: HubContext,
  id: string,
  work: (source: InboundSourceRow) => Promise<void>,
): Promise<void> {
  await knownSource(hub, id)
  const done = await whileLocked(hub.database, id, changeWaitMs, async () => {
    try {
      await work(await knownSource(hub, id))
      return undefined
    } catch (error) {
      // The lock goes back in good order; what was wrong is thrown below.
      if (error instanceof CodedError) return error
      throw error
    }
  })
  if (!done) throw new CodedError('SOURCE_BUSY', 'it is being asked right now; try again in a minute')
  if (done.result) throw done.result
}
