import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ruleSets } from '../rule-sets/rule-sets.ts'
import { expectedLeftFen, medianDwellS, type ObservedHop } from './hop-speed.ts'
import { preArm } from './pre-arm.ts'
import { proposeNextStops, type OutgoingTransfer, type TraceState } from './propose-next-stops.ts'

const rules = ruleSets['CN-2024']
const paidAtMs = Date.parse('2026-03-02T10:00:00+08:00')
const nowMs = paidAtMs + 120_000

const transfer = (
  serial: string,
  amountFen: bigint,
  afterS: number,
  more: Partial<OutgoingTransfer> = {},
): OutgoingTransfer => ({
  serial,
  bankId: 'b',
  accountNo: `a-${serial}`,
  accountName: null,
  amountFen,
  atMs: paidAtMs + afterS * 1_000,
  isProtected: false,
  ...more,
})
const state: TraceState = {
  parentOrderId: 'o1',
  tier: 1,
  taintFen: 5_000_000n,
  creditedAtMs: paidAtMs,
  victimPaidAtMs: paidAtMs,
  claimedFen: 5_000_000n,
  securedFen: 0n,
  seenSerials: new Set(['seen']),
  hops: [],
  orderLatencyS: 2,
}
const hop = (dwellS: number, nextAccount = 'n1', account = 'a'): ObservedHop => ({
  account,
  nextBankId: 'b',
  nextAccount,
  nextAccountName: null,
  dwellS,
})

describe('the next stops', () => {
  it('come in the order in which waiting costs most: fresh money before old, large before small', () => {
    const { stops } = proposeNextStops(
      [
        transfer('old', 3_000_000n, 5),
        transfer('small', 100_000n, 110),
        transfer('fresh', 2_500_000n, 110),
        transfer('twin', 2_500_000n, 110),
      ],
      { ...state, hops: [hop(40), hop(30), hop(50)] },
      rules,
      nowMs,
    )
    expect(stops.map(({ serial }) => serial)).toEqual(['fresh', 'twin', 'old', 'small'])
    expect(stops[0]).toMatchObject({ parentOrderId: 'o1', tier: 2, mode: 'ACCOUNT', taintFen: 2_500_000n })
  })

  it('stop no more than the victim’s money, and from the third tier only the disputed amount', () => {
    const { stops } = proposeNextStops(
      [transfer('t', 9_000_000n, 5)],
      { ...state, tier: 2, securedFen: 1_000_000n },
      rules,
      nowMs,
    )
    expect(stops).toMatchObject([{ tier: 3, mode: 'AMOUNT', taintFen: 4_000_000n }])
  })

  it('are not proposed where following makes no sense, and it is said why', () => {
    const { stops, notFollowed } = proposeNextStops(
      [
        transfer('seen', 1_000_000n, 5),
        transfer('before', 1_000_000n, -5),
        transfer('private', 1_000_000n, -25 * 3_600),
        transfer('shop', 1_000_000n, 5, { isProtected: true }),
        transfer('tea', 99_99n, 5),
        transfer('enough', 100_00n, 5),
      ],
      state,
      rules,
      nowMs,
    )
    expect(stops.map(({ serial }) => serial)).toEqual(['enough'])
    expect(notFollowed.map(({ why }) => why)).toEqual([
      'SEEN',
      'BEFORE_CREDIT',
      'OUT_OF_PURPOSE',
      'PROTECTED_ACCOUNT',
      'TOO_SMALL',
    ])
    const one = [transfer('t', 1_000_000n, 5)]
    expect(proposeNextStops(one, { ...state, securedFen: 5_000_000n }, rules, nowMs).notFollowed).toEqual([
      { serial: 't', why: 'SECURED' },
    ])
    expect(proposeNextStops(one, { ...state, tier: 10 }, rules, nowMs).notFollowed).toEqual([
      { serial: 't', why: 'TOO_DEEP' },
    ])
    const many = Array.from({ length: 203 }, (_, index) =>
      transfer(`t${index}`, 1_000_000n + BigInt(index), 5),
    )
    const fanned = proposeNextStops(many, state, rules, nowMs)
    expect(fanned.stops).toHaveLength(200)
    expect(fanned.notFollowed.map(({ serial }) => serial)).toEqual(['t2', 't1', 't0'])
  })
})

describe('speed', () => {
  it('is assumed until it was seen often enough, then the middle counts', () => {
    expect(medianDwellS([hop(10), hop(20)], rules.trace)).toBe(300)
    expect(medianDwellS([hop(90), hop(10), hop(20)], rules.trace)).toBe(20)
    expect(medianDwellS([hop(90), hop(10), hop(20), hop(40)], rules.trace)).toBe(30)
  })

  it('leaves half after one dwell, a quarter after two, and never more than before', () => {
    expect(expectedLeftFen(1_000n, 0, 300)).toBe(1_000n)
    expect(expectedLeftFen(1_000n, 300, 300)).toBe(500n)
    expect(expectedLeftFen(1_000n, 600, 300)).toBe(250n)
    expect(expectedLeftFen(10n ** 18n, 1e9, 300)).toBe(0n)
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 14n),
        fc.nat(10_000),
        fc.nat(1_000),
        fc.integer({ min: 1, max: 2_000 }),
        (fen, from, more, dwellS) => {
          const before = expectedLeftFen(fen, from, dwellS)
          const after = expectedLeftFen(fen, from + more, dwellS)
          expect(after >= 0n && after <= before && before <= fen).toBe(true)
        },
      ),
    )
  })
})

describe('pre-arming', () => {
  const credit = { account: 'a', taintFen: 700n, creditedAtMs: paidAtMs }

  it('offers holds where the gang’s money went before, most travelled way first, and they end by themselves', () => {
    const holds = preArm(
      credit,
      [hop(60, 'n2'), hop(40, 'n1'), hop(20, 'n1'), hop(90, 'n1'), hop(5, 'n9', 'other')],
      rules,
      nowMs,
    )
    expect(holds).toMatchObject([
      {
        accountNo: 'n1',
        seen: 3,
        of: 4,
        limitFen: 700n,
        onlyFromAccount: 'a',
        earliestMs: paidAtMs + 20_000,
        expectedMs: paidAtMs + 40_000,
        expireAtMs: nowMs + 30 * 60_000,
      },
      { accountNo: 'n2', seen: 1, of: 4 },
    ])
  })

  it('offers nothing on too little knowledge, or when the money must be through', () => {
    expect(preArm(credit, [hop(60), hop(40)], rules, nowMs)).toEqual([])
    expect(preArm(credit, [hop(60), hop(40), hop(20)], rules, paidAtMs + 60_000 + 30 * 60_000 + 1)).toEqual(
      [],
    )
  })
})
