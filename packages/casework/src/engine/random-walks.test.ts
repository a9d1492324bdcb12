import { isWithin, type OrganisationLevel, type RoleCode } from '@wuzei/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { definitions } from '../definitions/definitions.ts'
import { ruleSets } from '../rule-sets/rule-sets.ts'
import { chinaHolidays } from '../time/china-holidays.ts'
import { apply, type ApplyResult } from './apply.ts'
import type { Definition, FieldType, Transition } from './definition.ts'
import type { CaseActor, Command, Entity, Facts, FactValue } from './entity.ts'
import type { ApplyContext, Related } from './situation.ts'
import type { TimerChange, TimerSet } from './timers.ts'

const startMs = Date.parse('2026-03-02T10:00:00+08:00')
const stopMs = 48 * 3_600_000

function police(id: string, role: RoleCode, level: OrganisationLevel, region: string): CaseActor {
  return {
    type: 'person',
    id: `person:${id}`,
    organisationId: `police:${region}`,
    roles: [role],
    level,
    region,
  }
}
function partner(id: string, role: RoleCode): CaseActor {
  return { type: 'client', id: `client:${id}`, organisationId: id, roles: [role], level: null, region: null }
}

const actors: readonly CaseActor[] = [
  police('station', 'STN_OFF', 'county', 'cn/44/03/05'),
  police('officer', 'CTY_OFF', 'city', 'cn/44/03'),
  police('colleague', 'CTY_OFF', 'city', 'cn/44/03'),
  police('supervisor', 'CTY_SUP', 'city', 'cn/44/03'),
  police('deputy', 'CTY_SUP', 'city', 'cn/44/03'),
  police('head', 'AGENCY_HEAD', 'city', 'cn/44/03'),
  police('county-head', 'AGENCY_HEAD', 'county', 'cn/44/03/05'),
  police('province', 'PRV_SUP', 'province', 'cn/44'),
  police('elsewhere', 'CTY_SUP', 'city', 'cn/31/01'),
  police('hotline', 'HOT_OPR', 'city', 'cn/44/03'),
  partner('bank-a', 'BNK_DSK'),
  partner('bank-b', 'BNK_DSK'),
  partner('operator-a', 'TEL_DSK'),
  partner('platform-a', 'PLT_OPR'),
  partner('authority', 'CA_OPR'),
  { type: 'public', id: 'public:victim', organisationId: null, roles: [], level: null, region: null },
  ...['timer', 'sender', 'engine'].map(
    (part): CaseActor => ({
      type: 'system',
      id: `system:${part}`,
      organisationId: null,
      roles: [],
      level: null,
      region: null,
    }),
  ),
]

/** One step of a walk: which of the possible, by whom, with what values, and how much later. */
const steps = fc.array(
  fc.record({
    pick: fc.nat(10_000),
    actor: fc.nat(10_000),
    value: fc.nat(10_000),
    laterMinutes: fc.constantFrom(0, 0, 1, 20, 300, 3_000, 60_000),
    fireTimer: fc.boolean(),
    withReason: fc.integer({ min: 0, max: 4 }),
    staleVersion: fc.integer({ min: 0, max: 9 }),
    related: fc.record({
      stopsUsed: fc.integer({ min: 0, max: 2 }),
      isProtectedAccount: fc.constantFrom(false, false, false, true),
      caseFiledAtMs: fc.constantFrom(startMs, startMs, startMs, null),
      freezeState: fc.constantFrom('ACTIVE', 'PARTIAL', 'RELEASED', null),
      isLastLiveOrder: fc.boolean(),
      openObjections: fc.nat(1),
      openOrders: fc.constantFrom(0, 0, 0, 1),
      isFeedbackEmitted: fc.constantFrom(true, true, false),
      applicationsInWindow: fc.constantFrom(0, 0, 5),
      isSpoofCheckPassed: fc.constantFrom(true, true, false),
      isListed: fc.boolean(),
    }),
  }),
  { minLength: 20, maxLength: 60 },
)
type Step = typeof steps extends fc.Arbitrary<readonly (infer One)[]> ? One : never

