import type { ModelPromotionBody } from '@wuzei/contract'
import { actorName, CodedError, type Actor } from '@wuzei/domain'
import {
  appendEvent,
  decidePromotion,
  insertRollBack,
  inTransaction,
  listModels,
  lockModel,
  lockPromotion,
  proposePromotion,
  setCurrentModel,
  toJsonValue,
  type StoredModelKind,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { compareWithCandidate } from './read-models.ts'

/**
 * One person proposes that a candidate takes over, another agrees or refuses; whoever proposed it may take that back.
 * What was known of both when it was proposed is in the log with the promotion. Findings of the version before stay what
 * they are.
 *
 * @throws CodedError NOT_FOUND, MODEL_STATE, FORBIDDEN for agreeing to one's own proposal, BODY_INVALID without a reason
 */
export async function decideModelPromotion(
  hub: HubContext,
  actor: Actor,
  id: string,
  { decision, reason }: ModelPromotionBody,
): Promise<void> {
  if (decision === 'propose') await propose(hub, actor, id, reason)
  else await decide(hub, actor, id, decision)
}

async function propose(hub: HubContext, actor: Actor, id: string, reason: string | undefined): Promise<void> {
  if (reason === undefined) throw new CodedError('BODY_INVALID', 'say why, in `reason`')
  const kind = kindOf(id)
  const comparison = await compareWithCandidate(hub, kind)
  const by = actorName(actor)
  await inTransaction(hub.database, async (client) => {
    await requireCandidate(client, id)
    const isFirst = await proposePromotion(client, {
      kind,
      fromModel: hub.models[kind].model?.name ?? null,
      toModel: id,
      reason,
      comparison: comparison ?? null,
      proposedAt: new Date(hub.clock()),
      proposedBy: by,
    })
    if (!isFirst)
      throw new CodedError('MODEL_STATE', 'a proposal about a model of this kind is waiting already')
    await appendEvent(client, {
      type: 'model.promotion-proposed',
      actor: by,
      subject: `model:${id}`,
      payload: toJsonValue({ model: id, reason, comparison: comparison ?? null }),
    })
  })
}

async function decide(
  hub: HubContext,
  actor: Actor,
  id: string,
  decision: 'agree' | 'refuse' | 'withdraw',
): Promise<void> {
  const by = actorName(actor)
  await inTransaction(hub.database, async (client) => {
    const waiting = await lockPromotion(client, id)
    if (!waiting) throw new CodedError('MODEL_STATE', 'no proposal about this version is waiting')
    const isOwn = waiting.proposedBy === by
    if (decision === 'withdraw' && !isOwn)
      throw new CodedError('FORBIDDEN', 'whoever proposed it takes it back')
    if (decision !== 'withdraw' && isOwn)
      throw new CodedError('FORBIDDEN', 'somebody else must decide it: nobody decides on what is their own')
    const state = ({ agree: 'agreed', refuse: 'refused', withdraw: 'withdrawn' } as const)[decision]
    await decidePromotion(client, waiting.id, { state, by, at: new Date(hub.clock()) })
    if (decision !== 'agree') {
      await appendEvent(client, {
        type: `model.promotion-${state}`,
        actor: by,
        subject: `model:${id}`,
        payload: { model: id },
      })
      return
    }
    await requireCandidate(client, id)
    await setCurrentModel(client, waiting.kind, id)
    await appendEvent(client, {
      type: 'model.promoted',
      actor: by,
      subject: `model:${id}`,
      payload: toJsonValue({
        model: id,
        from: waiting.fromModel,
        proposedBy: waiting.proposedBy,
        reason: waiting.reason,
        comparison: waiting.comparison,
      }),
    })
  })
}

/**
 * Goes back to a version that judged before, or to the shipped one. One person is enough: it only makes the hub say what it
 * said before.
 *
 * @throws CodedError MODEL_STATE where that version never judged, or judges now
 */
export async function rollBackModel(
  hub: HubContext,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const kind = kindOf(id)
  const by = actorName(actor)
  await inTransaction(hub.database, async (client) => {
    const stored = (await listModels(client)).filter((model) => model.kind === kind)
    const current = stored.find(({ state }) => state === 'current')?.id ?? hub.models.shipped[kind]
    const isShipped = hub.models.shipped[kind] === id && !stored.some((model) => model.id === id)
    const isFormer = stored.some((model) => model.id === id && model.state === 'former')
    if (current === id || !(isShipped || isFormer))
      throw new CodedError('MODEL_STATE', 'this version did not judge before, or judges now')
    await setCurrentModel(client, kind, isShipped ? null : id)
    await insertRollBack(client, {
      kind,
      fromModel: current,
      toModel: id,
      reason,
      proposedAt: new Date(hub.clock()),
      proposedBy: by,
    })
    await appendEvent(client, {
      type: 'model.rolled-back',
      actor: by,
      subject: `model:${id}`,
      payload: { model: id, from: current, reason },
    })
  })
}

async function requireCandidate(client: PoolClient, id: string): Promise<void> {
  const model = await lockModel(client, id)
  if (!model) throw new CodedError('NOT_FOUND', 'no such version was brought in')
  if (model.state !== 'candidate')
    throw new CodedError('MODEL_STATE', `it is no candidate but ${model.state}`)
}

function kindOf(id: string): StoredModelKind {
  const kind = id.slice(0, id.indexOf('@'))
  if (kind === 'url' || kind === 'text') return kind
  throw new CodedError('NOT_FOUND', 'no version of this kind can be brought in')
}
