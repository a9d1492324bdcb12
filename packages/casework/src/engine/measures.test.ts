import { describe, expect, it } from 'vitest'
import { moreUrgent, tierOfScore } from '../dissuasion/tier.ts'
import { ruleSets } from '../rule-sets/rule-sets.ts'
import type { CaseActor, Facts } from './entity.ts'
import {
  at,
  attempt,
  deputy,
  officer,
  person,
  play,
  startMs,
  supervisor,
  system,
  type Act,
} from './orders.fixture.ts'
import type { Related } from './situation.ts'

const operator: CaseActor = {
  type: 'client',
  id: 'operator-client',
  organisationId: 'operator',
  roles: ['TEL_DSK'],
  level: null,
  region: null,
}

describe('number-shutdown order', () => {
  const asked: Facts = {
    number: '+8613800138000',
    numberKind: 'MOBILE',
    purpose: 'CASE',
    action: 'TWO_WAY',
    scope: 'NUMBER',
    partnerId: 'operator',
    evidenceRefs: ['e1'],
    caseId: 'c1',
    region: 'cn/44/03',
  }
  const pending = (facts: Facts = {}): readonly Act[] => [
    { event: 'create', actor: officer, payload: { ...asked, ...facts } },
    { event: 'submit', actor: officer },
  ]
  const passed: Related = { isSpoofCheckPassed: true }

  it('never follows from a forged caller number, which is traced instead', () => {
    const { entity } = play('number-order', pending())
    expect(
      attempt('number-order', entity, {
        event: 'approve',
        actor: supervisor,
        related: { isSpoofCheckPassed: false },
      }),
    ).toMatchObject({ code: 'SPOOF_SUSPECTED' })
    expect(attempt('number-order', entity, { event: 'approve', actor: supervisor })).toMatchObject({
      code: 'FACT_UNKNOWN',
    })
    expect(play('number-order', [{ event: 'traceSpoof', actor: officer }], entity)).toMatchObject({
      entity: { state: 'SPOOFED' },
      effects: ['create:spoof-trace'],
    })
  })

  it('goes on to the present operator when the number was ported, and its clock keeps running', () => {
    const sent = play('number-order', [
      ...pending(),
      { event: 'approve', actor: supervisor, related: passed },
    ])
    expect(sent.timers.set).toMatchObject([
      { name: 'receipt', dueAtMs: startMs + 5 * 60_000 },
      { name: 'shutdown', dueAtMs: startMs + 30 * 60_000 },
    ])
    const ported = play(
      'number-order',
      [{ event: 'result', actor: operator, payload: { numberResult: 'PORTED_AWAY', portedTo: 'other' } }],
      sent.entity,
    )
    expect(ported.timers.cleared).not.toContain('shutdown')
    const rerouted = play(
      'number-order',
      [{ event: 'reroute', actor: system('engine'), payload: { partnerId: 'other' } }],
      ported.entity,
    )
    expect(rerouted).toMatchObject({
      effects: ['message:number.reroute'],
      entity: { state: 'SENT', facts: { partnerId: 'other' } },
    })
    expect(rerouted.timers.cleared).not.toContain('shutdown')
    expect(attempt('number-order', rerouted.entity, { event: 'ack', actor: operator })).toMatchObject({
      code: 'OUT_OF_JURISDICTION',
    })
  })

  it('for all cards of a person keeps one number and needs two supervisors', () => {
    expect(
      attempt('number-order', null, {
        event: 'create',
        actor: officer,
        payload: { ...asked, scope: 'ALL_CARDS_OF_ID' },
      }),
    ).toMatchObject({ code: 'APPLICATION_INCOMPLETE' })
    const { entity } = play('number-order', pending({ scope: 'ALL_CARDS_OF_ID', keptNumber: 'k' }))
    const approve = (actor: CaseActor, from = entity) =>
      attempt('number-order', from, { event: 'approve', actor, related: passed })
    expect(approve(supervisor)).toMatchObject({ code: 'FOUR_EYES' })
    const confirmed = play('number-order', [{ event: 'confirmAllCards', actor: deputy }], entity).entity
    expect(approve(deputy, confirmed)).toMatchObject({ code: 'FOUR_EYES' })
    expect(approve(supervisor, confirmed)).toMatchObject({ outcome: 'applied' })
  })
})