interface Walk {
  entity: Entity | null
  nowMs: number
  timers: TimerSet[]
  firstStopMs: number | undefined
  /** Whom orders of this kind go to. */
  readonly partnerId: string
}

const partnerIds = {
  bank: 'bank-a',
  operator: 'operator-a',
  platform: 'platform-a',
  'certificate-authority': 'authority',
} as const

function newWalk({ partner: kind }: Definition): Walk {
  const partnerId = kind === null ? 'bank-a' : partnerIds[kind]
  return { entity: null, nowMs: startMs, timers: [], firstStopMs: undefined, partnerId }
}

describe.each(Object.values(definitions))('$kind on random walks', (definition) => {
  it('keeps its invariants', () => {
    fc.assert(
      fc.property(steps, (walkSteps) => {
        const walk = newWalk(definition)
        for (const step of walkSteps) take(definition, walk, step)
      }),
      { seed: 20_261_123, numRuns: 150 },
    )
  })

  it('reaches every state in practice, with everything that the guards ask for', () => {
    const reached = explore(definition)
    expect(Object.keys(definition.states).filter((state) => !reached.has(state))).toEqual([])
  })
})

function take(definition: Definition, walk: Walk, step: Step): void {
  const due = walk.timers.toSorted((left, right) => left.dueAtMs - right.dueAtMs)[0]
  const isTimer = step.fireTimer && due !== undefined
  walk.nowMs = isTimer ? Math.max(walk.nowMs, due.dueAtMs) : walk.nowMs + step.laterMinutes * 60_000
  if (isTimer) walk.timers = walk.timers.filter((timer) => timer !== due)
  const { entity: before } = walk
  const possible = definition.transitions.filter(({ from }) =>
    before === null ? from === null : from?.includes(before.state) === true,
  )
  // One step in five is any at all, so that what is not possible is tried as well.
  const choice = step.pick % 5 === 0 || possible.length === 0 ? definition.transitions : possible
  const transition = choice[step.pick % choice.length]
  if (!transition) return
  const command = isTimer
    ? commandOf(before, due.event, timerActor(), {}, step)
    : commandOf(
        before,
        transition.event,
        actorFor(transition, step),
        payloadFor(definition, transition, walk, step),
        step,
      )
  const context = contextOf(walk, step)
  const result = apply(definition, before, command, context)
  if (step.pick % 10 === 0)
    expect(apply(definition, before, command, context), 'the same again').toEqual(result)
  checkStep(definition, walk, command, result, context.related)
  if (result.outcome === 'refused') return
  walk.entity = result.entity
  if (result.outcome === 'applied') walk.timers = afterChange(walk.timers, result.timers)
}

function checkStep(
  definition: Definition,
  walk: Walk,
  command: Command,
  result: ApplyResult,
  related: Related,
): void {
  const before = walk.entity
  const { audit } = result
  demand(audit.atMs === walk.nowMs && audit.actorId === command.actor.id, 'the audit says who and when')
  if (result.outcome === 'refused') {
    demand(audit.result === 'DENIED' && audit.denyReason === result.code, 'a refusal is audited')
    demand(audit.versionAfter === null, 'a refusal changes nothing')
    return
  }
  const after = result.entity
  const isOver = before !== null && definition.states[before.state]?.terminal === true
  if (isOver) demand(after === before, 'what has ended never changes')
  if (result.outcome === 'late') {
    demand(after.state === before?.state, 'a late answer moves nothing')
    for (const [field, value] of Object.entries(before?.facts ?? {}))
      demand(after.facts[field] === value, 'a late answer changes nothing known')
    return
  }
  demand(after.version === (before?.version ?? 0) + 1, 'one version more')
  demand(definition.states[after.state] !== undefined, 'a state that exists')
  checkHands(definition, before, command)
  if (definition.states[after.state]?.terminal === true)
    expect(result.timers).toEqual({ cleared: 'all', set: [] })
  if (definition.kind === 'stop-order') checkStop(walk, after)
  if (
    definition.kind === 'freeze-order' &&
    ['APPROVED', 'SENT'].includes(after.state) &&
    after.state !== before?.state
  )
    if (command.event !== 'resend') demand(related.caseFiledAtMs !== null, 'no freeze without a filed case')
  if (
    definition.kind === 'return-plan' &&
    after.facts['returnedFen'] !== undefined &&
    after.state !== 'COLLECTING'
  )
    checkSums(after.facts)
}

