import { actorName, isPublicEvidence, shareEvents, type Actor, type WithdrawalReason } from '@wuzei/domain'
import { lockShareTree, markSharesWithdrawn, originsOf } from '@wuzei/store'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { commitShareChanges } from '../library/changes/commit-share-changes.ts'
import { findReadableShare, protectedShare } from './find-share.ts'
import { publicChange, shareChanged } from './share-event.ts'

/**
 * An origin takes a share back, and with it everything that passes it on. Those who may read it go on seeing that it
 * was withdrawn, so that nobody acts on a copy. A second time it changes nothing.
 *
 * @throws CodedError NOT_FOUND, FORBIDDEN
 */
export async function withdrawShare(
  hub: HubContext,
  actor: Actor,
  id: string,
  reason: WithdrawalReason,
): Promise<void> {
  await inChangeTransaction(hub.database, async (client) => {
    const share = await findReadableShare(client, actor, id)
    requirePermission(actor, 'execute', { kind: 'share', row: protectedShare(share) })
    const tree = (await lockShareTree(client, id)).filter(({ withdrawnAt }) => withdrawnAt === null)
    const by = actorName(actor)
    await markSharesWithdrawn(
      client,
      tree.map((row) => row.id),
      { at: new Date(hub.clock()), by, reason },
    )
    const origins = await originsOf(
      client,
      tree.map(({ originId }) => originId),
    )
    await commitShareChanges(
      client,
      tree.flatMap((row) => {
        const origin = origins.get(row.originId)
        if (!origin) return []
        const payload = isPublicEvidence(row.label)
          ? publicChange(row, origin, true)
          : shareChanged(hub, row, origin)
        return { type: shareEvents.withdrawn, actor: by, payload }
      }),
      hub.clock() / 1000,
    )
  })
}
