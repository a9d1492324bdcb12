import { beforeMs, endOfPeriodMs } from '../time/period.ts'
import type { Definition, Timer, Transition } from './definition.ts'
import type { Situation } from './situation.ts'

/** One durable timer row. */
export interface TimerSet {
  /** Name in the definition. */
  readonly name: string
  /** Place among the timer's periods, from 0: a timer with three periods is three rows. */
  readonly step: number
  readonly event: string
  readonly dueAtMs: number
}

/** What a transition does to the entity's timers: first the clearing, then the setting. */
export interface TimerChange {
  readonly cleared: readonly string[] | 'all'
  readonly set: readonly TimerSet[]
}

/** The timers that a transition sets and clears; setting one anew replaces what was left of it. */
export function timersOf(
  definition: Definition,
  transition: Transition,
  situation: Situation,
  stateAfter: string,
): TimerChange {
  if (definition.states[stateAfter]?.terminal === true) return { cleared: 'all', set: [] }
  const names = transition.sets ?? []
  const set = names.flatMap((name) => {
    const timer = definition.timers[name]
    if (!timer) throw new Error(`${definition.kind} has no timer ${name}`)
    return rowsOf(name, timer, situation)
  })
  const cleared = transition.clears ?? []
  if (cleared === 'all') return { cleared, set }
  const unheard = Object.keys(definition.timers).filter((name) => !isHeard(definition, name, stateAfter))
  return { cleared: [...new Set([...cleared, ...names, ...unheard])], set }
}

/** True when the timer's event happens in that state. */
export function isHeard({ timers, transitions }: Definition, name: string, state: string): boolean {
  return transitions.some(
    ({ event, from, by }) =>
      event === timers[name]?.fires && from?.includes(state) === true && by.includes('system:timer'),
  )
}

function rowsOf(
  name: string,
  timer: Timer,
  { nowMs, rules, calendar, facts }: Situation,
): readonly TimerSet[] {
  const from = timer.from === undefined ? nowMs : facts[timer.from]
  // Nothing to count from: a task of a tier that knows no such limit, an order without an end.
  if (typeof from !== 'number') return []
  return timer
    .periods(rules, facts)
    .map((period, step) => ({
      name,
      step,
      event: timer.fires,
      dueAtMs: timer.before ? beforeMs(from, period) : endOfPeriodMs(from, period, calendar),
    }))
    .filter(({ dueAtMs }) => !timer.before || dueAtMs > nowMs)
}