/** Cheaper than an expectation, of which the walks would need a million. */
function demand(holds: boolean, invariant: string): void {
  if (!holds) throw new Error(`broken: ${invariant}`)
}

/** Four eyes, and police only where they are responsible. */
function checkHands(definition: Definition, before: Entity | null, { event, actor }: Command): void {
  if (before === null || actor.type !== 'person') return
  const rules = definition.transitions.filter(
    (transition) => transition.event === event && transition.from?.includes(before.state),
  )
  const others = rules[0]?.notSameAs ?? []
  if (rules.length === 1) for (const other of others) demand(before.hands[other] !== actor.id, 'four eyes')
  if (rules.every(({ anywhere }) => anywhere !== true))
    demand(isWithin(before.region, actor.region ?? ''), 'jurisdiction')
}

/** 48 hours from the bank's instant, at most twice, and never more secured than claimed. */
function checkStop(walk: Walk, { facts, state }: Entity): void {
  const { startAtMs, expireAtMs, stopNo, securedFen, claimedFen } = facts
  if (typeof stopNo === 'number') demand(stopNo <= 2, 'at most two stops')
  if (!['ACTIVE', 'PARTIAL_ACTIVE'].includes(state)) return
  if (typeof startAtMs !== 'number' || typeof expireAtMs !== 'number')
    throw new Error('a stop without an end')
  walk.firstStopMs ??= startAtMs
  demand(expireAtMs - startAtMs === stopMs, '48 hours')
  demand(expireAtMs - walk.firstStopMs <= 2 * stopMs, 'twice 48 hours at most')
  if (typeof securedFen !== 'bigint' || typeof claimedFen !== 'bigint')
    throw new Error('a stop without amounts')
  demand(securedFen <= claimedFen, 'never more than claimed')
}

function checkSums({ returnedFen, remainsFrozenFen, frozenFen }: Facts): void {
  if (typeof returnedFen !== 'bigint' || typeof remainsFrozenFen !== 'bigint') throw new Error('no sums')
  demand(returnedFen + remainsFrozenFen === frozenFen, 'to the fen')
}

function commandOf(
  before: Entity | null,
  event: string,
  actor: CaseActor,
  payload: Facts,
  step: Step,
): Command {
  return {
    event,
    actor,
    payload,
    idempotencyKey: `${step.pick}`,
    ...(before === null ? { newId: 'e1' } : {}),
    ...(actor.type === 'person' && before
      ? { expectedVersion: step.staleVersion === 0 ? before.version + 1 : before.version }
      : {}),
    ...(step.withReason > 0 ? { reason: 'it was so' } : {}),
  }
}

function contextOf(walk: Walk, { related }: Step): ApplyContext {
  const { isListed, ...given } = related
  return {
    nowMs: walk.nowMs,
    rules: ruleSets.DEMO,
    calendar: chinaHolidays,
    related: {
      ...given,
      otherLiveOrder: null,
      freezeExpireAtMs: walk.nowMs + 90 * 86_400_000,
      freezeStartAtMs: walk.nowMs,
      openFreezes: 0,
      openPlans: 0,
      openAppeals: 0,
      measureHands: ['person:supervisor'],
      measureApproverLevel: 'city',
      existingListing: isListed ? { startAtMs: startMs - 1e11, endAtMs: startMs + 1e10 } : null,
    },
  }
}

function timerActor(): CaseActor {
  const timer = actors.find(({ id }) => id === 'system:timer')
  if (!timer) throw new Error('no timer')
  return timer
}

