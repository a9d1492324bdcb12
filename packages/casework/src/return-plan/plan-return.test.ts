import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CodedError } from '@wuzei/domain'
import { describe, expect, it } from 'vitest'
import { planReturn, type ReturnPlan } from './plan-return.ts'
import { readReturnPlanInput, returnPlanInputOf } from './read-return-plan-input.ts'
import { shareByLargestRemainder } from './share-by-weight.ts'

const folder = join(import.meta.dirname, '../../../../vectors/casework/return-plan')

interface Vector {
  readonly why: string
  readonly input: unknown
  readonly expected: unknown
}

describe('worked examples', () => {
  it.each(readdirSync(folder))('%s', (file) => {
    const vector: Vector = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    expect(shown(planReturn(returnPlanInputOf(vector.input), { announceDays: 30 }))).toEqual(vector.expected)
  })

  it('E8: nearly equal weights', () => {
    const weights = [333_333n, 333_333n, 333_334n]
    const parties = weights.map((weight, index) => ({
      id: `V${index + 1}`,
      weight: { low: weight, high: weight },
      recipe: null,
      capFen: null,
      firstPaidNs: BigInt(index),
    }))
    expect(shareByLargestRemainder(1_000_001n, parties)).toEqual([333_333n, 333_333n, 333_335n])
  })
})

function shown({ method, announcementDays, variants, chosen }: ReturnPlan): unknown {
  return JSON.parse(
    JSON.stringify({ method, announcementDays, variants, chosen }, (_key, value: unknown) =>
      typeof value === 'bigint' ? Number(value) : value,
    ),
  )
}

const one = { id: 't1', at: '2016-10-01T10:00:00+08:00', direction: 'in', counterparty: 'V1', amountFen: 100 }
const frozen = { account: 'A', amountFen: 100, frozenAt: '2016-10-01T12:00:00+08:00' }
const claim = { id: 'V1', transfers: ['t1'] }
const plain = { frozen, statements: [{ account: 'A', entries: [one] }], claims: [claim] }
const upper = { account: 'B', entries: [{ ...one, direction: 'out', counterparty: 'A' }], openingFen: 100 }

describe('input that cannot be right is refused', () => {
  it.each<[string, string, unknown]>([
    ['RETURN_INPUT_INVALID', 'no list of claims', { ...plain, claims: undefined }],
    [
      'RETURN_INPUT_INVALID',
      'a time without an offset',
      { ...plain, frozen: { ...frozen, frozenAt: '2016-10-01T12:00:00' } },
    ],
    [
      'RETURN_INPUT_INVALID',
      'the 30th of February',
      { ...plain, frozen: { ...frozen, frozenAt: '2016-02-30T12:00:00+08:00' } },
    ],
    ['RETURN_INPUT_INVALID', 'an unknown variant', { ...plain, preferredVariant: 'FIFO' }],
    ['RETURN_AMOUNT_INVALID', 'half a fen', { ...plain, frozen: { ...frozen, amountFen: 99.5 } }],
    ['RETURN_AMOUNT_INVALID', 'less than nothing', { ...plain, frozen: { ...frozen, amountFen: -100 } }],
    ['RETURN_AMOUNT_INVALID', 'an amount in words', { ...plain, frozen: { ...frozen, amountFen: '1e2' } }],
    [
      'RETURN_AMOUNT_INVALID',
      'a number that lost its digits',
      { ...plain, frozen: { ...frozen, amountFen: 2 ** 60 } },
    ],
    [
      'RETURN_CURRENCY_MIXED',
      'two currencies',
      { ...plain, currency: 'CNY', frozen: { ...frozen, currency: 'USD' } },
    ],
    [
      'RETURN_ACCOUNT_UNKNOWN',
      'no statement of the account',
      { ...plain, frozen: { ...frozen, account: 'Z' } },
    ],
    [
      'RETURN_ACCOUNT_REPEATED',
      'two statements',
      { ...plain, statements: [...plain.statements, { account: 'A', entries: [] }] },
    ],
    [
      'RETURN_TRANSFER_REPEATED',
      'an id twice',
      { ...plain, statements: [{ account: 'A', entries: [one, one] }] },
    ],
    [
      'RETURN_TRANSFER_REPEATED',
      'in on both sides',
      { ...plain, statements: [...plain.statements, { account: 'B', entries: [one] }] },
    ],
    [
      'RETURN_TRANSFER_AMOUNTS',
      'two amounts',
      {
        ...plain,
        statements: [...plain.statements, { ...upper, entries: [{ ...upper.entries[0], amountFen: 99 }] }],
      },
    ],
    [
      'RETURN_TRANSFER_ONE_SIDED',
      'a given account that knows nothing of it',
      {
        ...plain,
        claims: [],
        statements: [
          { account: 'A', entries: [{ ...one, counterparty: 'B' }] },
          { account: 'B', entries: [] },
        ],
      },
    ],
    [
      'RETURN_BALANCE_NEGATIVE',
      'more out than in',
      {
        ...plain,
        statements: [
          { account: 'A', entries: [one, { ...one, id: 't2', direction: 'out', amountFen: 101 }] },
        ],
      },
    ],
    ['RETURN_FROZEN_MISMATCH', 'another balance', { ...plain, frozen: { ...frozen, amountFen: 99 } }],
    ['RETURN_CLAIM_REPEATED', 'a claim twice', { ...plain, claims: [claim, { ...claim, transfers: [] }] }],
    [
      'RETURN_CLAIM_REPEATED',
      'a transfer of two claims',
      { ...plain, claims: [claim, { ...claim, id: 'V2' }] },
    ],
    [
      'RETURN_CLAIM_TRANSFER_UNKNOWN',
      'an unknown transfer',
      { ...plain, claims: [{ ...claim, transfers: ['t9'] }] },
    ],
  ])('%s: %s', (code, _why, document) => {
    expect(() => planReturn(returnPlanInputOf(document), { announceDays: 30 })).toThrow(
      expect.objectContaining({ code }),
    )
  })

  it('text that is no JSON', () => {
    expect(() => readReturnPlanInput('{')).toThrow(CodedError)
  })
})

