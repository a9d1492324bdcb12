import { describe, expect, it } from 'vitest'
import type { Definition, Transition } from '../engine/definition.ts'
import { effectCatalogue } from '../engine/effects.ts'
import { sameState } from '../engine/apply.ts'
import { isHeard } from '../engine/timers.ts'
import { computations } from '../guards/computations.ts'
import { conditions } from '../guards/conditions.ts'
import { guards } from '../guards/guards.ts'
import { ruleSets } from '../rule-sets/rule-sets.ts'
import { definitions } from './definitions.ts'

const all = Object.values(definitions)

describe.each(all)('$kind', (definition) => {
  const { states, transitions, timers, fields, answers, naturalKey } = definition
  const isTerminal = (state: string) => states[state]?.terminal === true

  it('names only states that it has', () => {
    const named = transitions.flatMap(({ from, to }) => [...(from ?? []), ...(to === sameState ? [] : [to])])
    expect(named.filter((state) => states[state] === undefined)).toEqual([])
  })

  it('has no state that nothing leads to', () => {
    const reached = reachable(definition, null)
    expect(Object.keys(states).filter((state) => !reached.has(state))).toEqual([])
  })

  it('has an end that can be reached from everywhere, and nothing after it', () => {
    for (const state of Object.keys(states)) {
      if (isTerminal(state)) expect(transitions.filter(({ from }) => from?.includes(state))).toEqual([])
      else expect([...reachable(definition, state)].some(isTerminal), state).toBe(true)
    }
  })

  it('has no transition without an actor', () => {
    expect(transitions.filter(({ by }) => by.length === 0)).toEqual([])
  })

  it('gives a way out of every state that does not need a timer alone', () => {
    const byPeople = transitions.filter(({ by }) => by.some((rule) => rule !== 'system:timer'))
    for (const state of Object.keys(states).filter((name) => !isTerminal(name)))
      expect(
        byPeople.some(({ from, to }) => from?.includes(state) && to !== sameState && to !== state),
        state,
      ).toBe(true)
  })

  it('sets every timer somewhere, and every timer leads somewhere from where it is set', () => {
    for (const name of Object.keys(timers)) {
      const setting = transitions.filter(({ sets }) => sets?.includes(name))
      expect(setting.length, `${name} is never set`).toBeGreaterThan(0)
      const deaf = setting.flatMap(({ from, to }) =>
        (to === sameState ? (from ?? []) : [to]).filter((state) => !isHeard(definition, name, state)),
      )
      expect(deaf, `${name} is set and nothing happens in`).toEqual([])
    }
  })

  it('lets the timer do only what some timer fires', () => {
    const fired = Object.values(timers).map(({ fires }) => fires)
    const awaited = transitions.filter(({ by }) => by.includes('system:timer')).map(({ event }) => event)
    expect(awaited.filter((event) => !fired.includes(event))).toEqual([])
  })

  it('clears and sets only timers that it has', () => {
    const named = transitions.flatMap(({ sets, clears }) => [
      ...(sets ?? []),
      ...(clears === 'all' ? [] : (clears ?? [])),
    ])
    expect(named.filter((name) => timers[name] === undefined)).toEqual([])
  })

  it('gives periods for every timer under every rule set', () => {
    for (const rules of Object.values(ruleSets))
      for (const timer of Object.values(timers))
        for (const { count } of timer.periods(rules, { attempt: 2, tier: 'HIGH' }))
          expect(count).toBeGreaterThanOrEqual(0)
  })

  it('names only fields that it has', () => {
    const named = [
      ...naturalKey,
      ...transitions.flatMap(({ needs, takes }) => [...(needs ?? []), ...(takes ?? [])]),
      ...Object.values(timers).flatMap(({ from }) => from ?? []),
      ...answers.flatMap(({ improves }) => improves),
    ]
    expect(named.filter((field) => fields[field] === undefined)).toEqual([])
  })

  it('asks for other eyes only on steps that exist', () => {
    const events = new Set(transitions.map(({ event }) => event))
    const named = [
      ...transitions.flatMap(({ notSameAs }) => notSameAs ?? []),
      ...answers.map(({ event }) => event),
    ]
    expect(named.filter((event) => !events.has(event))).toEqual([])
  })

  it('never offers the same step twice without saying which is taken', () => {
    for (const [index, transition] of transitions.entries()) {
      const shadowed = transitions
        .slice(index + 1)
        .filter((later) => transition.when === undefined && isCovered(later, transition))
      expect(shadowed.map(({ event, to }) => `${event} to ${to}`)).toEqual([])
    }
  })
})

describe('names', () => {
  const transitions = all.flatMap((definition) => definition.transitions)

  it('every guard is used', () => {
    const used = new Set<string>(transitions.flatMap((transition) => transition.guards ?? []))
    expect(Object.keys(guards).filter((name) => !used.has(name))).toEqual([])
  })

  it('every condition is used', () => {
    const used = new Set<string | undefined>(
      transitions.flatMap(({ when, effects }) => [
        when,
        ...(effects ?? []).map((effect) => (typeof effect === 'string' ? undefined : effect[0])),
      ]),
    )
    expect(Object.keys(conditions).filter((name) => !used.has(name))).toEqual([])
  })

  it('every computation is used', () => {
    const used = new Set<string>(transitions.flatMap(({ computes }) => computes ?? []))
    expect(Object.keys(computations).filter((name) => !used.has(name))).toEqual([])
  })

  it('every effect is used', () => {
    const used = new Set<string>(
      transitions.flatMap(({ effects }) =>
        (effects ?? []).map((effect) => (typeof effect === 'string' ? effect : effect[1])),
      ),
    )
    const byTheEngine = ['task:late-answer', 'alarm:contradictory-answer']
    expect(
      Object.keys(effectCatalogue).filter((name) => !used.has(name) && !byTheEngine.includes(name)),
    ).toEqual([])
  })

  it('measures against a person are decided by one person after another', () => {
    const approvals = transitions.filter(({ event }) =>
      [
        'approve',
        'identify',
        'file',
        'sign',
        'approveMethod',
        'approveRenewal',
        'approveExtension',
        'admit',
      ].includes(event),
    )
    expect(approvals.length).toBeGreaterThan(10)
    expect(approvals.filter(({ notSameAs }) => (notSameAs ?? []).length === 0)).toEqual([])
  })

  it('no measure is decided by a system', () => {
    const decisions = transitions.filter(({ event }) =>
      /^(?:approve|sign$|identify|emergencyIssue|file$|uphold|reject$)/.test(event),
    )
    expect(decisions.filter(({ by }) => by.some((rule) => rule.startsWith('system:')))).toEqual([])
  })
})

/** States that can follow; from `null` on, all of them. */
function reachable({ transitions }: Definition, start: string | null): ReadonlySet<string> {
  const reached = new Set<string>()
  const pending = [start]
  while (pending.length > 0) {
    const state = pending.pop() ?? null
    for (const { from, to } of transitions) {
      const leads = state === null ? from === null : from?.includes(state) === true
      if (!leads || to === sameState || reached.has(to)) continue
      reached.add(to)
      pending.push(to)
    }
  }
  return reached
}

/** True when `later` could never be taken, because `earlier` takes all that it would. */
function isCovered(later: Transition, earlier: Transition): boolean {
  return (
    later.event === earlier.event &&
    (later.from ?? ['']).every((state) => (earlier.from ?? ['']).includes(state)) &&
    later.by.every((rule) => earlier.by.includes(rule))
  )
}
