import type { DisputeDecisionBody } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import { decideDisputeRow, findDisputeById, inTransaction, loadIndicators } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { disputeIndicator } from '../library/changes/dispute-indicator.ts'
import { commitChange } from '../library/library-change.ts'
import { namedSubject } from '../library/subject.ts'
import { recordSourceOutcome, sourcesBehind } from './record-source-outcome.ts'

/** A person decides a dispute. Upheld: what was said so far weighs nothing, and its sources learn from it. */
export async function decideDispute(
  hub: HubContext,
  disputeId: bigint,
  body: DisputeDecisionBody,
  actor: string,
): Promise<void> {
  const now = hub.clock()
  await inTransaction(hub.database, async (client) => {
    const dispute = await findDisputeById(client, disputeId)
    if (!dispute) throw new CodedError('DISPUTE_UNKNOWN', 'no dispute has this number')
    if (dispute.state !== 'open') throw new CodedError('DISPUTE_DECIDED', `it was ${dispute.state}`)
    const row = (await loadIndicators(client, [dispute.key])).get(dispute.key)
    if (!row) throw new CodedError('INTERNAL', 'the dispute names an indicator that is gone')
    await decideDisputeRow(client, dispute.id, body.state, body.explanation, new Date(now))
    await commitChange(
      client,
      disputeIndicator,
      {
        indicator: namedSubject(row.kind, row.canonical),
        dispute: { state: body.state, at: Math.floor(now / 1000) },
        reason: body.explanation,
      },
      { actor, subject: `${row.kind}:${row.canonical}` },
    )
    if (body.state === 'upheld')
      await recordSourceOutcome(client, await sourcesBehind(client, dispute.key), 'dispute-upheld', actor)
  })
}
