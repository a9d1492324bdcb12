import { randomUUID } from 'node:crypto'
import type { EntityKind, Facts } from '@wuzei/casework'
import { executingAppeals, liveEntitiesOf, liveStopsOfAccount, lockCaseworkEntity } from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import type { StepEffects } from './carry-out-effects.ts'
import { systemActor } from './case-actor.ts'
import { definitionOfKind } from './definitions.ts'
import { kindOf, subjectIndexOf } from './entity-row.ts'
import { takeStep } from './take-step.ts'

/** What follows for other entities, and what an entity does next by itself. */
export async function followUps(hub: HubContext, client: ClientBase, done: StepEffects): Promise<void> {
  await sendWhatIsApproved(hub, client, done)
  await convertStops(hub, client, done)
  await followAppeals(hub, client, done)
  const { after, effects } = done
  if (effects.includes('command:release-stops')) await releaseAll(hub, client, done, ['stop-order'])
  if (effects.includes('command:release-freezes')) await releaseAll(hub, client, done, ['freeze-order'])
  if (effects.includes('create:case'))
    await takeStep(hub, client, {
      actor: systemActor('engine'),
      id: randomUUID(),
      isNew: true,
      depth: done.step.depth + 1,
      command: {
        kind: 'case',
        event: 'create',
        payload: defined({ reportId: after.id, region: after.region, fraudType: after.facts['fraudType'] }),
      },
    })
}

/** An approved order goes out at once: the approval is the last thing that a person does. */
async function sendWhatIsApproved(hub: HubContext, client: ClientBase, done: StepEffects): Promise<void> {
  const { before, after } = done
  if (before?.state === after.state) return
  const sends = definitionOfKind(after.kind).transitions.some(
    ({ event, from, by }) =>
      event === 'send' && from?.includes(after.state) === true && by.includes('system:sender'),
  )
  if (!sends) return
  await takeStep(hub, client, {
    actor: systemActor('sender'),
    id: after.id,
    isNew: false,
    depth: done.step.depth + 1,
    // Names the act for ever; what is sent again bears it again.
    command: { kind: after.kind, event: 'send', payload: { serialNo: newSerial() } },
  })
}

/** Names an act in the messages about it: 32 characters of chance. */
export function newSerial(): string {
  return randomUUID().replaceAll('-', '').toUpperCase()
}

/** A freeze that stands takes the place of the stops of its account, without a gap. */
async function convertStops(hub: HubContext, client: ClientBase, done: StepEffects): Promise<void> {
  const { before, after } = done
  if (after.kind !== 'freeze-order' || before?.state === after.state) return
  if (after.state !== 'ACTIVE' && after.state !== 'PARTIAL') return
  const accountIndex = subjectIndexOf(hub.cipher, after.facts)
  const { partnerId } = after.facts
  if (!accountIndex || typeof partnerId !== 'string') return
  for (const { id, state } of await liveStopsOfAccount(client, { partnerId, accountIndex }))
    if (hasStep('stop-order', 'freezeConfirmed', state))
      await engineStep(hub, client, done, { kind: 'stop-order', id, event: 'freezeConfirmed' })
}

/**
 * An upheld appeal is carried out at once: the measure is lifted, and where it does not stand yet as soon as it does.
 * When the bank has released it, the appeal is done.
 */
async function followAppeals(hub: HubContext, client: ClientBase, done: StepEffects): Promise<void> {
  const { before, after, effects } = done
  if (before?.state === after.state) return
  if (after.kind === 'appeal') {
    if (hasStep('appeal', 'execute', after.state))
      await engineStep(hub, client, done, { kind: 'appeal', id: after.id, event: 'execute' })
    const { targetId } = after.facts
    if (effects.includes('command:lift-measure') && typeof targetId === 'string')
      await liftMeasure(hub, client, done, targetId)
    return
  }
  if (after.kind !== 'stop-order' && after.kind !== 'freeze-order') return
  const appeals = await executingAppeals(client, after.id)
  if (appeals.length === 0) return
  if (definitionOfKind(after.kind).states[after.state]?.terminal !== true) {
    await liftMeasure(hub, client, done, after.id)
    return
  }
  for (const id of appeals)
    await engineStep(hub, client, done, {
      kind: 'appeal',
      id,
      event: 'executed',
      payload: { executedAtMs: hub.clock() },
    })
}

async function liftMeasure(
  hub: HubContext,
  client: ClientBase,
  done: StepEffects,
  id: string,
): Promise<void> {
  const row = await lockCaseworkEntity(client, id)
  if (!row) return
  const kind = kindOf(row.kind)
  const event = endings.find((name) => hasStep(kind, name, row.state))
  if (event !== undefined) await engineStep(hub, client, done, { kind, id, event, reason: 'appeal upheld' })
  // It ended by itself before the decision: there is nothing left to lift.
  else if (row.isOver && done.after.kind === 'appeal')
    await engineStep(hub, client, done, {
      kind: 'appeal',
      id: done.after.id,
      event: 'executed',
      payload: { executedAtMs: hub.clock() },
    })
}

/** Steps by which the engine ends a measure, for what stands and for what is on its way. */
const endings = ['releaseRequest', 'cancelWithReport', 'withdraw'] as const

/** Releases what stands, and withdraws what is on its way to approval, of a report, case or measure. */
async function releaseAll(
  hub: HubContext,
  client: ClientBase,
  done: StepEffects,
  kinds: readonly EntityKind[],
): Promise<void> {
  const reason = `${done.after.kind} ${done.step.command.event}`
  for (const kind of kinds)
    for (const { id, state } of await liveEntitiesOf(client, done.after.id, [kind])) {
      const event = endings.find((name) => hasStep(kind, name, state))
      if (event !== undefined) await engineStep(hub, client, done, { kind, id, event, reason })
    }
}

/** True when the engine itself may take this step from this state. */
export function hasStep(kind: EntityKind, event: string, state: string): boolean {
  return definitionOfKind(kind).transitions.some(
    (transition) =>
      transition.event === event &&
      transition.from?.includes(state) === true &&
      transition.by.includes('system:engine'),
  )
}

/** Takes a step of another entity as the engine. */
export async function engineStep(
  hub: HubContext,
  client: ClientBase,
  done: StepEffects,
  follow: {
    readonly kind: EntityKind
    readonly id: string
    readonly event: string
    readonly payload?: Facts
    readonly reason?: string
  },
): Promise<void> {
  const { kind, id, event, payload = {}, reason } = follow
  await takeStep(hub, client, {
    actor: systemActor('engine'),
    id,
    isNew: false,
    depth: done.step.depth + 1,
    command: { kind, event, payload, reason },
  })
}

function defined(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
