import type { RelabellingList, RelabellingReply } from '@wuzei/contract'
import {
  actorName,
  CodedError,
  isPublicEvidence,
  mostClosed,
  opens,
  parseIndicator,
  shareEvents,
  type Actor,
  type SharingLabel,
} from '@wuzei/domain'
import {
  appendEvent,
  decideRelabelling,
  insertRelabelling,
  listRelabellings,
  lockShareTree,
  openRelabelling,
  originsOf,
  setShareLabel,
  setShareLevels,
  type ShareRow,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'
import { objectionTo } from '../importers/guard-accusation.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { commitShareChanges, type ShareChange } from '../library/changes/commit-share-changes.ts'
import { findReadableShare, protectedShare } from './find-share.ts'
import { publicChange, shareChanged } from './share-event.ts'

/**
 * Labels a share anew. Closing it is done at once, for everything that passes it on as well; opening it is proposed, and
 * somebody else, a supervisor of the origin, decides.
 *
 * @throws CodedError NOT_FOUND, FORBIDDEN, SHARE_WITHDRAWN, SHARE_ACCUSES, RELABEL_PENDING
 */
export async function relabelShare(
  hub: HubContext,
  actor: Actor,
  id: string,
  label: SharingLabel,
): Promise<RelabellingReply> {
  return await inChangeTransaction(hub.database, async (client) => {
    requirePermission(actor, 'execute', {
      kind: 'share',
      row: protectedShare(await findReadableShare(client, actor, id)),
    })
    const tree = await lockShareTree(client, id)
    const share = currentShare(tree)
    if (!opens(share.label, label)) {
      await applyLabel(client, hub, actor, tree, label)
      return { state: 'closed' }
    }
    if (actor.type !== 'person') throw new CodedError('FORBIDDEN', 'opening a label is proposed by a person')
    await requireOpenable(client, share, label)
    const proposal = await insertRelabelling(client, {
      shareId: id,
      from: share.label,
      to: label,
      state: 'proposed',
      proposedBy: actorName(actor),
      proposedAt: new Date(hub.clock()),
    })
    if (proposal === undefined) throw new CodedError('RELABEL_PENDING', 'decide about it first')
    await noteOpening(client, actor, share, label, 'share-opening-proposed')
    return { state: 'proposed' }
  })
}

/**
 * A supervisor of the origin agrees to open a label, or refuses: never whoever proposed it.
 *
 * @throws CodedError NOT_FOUND, FORBIDDEN, RELABEL_UNKNOWN, SHARE_WITHDRAWN, SHARE_ACCUSES
 */
export async function decideRelabellingOf(
  hub: HubContext,
  actor: Actor,
  id: string,
  decision: 'approve' | 'refuse',
): Promise<void> {
  await inChangeTransaction(hub.database, async (client) => {
    const readable = await findReadableShare(client, actor, id)
    const tree = await lockShareTree(client, id)
    const proposal = await openRelabelling(client, id)
    requirePermission(actor, 'approve', {
      kind: 'share',
      row: protectedShare(readable, proposal?.proposedBy ?? null),
    })
    if (!proposal) throw new CodedError('RELABEL_UNKNOWN', 'it is decided, or nobody proposed any')
    const by = actorName(actor)
    const at = new Date(hub.clock())
    if (decision === 'refuse') {
      await decideRelabelling(client, proposal.id, { state: 'refused', by, at })
      await noteOpening(client, actor, readable, proposal.to, 'share-opening-refused')
      return
    }
    const share = currentShare(tree)
    if (share.label.tlp !== proposal.from.tlp || share.label.pap !== proposal.from.pap)
      throw new CodedError('RELABEL_UNKNOWN', 'the label was changed since; refuse this proposal')
    await requireOpenable(client, share, proposal.to)
    await decideRelabelling(client, proposal.id, { state: 'approved', by, at })
    // What passes it on keeps its own label: whoever passed it on chose it.
    await applyLabel(client, hub, actor, [share], proposal.to)
  })
}

/** Every change of a share's label, for its origin. */
export async function relabellingsOf(hub: HubContext, actor: Actor, id: string): Promise<RelabellingList> {
  const { pool } = hub.database
  requirePermission(actor, 'execute', {
    kind: 'share',
    row: protectedShare(await findReadableShare(pool, actor, id)),
  })
  const rows = await listRelabellings(pool, id)
  return {
    relabellings: rows.map(
      ({ id: relabelling, from, to, state, proposedBy, proposedAt, decidedBy, decidedAt }) => ({
        id: relabelling,
        from,
        to,
        state,
        proposedBy,
        decidedBy,
        proposedAt: proposedAt.toISOString(),
        decidedAt: decidedAt?.toISOString() ?? null,
      }),
    ),
  }
}

function currentShare(tree: readonly ShareRow[]): ShareRow {
  const [share] = tree
  if (!share) throw new CodedError('NOT_FOUND', 'no share has this id')
  if (share.withdrawnAt) throw new CodedError('SHARE_WITHDRAWN', 'its label stays as it is')
  return share
}

/** What is passed on stays as closed as what it came from, and what accuses honest owners stays with its readers. */
async function requireOpenable(client: PoolClient, share: ShareRow, label: SharingLabel): Promise<void> {
  if (share.passedOnFrom !== null) {
    const [source] = await lockShareTree(client, share.passedOnFrom)
    if (!source || opens(source.label, label))
      throw new CodedError('FORBIDDEN', 'what it passes on has a more closed label')
  }
  if (!isPublicEvidence(label)) return
  const parsed = parseIndicator(share.canonical, { kind: share.kind })
  const objection = parsed.ok ? objectionTo(parsed.indicator) : undefined
  if (objection) throw new CodedError('SHARE_ACCUSES', objection.message)
}

/** Gives the first share of the tree the label, and every other one at least as closed a one. */
async function applyLabel(
  client: PoolClient,
  hub: HubContext,
  actor: Actor,
  tree: readonly ShareRow[],
  label: SharingLabel,
): Promise<void> {
  const by = actorName(actor)
  const origins = await originsOf(
    client,
    tree.map(({ originId }) => originId),
  )
  const changes: ShareChange[] = []
  for (const [index, share] of tree.entries()) {
    const to = index === 0 ? label : mostClosed([share.label, label])
    const origin = origins.get(share.originId)
    const isSame = to.tlp === share.label.tlp && to.pap === share.label.pap
    if (isSame || !origin) continue
    if (!opens(share.label, to))
      await insertRelabelling(client, {
        shareId: share.id,
        from: share.label,
        to,
        state: 'closed',
        proposedBy: by,
        proposedAt: new Date(hub.clock()),
      })
    await setShareLabel(client, share.id, to)
    if (share.withdrawnAt) continue
    if (isPublicEvidence(share.label) && !isPublicEvidence(to))
      changes.push({ type: 'share-uncounted', actor: by, payload: publicChange(share, origin, true) })
    changes.push({
      type: shareEvents.relabelled,
      actor: by,
      payload: shareChanged(hub, { ...share, label: to }, origin),
    })
  }
  const moves = await commitShareChanges(client, changes, hub.clock() / 1000)
  await setShareLevels(
    client,
    moves.flatMap(({ share, before, after }) =>
      isPublicEvidence(label) ? { id: share, before, after } : [],
    ),
  )
}

async function noteOpening(
  client: PoolClient,
  actor: Actor,
  share: ShareRow,
  to: SharingLabel,
  type: 'share-opening-proposed' | 'share-opening-refused',
): Promise<void> {
  await appendEvent(client, {
    type,
    actor: actorName(actor),
    subject: `share:${share.id}`,
    payload: { share: share.id, from: { ...share.label }, to: { ...to } },
  })
}
