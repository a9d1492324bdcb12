import type { DisputeDecisionBody } from '@wuzei/contract'
import { actorName, CodedError, type Actor } from '@wuzei/domain'
import {
  decideDisputeRow,
  findDisputeById,
  hasOpenDispute,
  loadIndicators,
  lockIndicators,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'
import { disputeIndicator } from '../library/changes/dispute-indicator.ts'
import { pinIndicator as indicatorPinned } from '../library/changes/pin-indicator.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { commitChange } from '../library/library-change.ts'
import { namedSubject } from '../library/subject.ts'
import { liftListingsOfDispute } from '../payments/payee-listings.ts'
import { rowOfDispute } from '../reports/report-scope.ts'
import { recordSourceOutcome, sourcesBehind } from './record-source-outcome.ts'

/**
 * A person decides a dispute. Upheld: what was said so far weighs nothing, its sources learn from it, and a pin that
 * warned of it is lifted, since otherwise the verdict would go on saying what was just found wrong.
 *
 * @throws CodedError DISPUTE_UNKNOWN, DISPUTE_DECIDED, FORBIDDEN where it lies elsewhere or is their own decision
 */
export async function decideDispute(
  hub: HubContext,
  disputeId: bigint,
  body: DisputeDecisionBody,
  decider: Actor,
): Promise<void> {
  const now = hub.clock()
  const actor = actorName(decider)
  await inChangeTransaction(hub.database, async (client) => {
    const dispute = await findDisputeById(client, disputeId, true)
    if (!dispute) throw new CodedError('DISPUTE_UNKNOWN', 'no dispute has this number')
    if (decider.type !== 'administrator')
      requirePermission(decider, 'approve', { kind: 'appeal', row: rowOfDispute(decider, dispute, 'masked') })
    if (dispute.state !== 'open') throw new CodedError('DISPUTE_DECIDED', `it was ${dispute.state}`)
    const row = (await loadIndicators(client, [dispute.key])).get(dispute.key)
    if (!row) throw new CodedError('INTERNAL', 'the dispute names an indicator that is gone')
    await lockIndicators(client, [row])
    await requireIndependence(client, `${row.kind}:${row.canonical}`, actor)
    // Who is behind what is withdrawn now, not behind what was withdrawn before: nobody is blamed twice.
    const said = body.state === 'upheld' ? await sourcesBehind(client, dispute.key) : []
    await decideDisputeRow(client, dispute.id, body.state, body.explanation, new Date(now))
    // One of several: the verdict stays marked as disputed until the last of them is decided.
    if (body.state === 'rejected' && (await hasOpenDispute(client, dispute.key))) return
    await commitChange(
      client,
      disputeIndicator,
      {
        indicator: namedSubject(row.kind, row.canonical),
        dispute: { state: body.state, at: Math.floor(now / 1000) },
        withdrawnUntil: null,
        reason: body.explanation,
      },
      { actor, subject: `${row.kind}:${row.canonical}` },
    )
    if (body.state === 'upheld')
      await liftListingsOfDispute(client, hub.payments.digests.ofPayee(row.kind, row.canonical), {
        by: actor,
        at: new Date(now),
        reason: body.explanation,
      })
    const pinned = row.decisions.pin?.level
    if (body.state === 'upheld' && pinned !== undefined && pinned !== 'safe')
      await commitChange(
        client,
        indicatorPinned,
        { indicator: namedSubject(row.kind, row.canonical), pin: null, reason: body.explanation },
        { actor, subject: `${row.kind}:${row.canonical}` },
      )
    await recordSourceOutcome(client, said, 'dispute-upheld', actor)
  })
}

/**
 * Whoever fixed the verdict does not judge the objection to it. Keys are exempt: one may be all there is.
 *
 * @throws CodedError FORBIDDEN
 */
async function requireIndependence(client: PoolClient, subject: string, actor: string): Promise<void> {
  if (!actor.startsWith('person:')) return
  const found = await client.query(
    `select 1 from events where subject = $1 and actor = $2 and type = 'indicator.pinned' limit 1`,
    [subject, actor],
  )
  if (found.rowCount !== 0)
    throw new CodedError('FORBIDDEN', 'you fixed this verdict yourself; somebody else decides the dispute')
}