describe('hard cases', () => {
  it('gives a tied fen to the earlier payer, whatever the names, and to the smaller name when both paid at once', () => {
    const parties = (times: readonly bigint[]) =>
      times.map((firstPaidNs, index) => ({
        id: `V${index + 1}`,
        weight: { low: 1n, high: 1n },
        capFen: null,
        firstPaidNs,
        recipe: null,
      }))
    expect(shareByLargestRemainder(100n, parties([3n, 2n, 1n]))).toEqual([33n, 33n, 34n])
    expect(shareByLargestRemainder(100n, parties([1n, 1n, 1n]))).toEqual([34n, 33n, 33n])
  })

  const plan = (document: unknown) => planReturn(returnPlanInputOf(document), { announceDays: 30 })

  it('reads whole numbers of any size by their digits, and no others', () => {
    const text = (amount: string) =>
      JSON.stringify(plain).replace('"amountFen":100,"frozenAt"', `"amountFen":${amount},"frozenAt"`)
    expect(readReturnPlanInput(text('9007199254740993')).frozen.amountFen).toBe(9_007_199_254_740_993n)
    expect(readReturnPlanInput(text('"9007199254740993"')).frozen.amountFen).toBe(9_007_199_254_740_993n)
    for (const bad of ['1.0', '1e2', '-1', '""', 'null', `1${'0'.repeat(30)}`])
      expect(() => readReturnPlanInput(text(bad))).toThrow(
        expect.objectContaining({ code: 'RETURN_AMOUNT_INVALID' }),
      )
  })

  it('puts the bookings of one instant in the order of their serial numbers, ten after nine', () => {
    const entry = (id: string, direction: string, amountFen: number) => ({ ...one, id, direction, amountFen })
    const entries = [entry('t10', 'in', 70), entry('t8', 'in', 100), entry('t9', 'out', 100)]
    const { method, variants } = plan({
      frozen: { ...frozen, amountFen: 70 },
      statements: [{ account: 'A', entries }],
      claims: [
        { id: 'V1', transfers: ['t8'] },
        { id: 'V2', transfers: ['t10'] },
      ],
    })
    expect(method).toBe('DIRECT_TIMESTAMP')
    expect(variants.BY_LOSS.lines).toEqual([
      { claim: 'V1', returnFen: 0n },
      { claim: 'V2', returnFen: 70n },
    ])
  })

  it('lets the credits of an instant come first where its debits would overdraw the account', () => {
    const entries = [
      { ...one, id: 't2' },
      { ...one, id: 't1', direction: 'out', amountFen: 40 },
    ]
    const document = {
      ...plain,
      frozen: { ...frozen, amountFen: 60 },
      statements: [{ account: 'A', entries }],
      claims: [{ ...claim, transfers: ['t2'] }],
    }
    expect(plan(document).variants.BY_BALANCE.lines).toEqual([{ claim: 'V1', returnFen: 60n }])
  })

  it('leaves out what was booked after the freeze, also of a claim', () => {
    const late = { ...one, id: 't2', at: '2016-10-01T12:00:01+08:00' }
    const document = {
      ...plain,
      statements: [{ account: 'A', entries: [one, late] }],
      claims: [{ ...claim, transfers: ['t1', 't2'] }],
    }
    expect(plan(document)).toMatchObject({
      method: 'DIRECT_SINGLE',
      variants: { BY_LOSS: { lines: [{ returnFen: 100n }] } },
    })
  })

  it('returns nothing to whom more was returned already than was lost, and nothing of nothing', () => {
    expect(plan({ ...plain, claims: [{ ...claim, alreadyReturnedFen: 500 }] }).variants.BY_LOSS).toEqual({
      lines: [{ claim: 'V1', returnFen: 0n }],
      otherFen: 0n,
      remainsFrozenFen: 100n,
    })
    const empty = {
      frozen: { ...frozen, amountFen: 0 },
      statements: [{ account: 'A', entries: [] }],
      claims: [],
    }
    expect(plan(empty)).toMatchObject({
      method: 'DIRECT_TIMESTAMP',
      variants: { BY_LOSS: { lines: [], remainsFrozenFen: 0n } },
    })
  })

  it('follows a victim over three accounts whose clocks differ', () => {
    const hop = (id: string, at: string, from: string, to: string) => [
      {
        account: from,
        entry: { id, at: `2016-10-01T${at}+08:00`, direction: 'out', counterparty: to, amountFen: 90 },
      },
      {
        account: to,
        entry: { id, at: `2016-10-01T10:00:00+08:00`, direction: 'in', counterparty: from, amountFen: 90 },
      },
    ]
    const credit = { account: 'C', entry: { ...one, at: '2016-10-01T09:59:00+08:00' } }
    const booked = [credit, ...hop('h1', '10:00:01', 'C', 'B'), ...hop('h2', '10:00:02', 'B', 'A')]
    const statements = ['A', 'B', 'C'].map((account) => ({
      account,
      entries: booked.flatMap((booking) => (booking.account === account ? [booking.entry] : [])),
    }))
    const result = plan({ ...plain, frozen: { ...frozen, amountFen: 90 }, statements })
    expect(result).toMatchObject({ method: 'DIRECT_SINGLE', chosen: 'BY_BALANCE' })
    expect(result.variants.BY_LOSS.lines).toEqual([{ claim: 'V1', returnFen: 90n }])
    expect(result.flow.map(({ transfer, from, to, heldFen }) => [transfer, from, to, heldFen])).toEqual([
      ['t1', 'V1', 'C', 90n],
      ['h1', 'C', 'B', 90n],
      ['h2', 'B', 'A', 90n],
    ])
  })

  it('E6, second plan: a later victim is paid from what remained, the first payments stand', () => {
    const { input }: { input: { frozen: object; claims: object[] } } = JSON.parse(
      readFileSync(join(folder, 'E6.json'), 'utf8'),
    )
    const claims = input.claims.map((old, index) => ({
      ...old,
      settledFen: index === 0 ? 1_500_000 : 1_000_000,
    }))
    const later = plan({
      ...input,
      frozen: { ...input.frozen, amountFen: 2_500_000 },
      claims: [...claims, { id: 'V3', transfers: ['t3'] }],
    })
    expect(later.variants.BY_LOSS).toEqual({
      lines: [
        { claim: 'V1', returnFen: 0n },
        { claim: 'V2', returnFen: 0n },
        { claim: 'V3', returnFen: 2_500_000n },
      ],
      otherFen: 0n,
      remainsFrozenFen: 0n,
    })
  })

  it('decides a long statement with a tie as the rule says', () => {
    // 400 debits make fractions of 10,000 digits; V1 and V2 paid the same between two of them, so they tie for ever.
    const entries: object[] = []
    let balance = 0
    for (let index = 0; index < 1_200; index += 1) {
      const direction = index % 3 === 2 ? 'out' : 'in'
      const amountFen = direction === 'in' ? 1_001 : Math.floor(balance / 3)
      balance += direction === 'in' ? amountFen : -amountFen
      const at = new Date(Date.parse('2016-10-01T01:00:00Z') + index * 1_000).toISOString()
      entries.push({ ...one, id: `t${index}`, at, direction, amountFen })
    }
    const twins = plan({
      frozen: { ...frozen, amountFen: balance },
      statements: [{ account: 'A', entries }],
      claims: [
        { id: 'V1', transfers: ['t1195'] },
        { id: 'V2', transfers: ['t1194'] },
      ],
    })
    const [later, earlier] = twins.variants.BY_BALANCE.lines
    expect(twins.method).toBe('PRO_RATA')
    expect([0n, 1n]).toContain((earlier?.returnFen ?? 0n) - (later?.returnFen ?? 0n))
  })
})
