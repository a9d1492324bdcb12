import { describe, expect, it } from 'vitest'
import { stopOutcomes } from '../definitions/stop-order-fields.ts'
import type { Facts } from './entity.ts'
import {
  at,
  attempt,
  bank,
  officer,
  person,
  play,
  startMs,
  supervisor,
  system,
  type Act,
} from './orders.fixture.ts'
import type { Related } from './situation.ts'

const application: Facts = {
  partnerId: 'bank',
  accountNo: '6222',
  accountName: '王某',
  claimedFen: 1_000n,
  currency: 'CNY',
  transferAtMs: startMs,
  tier: 1,
  mode: 'ACCOUNT',
  fraudType: 'F08.01',
  reportId: 'r1',
  truthStatementVersion: '1',
}
const harmless: Related = { isProtectedAccount: false, stopsUsed: 0 }
const ordered: readonly Act[] = [
  { event: 'create', actor: officer, payload: application, related: harmless },
  { event: 'submit', actor: officer },
  { event: 'approve', actor: supervisor, related: harmless },
  { event: 'send', actor: system('sender'), payload: { serialNo: 's1' } },
]
const stopped: Facts = { outcome: 'STOPPED_FULL', startAtMs: startMs, balanceAtStopFen: 5_000n }
const active: readonly Act[] = [
  ...ordered,
  { event: 'ack', actor: bank },
  { event: 'result', actor: bank, payload: stopped },
]

