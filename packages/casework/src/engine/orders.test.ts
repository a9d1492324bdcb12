import { describe, expect, it } from 'vitest'
import type { CaseActor, Facts } from './entity.ts'
import {
  at,
  attempt,
  bank,
  countyHead,
  deputy,
  head,
  officer,
  person,
  play,
  startMs,
  supervisor,
  system,
  type Act,
} from './orders.fixture.ts'
import type { Related } from './situation.ts'

describe('freeze order', () => {
  const freeze: Facts = {
    caseId: 'c1',
    partnerId: 'bank',
    accountNo: '6222',
    accountName: '王某',
    appliedFen: 1_000n,
    currency: 'CNY',
    mode: 'AMOUNT',
    scope: 'balance',
    coversInterest: true,
    documentNo: 'd1',
    region: 'cn/44/03',
  }
  const filed: Related = { caseFiledAtMs: startMs, isProtectedAccount: false, otherLiveOrder: null }
  const frozenAt = at('2025-08-31T10:00:00')
  const frozen: readonly Act[] = [
    { event: 'create', actor: officer, payload: freeze, related: filed },
    { event: 'submit', actor: officer },
    { event: 'approve', actor: countyHead, related: filed },
    { event: 'send', actor: system('sender'), payload: { serialNo: 's1' }, related: filed },
    {
      event: 'result',
      actor: bank,
      payload: { freezeResult: 'FROZEN', startAtMs: frozenAt, frozenFen: 1_000n },
      nowMs: frozenAt,
    },
  ]

  it('is refused without a filed case, twice by one case, and outside the region', () => {
    const create = (related: Related, actor = officer) =>
      attempt('freeze-order', null, { event: 'create', actor, payload: freeze, related })
    expect(create({ ...filed, caseFiledAtMs: null })).toMatchObject({ code: 'CASE_NOT_FILED' })
    expect(create({ ...filed, otherLiveOrder: { id: 'f0', isSameCase: true } })).toMatchObject({
      code: 'ALREADY_ORDERED',
    })
    expect(create(filed, person('x', 'CTY_OFF', 'city', 'cn/31/01'))).toMatchObject({
      code: 'OUT_OF_JURISDICTION',
    })
    expect(create({ ...filed, isProtectedAccount: true }).outcome).toBe('applied')
  })

  it('from 31 August ends on the last of February; who renews after that is too late, and it has lapsed', () => {
    // Approved by a county head, whose region is the city here so that it contains the entity.
    const { entity } = play(
      'freeze-order',
      frozen.map((act) => ({ ...act, ...(act.actor === countyHead ? { actor: head } : {}) })),
    )
    expect(entity.facts['expireAtMs']).toBe(at('2026-02-28T10:00:00'))
    const afterEnd = at('2026-02-28T10:00:00')
    expect(
      attempt('freeze-order', entity, { event: 'requestRenewal', actor: officer, nowMs: afterEnd }),
    ).toMatchObject({ code: 'TOO_LATE' })
    const lapsed = play(
      'freeze-order',
      [{ event: 'expire', actor: system('timer'), nowMs: afterEnd }],
      entity,
    )
    expect(lapsed).toMatchObject({ entity: { state: 'LAPSED' }, effects: ['alarm:lapsed', 'notice:holder'] })
    const renewed = play(
      'freeze-order',
      [
        { event: 'requestRenewal', actor: officer, nowMs: afterEnd - 1 },
        { event: 'approveRenewal', actor: head, nowMs: afterEnd - 1, related: filed },
      ],
      entity,
    )
    expect(renewed.entity.facts['expireAtMs']).toBe(at('2026-08-28T10:00:00'))
  })

  it('of a complex case lasts a year and needs the head of the city', () => {
    const complex = play('freeze-order', [
      { event: 'create', actor: officer, payload: { ...freeze, isComplex: true }, related: filed },
      { event: 'submit', actor: officer },
    ]).entity
    const approve = (actor: CaseActor) =>
      attempt('freeze-order', complex, { event: 'approve', actor, related: filed })
    expect(approve(countyHead)).toMatchObject({ outcome: 'refused' })
    expect(approve(head)).toMatchObject({ outcome: 'applied' })
  })
})