/** Four times in five somebody with a fitting role, otherwise anybody. */
function actorFor({ by }: Transition, step: Step): CaseActor {
  const fitting = actors.filter((actor) =>
    by.some(
      (rule) =>
        rule === actor.id ||
        (rule === 'PUB' && actor.type === 'public') ||
        actor.roles.some((role) => role === rule.split('@')[0]),
    ),
  )
  const choice = step.actor % 5 === 0 || fitting.length === 0 ? actors : fitting
  return choice[step.actor % choice.length] ?? timerActor()
}

function payloadFor({ fields }: Definition, transition: Transition, walk: Walk, step: Step): Facts {
  const chosen = [
    ...(transition.needs ?? []),
    ...(transition.takes ?? []).filter((_, at) => ((step.value * 31 + at * 17) >> 3) % 2 === 1),
  ]
  return Object.fromEntries(
    chosen.flatMap((field, at) => {
      const type = fields[field]
      return type === undefined ? [] : [[field, valueFor(field, type, walk, step.value + at)]]
    }),
  )
}

function valueFor(field: string, type: FieldType, walk: Walk, drawn: number): FactValue {
  const known: Readonly<Record<string, FactValue>> = {
    partnerId: drawn % 7 === 0 ? 'bank-b' : walk.partnerId,
    region: 'cn/44/03/05',
    tier: 1,
    identityLevel: 2,
    claimsVerified: drawn % 4,
    frozenFen: 1_000n,
    appliedFen: 1_000n,
    returnedFen: 600n,
    remainsFrozenFen: drawn % 6 === 0 ? 399n : 400n,
    sha256: 'a',
    verifiedSha256: drawn % 6 === 0 ? 'b' : 'a',
    subjectId: 'public:victim',
    startAtMs: walk.nowMs,
    acceptedAtMs: walk.nowMs,
    noticeReceivedAtMs: walk.nowMs,
    paidAtMs: walk.nowMs,
  }
  const fixed = known[field]
  if (fixed !== undefined && !(field === 'tier' && typeof type !== 'string')) return fixed
  if (typeof type !== 'string') return type[drawn % type.length] ?? ''
  if (type === 'fen') return BigInt([0, 600, 1_000, 250][drawn % 4] ?? 0)
  if (type === 'instant') return walk.nowMs
  if (type === 'number') return drawn % 3
  if (type === 'flag') return drawn % 3 !== 0
  if (type === 'list') return drawn % 8 === 0 ? [] : ['person:officer', 'person:colleague']
  return type === 'record' ? { note: 'n' } : `t${drawn % 2}`
}

function afterChange(timers: readonly TimerSet[], { cleared, set }: TimerChange): TimerSet[] {
  const kept = cleared === 'all' ? [] : timers.filter(({ name }) => !cleared.includes(name))
  return [...kept, ...set]
}

/** Steps from a state already reached, chosen by a small generator of its own, until nothing new is likely. */
function explore(definition: Definition): ReadonlySet<string> {
  const reached = new Map<string, Walk>()
  const fresh = newWalk(definition)
  const drawnSteps = fc.sample(steps, { seed: 20_261_123, numRuns: 250 }).flat()
  let drawn = 20_261_123
  const draw = (below: number) => {
    drawn = (drawn * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return Math.floor((drawn / 4_294_967_296) * below)
  }
  for (let tries = 0; tries < 20_000 && reached.size < Object.keys(definition.states).length; tries += 1) {
    const known = [fresh, ...reached.values()]
    const walk = { ...(known[draw(known.length)] ?? fresh) }
    const step = drawnSteps[draw(drawnSteps.length)]
    if (!step) continue
    take(definition, walk, { ...step, withReason: 1, staleVersion: 1 })
    const state = walk.entity?.state
    // A later way to the same state may know more, so the memory changes now and then.
    if (state !== undefined && (!reached.has(state) || draw(4) === 0)) reached.set(state, walk)
  }
  return new Set(reached.keys())
}
