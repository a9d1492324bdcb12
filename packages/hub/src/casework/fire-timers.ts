import { dueTimers, inTransaction, isConnectionLoss, markTimerFired, type TimerRow } from '@wuzei/store'
import type { ClientBase } from 'pg'
import {
  followAsLeader,
  pauseUnlessAborted,
  type Following,
  type Leadership,
} from '../exchange/follow-as-leader.ts'
import type { HubContext } from '../hub-context.ts'
import { systemActor } from './case-actor.ts'
import { kindOf } from './entity-row.ts'
import { takeStep } from './take-step.ts'

/** Advisory lock of the process that fires timers: any number, the same in all. */
const leaderLock = 7_305_811_924_441

/** How often is looked for what fell due: a fifth of the second that a timer may be late. */
const lookMs = 200

/** Timers of one transaction: commits cost more than steps, and who waits for one of its entities waits for all. */
const batchTimers = 50

/** Proof of leadership this often: another may lead when the connection with the lock is gone. */
const proveMs = 1_000

/**
 * Fires timers in the order in which they fall due; one of all processes does. The step and the mark that the timer fired
 * commit together: whenever the process is killed, it has happened once or is still to happen.
 */
export function fireTimers(hub: HubContext): Following {
  return followAsLeader(hub.database, leaderLock, async (leadership) => await lead(hub, leadership))
}

async function lead(hub: HubContext, { signal, stillLeads }: Leadership): Promise<void> {
  let provenAt = performance.now()
  while (!signal.aborted) {
    const fired = await fireDue(hub)
    if (performance.now() - provenAt >= proveMs) {
      await stillLeads()
      provenAt = performance.now()
    }
    if (fired < batchTimers) await pauseUnlessAborted(lookMs, signal)
  }
}

/** Fires what is due now, at most one batch; gives back how many there were. */
export async function fireDue(hub: HubContext): Promise<number> {
  const due = await dueTimers(hub.database.pool, new Date(hub.clock()), batchTimers)
  if (due.length === 0) return 0
  try {
    await inTransaction(hub.database, async (client) => {
      for (const timer of due) await fire(hub, client, timer)
    })
  } catch (error) {
    if (isConnectionLoss(error)) throw error
    // One of them met a command that held what it needed, or cannot be carried out: each by itself.
    await fireOneByOne(hub, due)
  }
  return due.length
}

async function fireOneByOne(hub: HubContext, due: readonly TimerRow[]): Promise<void> {
  for (const timer of due) await inTransaction(hub.database, async (client) => await fire(hub, client, timer))
}

async function fire(hub: HubContext, client: ClientBase, timer: TimerRow): Promise<void> {
  const at = new Date(hub.clock())
  // First the mark: the step itself may set the timer anew, and must not find it running.
  if (!(await markTimerFired(client, timer.id, { at, outcome: 'applied' }))) return
  const step = await takeStep(hub, client, {
    actor: systemActor('timer'),
    id: timer.entityId,
    isNew: false,
    command: { kind: kindOf(timer.kind), event: timer.event, payload: {} },
  })
  if (step.result === 'refused')
    await client.query('update casework_timers set outcome = $2 where id = $1', [timer.id, step.code])
}