describe('stop order', () => {
  it('runs 48 hours from the bank’s instant and warns 12, 4 and 1 hours before', () => {
    const { entity, timers, effects } = play('stop-order', active)
    expect(entity).toMatchObject({
      state: 'ACTIVE',
      facts: { securedFen: 1_000n, expireAtMs: at('2026-03-04T10:00:00'), isClockSkewed: false },
    })
    expect(effects).toEqual(['notice:holder'])
    expect(timers.set.map(({ name, dueAtMs }) => [name, (dueAtMs - startMs) / 3_600_000])).toEqual([
      ['expiry', 48],
      ['warning', 36],
      ['warning', 44],
      ['warning', 47],
      ['caseDecision', 24],
    ])
    const expired = play(
      'stop-order',
      [
        {
          event: 'expire',
          actor: system('timer'),
          nowMs: at('2026-03-04T10:00:00'),
          related: { freezeState: null },
        },
      ],
      entity,
    )
    expect(expired.entity.state).toBe('EXPIRED')
    expect(expired.effects).toContain('task:offer-second-stop')
  })

  it('is stopped a second time, never a third', () => {
    const extension: readonly Act[] = [
      { event: 'requestExtension', actor: officer },
      { event: 'approveExtension', actor: supervisor },
    ]
    const second = play('stop-order', [...active, ...extension])
    expect(second.entity.facts).toMatchObject({
      stopNo: 2,
      startAtMs: at('2026-03-04T10:00:00'),
      expireAtMs: at('2026-03-06T10:00:00'),
    })
    expect(attempt('stop-order', second.entity, { event: 'requestExtension', actor: officer })).toMatchObject(
      { outcome: 'refused', code: 'REJECTED_LIMIT' },
    )
    const third = play('stop-order', ordered.slice(0, 2))
    expect(
      attempt('stop-order', third.entity, {
        event: 'approve',
        actor: supervisor,
        related: { ...harmless, stopsUsed: 2 },
      }),
    ).toMatchObject({ code: 'REJECTED_LIMIT' })
  })

  it('is not approved by whoever made it, from another region, on an old version, or by a bank for another', () => {
    const author = person('officer', 'CTY_SUP', 'city')
    const { entity } = play('stop-order', ordered.slice(0, 2))
    expect(
      attempt('stop-order', entity, { event: 'approve', actor: author, related: harmless }),
    ).toMatchObject({ code: 'FOUR_EYES' })
    expect(
      attempt('stop-order', entity, {
        event: 'approve',
        actor: person('x', 'CTY_SUP', 'city', 'cn/31/01'),
        related: harmless,
      }),
    ).toMatchObject({ code: 'OUT_OF_JURISDICTION' })
    expect(
      attempt('stop-order', entity, {
        event: 'approve',
        actor: supervisor,
        related: harmless,
        expectedVersion: 1,
      }),
    ).toMatchObject({ code: 'VERSION_CONFLICT' })
    expect(attempt('stop-order', entity, { event: 'approve', actor: supervisor })).toMatchObject({
      code: 'FACT_UNKNOWN',
    })
    expect(
      attempt('stop-order', null, {
        event: 'create',
        actor: bank,
        payload: { ...application, partnerId: 'other-bank' },
        related: harmless,
      }),
    ).toMatchObject({ code: 'OUT_OF_JURISDICTION' })
    const sent = play('stop-order', ordered).entity
    expect(
      attempt('stop-order', sent, { event: 'ack', actor: { ...bank, organisationId: 'other-bank' } }),
    ).toMatchObject({ code: 'OUT_OF_JURISDICTION' })
  })

  it('is issued by one alone only for the first account, and must be ratified by another', () => {
    const drafted = play('stop-order', ordered.slice(0, 1)).entity
    const issued = play(
      'stop-order',
      [{ event: 'emergencyIssue', actor: officer, related: harmless }],
      drafted,
    )
    expect(issued.timers.set).toMatchObject([{ event: 'ratifyOverdue', dueAtMs: startMs + 2 * 3_600_000 }])
    expect(
      attempt('stop-order', issued.entity, { event: 'ratify', actor: person('officer', 'CTY_SUP', 'city') }),
    ).toMatchObject({ code: 'FOUR_EYES' })
    expect(
      play('stop-order', [{ event: 'ratify', actor: supervisor }], issued.entity).timers.cleared,
    ).toContain('ratify')
    const overdue = play('stop-order', [{ event: 'ratifyOverdue', actor: system('timer') }], issued.entity)
    expect(overdue.effects).toEqual(['alarm:unratified', 'task:decide-release'])
    const far = play('stop-order', [
      { event: 'create', actor: officer, payload: { ...application, tier: 2 }, related: harmless },
    ]).entity
    expect(
      attempt('stop-order', far, { event: 'emergencyIssue', actor: officer, related: harmless }),
    ).toMatchObject({ code: 'EMERGENCY_NOT_ALLOWED' })
  })

  it('repeats what is not acknowledged with the same serial, then fails and asks for the telephone', () => {
    let entity = play('stop-order', ordered).entity
    const waits: number[] = []
    for (let attempts = 0; attempts < 3; attempts += 1) {
      const again = play('stop-order', [{ event: 'ackTimeout', actor: system('timer') }], entity)
      waits.push(((again.timers.set[0]?.dueAtMs ?? 0) - startMs) / 1_000)
      expect(again).toMatchObject({
        effects: ['message:stop.request'],
        entity: { state: 'SENT', facts: { serialNo: 's1' } },
      })
      ;({ entity } = again)
    }
    expect(waits).toEqual([35, 45, 75])
    const failed = play('stop-order', [{ event: 'ackTimeout', actor: system('timer') }], entity)
    expect(failed.entity).toMatchObject({ state: 'FAILED', facts: { outcome: 'TIMEOUT' } })
    expect(attempt('stop-order', failed.entity, { event: 'resend', actor: officer })).toMatchObject({
      code: 'STATUS_UNKNOWN',
    })
    const late = play(
      'stop-order',
      [
        {
          event: 'statusAnswer',
          actor: bank,
          payload: { isCarriedOut: true, ...stopped, startAtMs: startMs - 60_000 },
        },
      ],
      failed.entity,
    )
    expect(late.entity).toMatchObject({
      state: 'ACTIVE',
      facts: { expireAtMs: startMs - 60_000 + 48 * 3_600_000 },
    })
  })

  it('takes an answer before the acknowledgement, and a second one only as a late answer', () => {
    const early = play('stop-order', [...ordered, { event: 'result', actor: bank, payload: stopped }]).entity
    expect(early.state).toBe('ACTIVE')
    const same = attempt('stop-order', early, { event: 'result', actor: bank, payload: stopped })
    expect(same).toMatchObject({
      outcome: 'late',
      lateAnswer: { contradicts: [] },
      effects: ['task:late-answer'],
    })
    const other = attempt('stop-order', early, {
      event: 'result',
      actor: bank,
      payload: { outcome: 'MOVED_ON', feedback: 'gone' },
    })
    expect(other).toMatchObject({
      outcome: 'late',
      entity: {
        state: 'ACTIVE',
        version: early.version + 1,
        facts: { outcome: 'STOPPED_FULL', feedback: 'gone' },
      },
      lateAnswer: { contradicts: ['outcome'] },
      effects: ['task:late-answer', 'alarm:contradictory-answer'],
    })
    expect(
      attempt('stop-order', early, {
        event: 'result',
        actor: { ...bank, organisationId: 'other' },
        payload: stopped,
      }),
    ).toMatchObject({ outcome: 'refused', code: 'ILLEGAL_TRANSITION' })
  })

  it.each(stopOutcomes)('knows what to do when the bank says %s', (outcome) => {
    const result = attempt('stop-order', play('stop-order', ordered).entity, {
      event: 'result',
      actor: bank,
      payload: { ...stopped, outcome },
    })
    expect(result.outcome).toBe('applied')
  })

  it('flags a bank’s clock that is wrong, money that moved on without a trace, and a gap before the freeze', () => {
    const skewed = play('stop-order', [
      ...ordered,
      { event: 'result', actor: bank, payload: { ...stopped, startAtMs: startMs + 121_000 } },
    ])
    expect(skewed.effects).toContain('alarm:clock-skew')
    const gone = play('stop-order', [
      ...ordered,
      { event: 'result', actor: bank, payload: { outcome: 'MOVED_ON' } },
    ])
    expect(gone).toMatchObject({
      entity: { state: 'MOVED_ON' },
      effects: ['message:query.transactions', 'create:child-stops', 'alarm:trace-missing'],
    })
    const { entity } = play('stop-order', active)
    const late = play(
      'stop-order',
      [
        {
          event: 'freezeConfirmed',
          actor: system('engine'),
          related: { freezeState: 'ACTIVE', freezeStartAtMs: at('2026-03-04T10:30:00') },
        },
      ],
      entity,
    )
    expect(late).toMatchObject({
      effects: ['alarm:gap'],
      entity: { state: 'CONVERTED', facts: { gapMinutes: 30 } },
    })
  })

  it('asks an officer when an appeal is upheld while the freeze is on its way', () => {
    const { entity } = play('stop-order', active)
    const clash = play(
      'stop-order',
      [{ event: 'releaseRequest', actor: system('engine'), related: { freezeState: 'SENT' } }],
      entity,
    )
    expect(clash).toMatchObject({
      entity: { state: 'ACTIVE' },
      effects: ['task:decide-release'],
      timers: { set: [{ event: 'releaseUndecided', dueAtMs: startMs + 3_600_000 }] },
    })
    const decided = play(
      'stop-order',
      [
        {
          event: 'releaseRequest',
          actor: supervisor,
          related: { freezeState: 'SENT', isLastLiveOrder: true },
        },
      ],
      clash.entity,
    )
    expect(decided.entity.state).toBe('RELEASE_PENDING')
  })

  it('does not release the account while another order holds it', () => {
    const { entity } = play('stop-order', active)
    const release = (isLastLiveOrder: boolean) =>
      play(
        'stop-order',
        [{ event: 'releaseRequest', actor: supervisor, related: { isLastLiveOrder } }],
        entity,
      )
    expect(release(false)).toMatchObject({ entity: { state: 'RELEASED' }, effects: ['command:link-orders'] })
    // Nobody warns any more of an end that is being brought about; the end itself is still watched.
    expect(release(true).timers.cleared).toEqual(expect.arrayContaining(['warning', 'caseDecision']))
    expect(release(true).timers.cleared).not.toContain('expiry')
    expect(release(true)).toMatchObject({
      entity: { state: 'RELEASE_PENDING' },
      effects: ['message:stop.release'],
    })
  })
})