describe('fund-return plan', () => {
  const planned: Facts = {
    method: 'PRO_RATA',
    variant: 'BY_LOSS',
    planHash: 'h',
    flowHash: 'h',
    lines: ['V1'],
    returnedFen: 900n,
    remainsFrozenFen: 100n,
    claimsVerified: 2,
    areStatementsComplete: true,
  }
  const related: Related = {
    freezeState: 'ACTIVE',
    freezeExpireAtMs: at('2026-09-02T10:00:00'),
    openObjections: 0,
  }
  const announced = (facts: Facts = {}): readonly Act[] => [
    {
      event: 'create',
      actor: officer,
      payload: { freezeOrderId: 'f1', caseId: 'c1', partnerId: 'bank', planVersion: 1, frozenFen: 1_000n },
      related,
    },
    { event: 'calculate', actor: officer, payload: { ...planned, ...facts }, related },
    { event: 'submit', actor: officer, payload: { verifiedBy: ['a', 'b'] } },
    { event: 'approveMethod', actor: supervisor },
  ]

  it('in shares waits for the end of the announcement and hears objections until then', () => {
    const { entity, effects } = play('return-plan', announced())
    expect(effects).toEqual(['notice:public', 'notice:victims'])
    expect(entity).toMatchObject({
      state: 'ANNOUNCED',
      facts: { announceEndAtMs: at('2026-04-02T00:00:00') },
    })
    const sign = (nowMs: number) =>
      attempt('return-plan', entity, {
        event: 'sign',
        actor: head,
        payload: { decisionNo: 'd' },
        nowMs,
        related,
      })
    expect(sign(at('2026-04-01T23:59:59'))).toMatchObject({ code: 'TOO_EARLY' })
    expect(sign(at('2026-04-02T00:00:00'))).toMatchObject({
      outcome: 'applied',
      entity: { state: 'APPROVED' },
    })
    const object = (nowMs: number) =>
      attempt('return-plan', entity, {
        event: 'object',
        actor: { ...system('x'), type: 'public', id: 'public:1' },
        payload: { objectorId: 'o', objectionScope: 'SHARES' },
        nowMs,
      })
    expect(object(at('2026-04-01T23:59:00'))).toMatchObject({ entity: { state: 'OBJECTION_REVIEW' } })
    expect(object(at('2026-04-02T00:00:00'))).toMatchObject({ code: 'TOO_LATE' })
  })

  it('goes straight to the decision when the method is direct and nothing is disputed', () => {
    expect(play('return-plan', announced({ method: 'DIRECT_SINGLE' })).entity.state).toBe('APPROVED')
  })

  it('is refused when its sums are a fen off, and when its freeze would end first', () => {
    const { entity } = play('return-plan', announced().slice(0, 1))
    const calculate = attempt('return-plan', entity, {
      event: 'calculate',
      actor: officer,
      payload: { ...planned, remainsFrozenFen: 101n },
      related,
    })
    expect(calculate).toMatchObject({ code: 'SUM_MISMATCH' })
    const direct = play('return-plan', announced({ method: 'DIRECT_SINGLE' })).entity
    const instruct = attempt('return-plan', direct, {
      event: 'instruct',
      actor: officer,
      payload: { formNo: 'n', officerIds: ['a', 'b'], arePayeesConfirmed: true },
      related: { freezeExpireAtMs: startMs + 39 * 86_400_000 },
    })
    expect(instruct).toMatchObject({ code: 'FREEZE_TOO_SHORT' })
  })
})

describe('appeal', () => {
  const asked: Act = {
    event: 'create',
    actor: { ...system('x'), type: 'public', id: 'public:1' },
    payload: {
      targetKind: 'STOP',
      targetId: 's1',
      appellantKey: 'k',
      identityLevel: 2,
      grounds: 'g',
      region: 'cn/44/03',
    },
  }

  it('against a stop is decided within a day, by nobody who made or approved the stop', () => {
    const { entity } = play('appeal', [
      asked,
      { event: 'accept', actor: officer },
      { event: 'check', actor: officer },
    ])
    expect(entity.facts['decideByMs']).toBe(startMs + 24 * 3_600_000)
    const decide = (actor: CaseActor, related: Related) =>
      attempt('appeal', entity, { event: 'uphold', actor, related })
    expect(decide(supervisor, { measureHands: ['officer', 'supervisor'] })).toMatchObject({
      code: 'FOUR_EYES',
    })
    expect(decide(deputy, {})).toMatchObject({ code: 'FACT_UNKNOWN' })
    const upheld = play(
      'appeal',
      [
        { event: 'uphold', actor: deputy, related: { measureHands: ['supervisor'] } },
        { event: 'execute', actor: system('engine') },
      ],
      entity,
    )
    expect(upheld).toMatchObject({
      effects: ['command:lift-measure', 'command:unlist'],
      timers: {
        set: [{ event: 'liftOverdue', dueAtMs: startMs + 30 * 60_000 }, { event: 'confirmationOverdue' }],
      },
    })
  })

  it('does not run while information is asked for', () => {
    const asking = play('appeal', [
      asked,
      { event: 'accept', actor: officer },
      { event: 'check', actor: officer },
      { event: 'askInformation', actor: officer, payload: { question: 'q' } },
    ])
    expect(asking.timers.cleared).toContain('decision')
    const given = play(
      'appeal',
      [{ event: 'giveInformation', actor: officer, payload: { answer: 'a' }, nowMs: startMs + 3_600_000 }],
      asking.entity,
    )
    expect(given.entity.facts['decideByMs']).toBe(startMs + 25 * 3_600_000)
  })
})
