import type { EffectName, Entity } from '@wuzei/casework'
import { insertCaseworkTasks } from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { definitionOfKind } from './definitions.ts'
import { followUps } from './follow-ups.ts'
import { proposeNextOrders } from './next-orders.ts'
import { noticeText } from './notice-text.ts'
import { sendMessages } from './send-messages.ts'
import type { StepToTake } from './take-step.ts'

/** What a step led to. */
export interface StepEffects {
  readonly step: StepToTake & { readonly depth: number }
  readonly before: Entity | null
  readonly after: Entity
  readonly effects: readonly EffectName[]
}

/**
 * Carries out what a step asks for, in the transaction of the step: letters to partners, tasks, alarms and notices, and
 * the steps of other entities that follow from it.
 */
export async function carryOutEffects(hub: HubContext, client: ClientBase, done: StepEffects): Promise<void> {
  const { after, effects } = done
  const at = new Date(hub.clock())
  const shown = effects.filter((effect) => !effect.startsWith('message:') && !effect.startsWith('command:'))
  await insertCaseworkTasks(
    client,
    after.id,
    shown.map((effect) => ({ effect, at, sealed: sealedNotice(hub, after, effect) })),
  )
  await sendMessages(hub, client, done)
  if (after.kind === 'stop-order' && effects.includes('create:child-stops'))
    await proposeNextOrders(hub, client, after)
  await followUps(hub, client, done)
}

function sealedNotice({ cipher, clock }: HubContext, entity: Entity, effect: EffectName): Buffer | null {
  if (!effect.startsWith('notice:')) return null
  const text = noticeText(definitionOfKind(entity.kind), entity, effect, clock())
  return cipher.seal('casework', `notice ${entity.id}`, JSON.stringify(text))
}