describe('sanction', () => {
  const proposed: Facts = {
    personKey: 'p',
    nameKey: 'n',
    sanctionClass: 'administrative',
    basis: 'b',
    measures: ['m'],
    evidenceRefs: ['e'],
    region: 'cn/44/03',
  }
  const told: readonly Act[] = [
    { event: 'create', actor: officer, payload: proposed },
    { event: 'identify', actor: supervisor, payload: { documentNo: 'd' } },
    { event: 'sendNotice', actor: officer, payload: { noticeSentAtMs: startMs } },
  ]
  const endOf = (existingListing: { startAtMs: number; endAtMs: number } | null) =>
    play('sanction', [...told, { event: 'activate', actor: officer, related: { existingListing } }]).entity
      .facts['endAtMs']

  it('lasts two years, and five without a break at most', () => {
    expect(endOf(null)).toBe(at('2028-03-02T10:00:00'))
    expect(endOf({ startAtMs: at('2022-06-01T00:00:00'), endAtMs: at('2026-06-01T00:00:00') })).toBe(
      at('2027-06-01T00:00:00'),
    )
    expect(endOf({ startAtMs: at('2015-01-01T00:00:00'), endAtMs: at('2018-01-01T00:00:00') })).toBe(
      at('2028-03-02T10:00:00'),
    )
  })

  it('is told in writing first, and needs a judgment or a higher organ where its class does', () => {
    const identified = play('sanction', told.slice(0, 2)).entity
    expect(
      attempt('sanction', identified, {
        event: 'activate',
        actor: officer,
        related: { existingListing: null },
      }),
    ).toMatchObject({ code: 'ILLEGAL_TRANSITION' })
    const identify = (sanctionClass: string, actor = supervisor) =>
      attempt(
        'sanction',
        play('sanction', [{ event: 'create', actor: officer, payload: { ...proposed, sanctionClass } }])
          .entity,
        { event: 'identify', actor, payload: { documentNo: 'd' } },
      )
    expect(identify('criminal')).toMatchObject({ code: 'APPLICATION_INCOMPLETE' })
    expect(identify('organiser')).toMatchObject({ code: 'LEVEL_TOO_LOW' })
    expect(identify('organiser', person('province', 'PRV_SUP', 'province', 'cn/44'))).toMatchObject({
      outcome: 'applied',
    })
  })
})

describe('dissuasion task', () => {
  const warned = (tier: string): Facts => ({
    personKey: 'p',
    fraudFamily: 'F08',
    dayBucket: 'd',
    tier,
    triggers: ['t'],
    region: 'cn/44/03',
  })
  const signed = (tier: string): readonly Act[] => [
    { event: 'create', actor: system('engine'), payload: warned(tier) },
    { event: 'assign', actor: system('engine'), payload: { assigneeOrganisationId: 'police' } },
    { event: 'signFor', actor: officer },
  ]
  const call = (attemptResult: string, nowMs = startMs): Act => ({
    event: 'attempt',
    actor: officer,
    payload: { channel: 'CALL', attemptResult },
    nowMs,
  })

  it('rings nobody at night but who is in danger, and nobody more often than the tier allows', () => {
    const night = at('2026-03-02T22:00:00')
    expect(
      attempt('dissuasion-task', play('dissuasion-task', signed('MEDIUM')).entity, call('BUSY', night)),
    ).toMatchObject({ code: 'QUIET_HOURS' })
    expect(
      attempt('dissuasion-task', play('dissuasion-task', signed('HIGH')).entity, call('BUSY', night)),
    ).toMatchObject({ outcome: 'applied' })
    const thrice = play('dissuasion-task', [
      ...signed('MEDIUM'),
      call('BUSY'),
      call('BUSY'),
      call('BUSY'),
    ]).entity
    expect(attempt('dissuasion-task', thrice, call('BUSY'))).toMatchObject({ code: 'REJECTED_LIMIT' })
    expect(attempt('dissuasion-task', thrice, call('BUSY', startMs + 86_400_000))).toMatchObject({
      outcome: 'applied',
    })
  })

  it('visits when calls are used up, and closes the highest tier only after a talk and with a supervisor', () => {
    const six = Array.from({ length: 6 }, () => call('NO_ANSWER'))
    expect(play('dissuasion-task', [...signed('CRITICAL'), ...six])).toMatchObject({
      entity: { state: 'ESCALATED' },
      effects: ['task:visit'],
    })
    const { entity } = play('dissuasion-task', signed('CRITICAL'))
    const outcome: Act = { event: 'setOutcome', actor: officer, payload: { outcomeCode: 'D02' } }
    expect(attempt('dissuasion-task', entity, outcome)).toMatchObject({ code: 'TOO_EARLY' })
    const noted = play('dissuasion-task', [call('SPOKEN'), outcome], entity).entity
    expect(attempt('dissuasion-task', noted, { event: 'finish', actor: officer })).toMatchObject({
      code: 'SUPERVISOR_NEEDED',
    })
    const followed = play('dissuasion-task', [{ event: 'finish', actor: supervisor }], noted)
    expect(followed.timers.set.map(({ dueAtMs }) => (dueAtMs - startMs) / 3_600_000)).toEqual([24, 168])
    const again = play(
      'dissuasion-task',
      [{ event: 'paidAfterAll', actor: officer, payload: { paidFen: 1n } }],
      followed.entity,
    )
    expect(again).toMatchObject({ entity: { state: 'CONTACTING', facts: { outcomeCode: 'D07R' } } })
    expect(again.effects).toContain('record:reversal')
  })

  it('counts a sum only with its proof', () => {
    const { entity } = play('dissuasion-task', [...signed('HIGH'), call('SPOKEN')])
    const outcome = (payload: Facts) =>
      attempt('dissuasion-task', entity, {
        event: 'setOutcome',
        actor: officer,
        payload: { outcomeCode: 'D01', ...payload },
      })
    expect(outcome({ amountAtStakeFen: 1n })).toMatchObject({ code: 'APPLICATION_INCOMPLETE' })
    expect(outcome({ amountAtStakeFen: 1n, proofKind: 'PENDING_TRANSFER' })).toMatchObject({
      entity: { state: 'OUTCOME_SET' },
    })
  })

  it('has its tier from the score, and keeps the more urgent of two', () => {
    const rules = ruleSets['CN-2024']
    expect([0.95, 0.9, 0.71, 0.5, 0.1].map((score) => tierOfScore(score, rules))).toEqual([
      'CRITICAL',
      'CRITICAL',
      'HIGH',
      'MEDIUM',
      'LOW',
    ])
    expect(moreUrgent('MEDIUM', 'HIGH')).toBe('HIGH')
    expect(moreUrgent('CRITICAL', 'LOW')).toBe('CRITICAL')
  })
})

it('a protective hold is refused while the rules do not know it', () => {
  const payload: Facts = {
    taskId: 't',
    personKey: 'p',
    partnerId: 'bank',
    accountNo: '1',
    belief: 'b',
    necessity: 'n',
    triedBefore: ['call'],
  }
  expect(attempt('protective-hold', null, { event: 'create', actor: officer, payload })).toMatchObject({
    code: 'NOT_ENABLED',
  })
})

describe('return plan after the announcement', () => {
  const related: Related = { freezeState: 'ACTIVE', openObjections: 0 }
  const calculated = (facts: Facts): Act => ({
    event: 'calculate',
    actor: officer,
    related,
    payload: {
      method: 'PRO_RATA',
      variant: 'BY_LOSS',
      planHash: 'h',
      flowHash: 'h',
      lines: ['V1'],
      returnedFen: 900n,
      remainsFrozenFen: 100n,
      claimsVerified: 2,
      areStatementsComplete: true,
      ...facts,
    },
  })
  const review: readonly Act[] = [
    { event: 'submit', actor: officer, payload: { verifiedBy: ['a', 'b'] } },
    { event: 'approveMethod', actor: supervisor, nowMs: startMs + 86_400_000 },
  ]

  it.each([
    [false, '2026-04-02T00:00:00', ['notice:victims']],
    [true, '2026-04-03T00:00:00', ['notice:public', 'notice:victims']],
  ])(
    'a withdrawn claim announces anew only when somebody’s share falls: %s',
    (doOtherSharesFall, end, effects) => {
      const { entity } = play('return-plan', [
        {
          event: 'create',
          actor: officer,
          payload: { freezeOrderId: 'f', caseId: 'c', partnerId: 'bank', planVersion: 1, frozenFen: 1_000n },
          related,
        },
        calculated({}),
        { event: 'submit', actor: officer, payload: { verifiedBy: ['a', 'b'] } },
        { event: 'approveMethod', actor: supervisor },
        { event: 'withdrawClaim', actor: officer, payload: { withdrawnClaim: 'V2' } },
      ])
      expect(entity.state).toBe('RECALC')
      const again = play(
        'return-plan',
        [calculated({ doOtherSharesFall, planVersion: 2 }), ...review],
        entity,
      )
      expect(again).toMatchObject({
        effects,
        entity: { state: 'ANNOUNCED', facts: { announceEndAtMs: at(end) } },
      })
    },
  )
})
