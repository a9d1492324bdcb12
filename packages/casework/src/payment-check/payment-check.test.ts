import { fraudTypes, verdictLevels, type VerdictLevel } from '@wuzei/domain'
import {
  assert,
  constantFrom,
  integer,
  option,
  property,
  record,
  subarray,
  boolean,
  bigInt,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appealOf,
  decidePayment,
  nameChecks,
  payeeKinds,
  payeeLists,
  payerAges,
  paymentChannels,
  paymentDecisions,
  paymentRulesNamed,
  paymentSigns,
  paymentWords,
  questionsOf,
  readAmount,
  weighAmount,
  type PaymentDecisionKind,
  type PaymentSituation,
} from './payment-check.ts'
import { listingNotice } from './listing-notice.ts'

const rules = paymentRulesNamed('CN-2024')

function situation(change: Partial<PaymentSituation> = {}): PaymentSituation {
  return {
    payeeKind: 'bank-account',
    channel: 'mobile',
    weighedFen: 100_00n,
    context: {},
    verdicts: [],
    lists: [],
    ...change,
  }
}

const known = (level: VerdictLevel, ...types: string[]) => [{ level, fraudTypes: types }]
const yuan = (amount: number) => BigInt(amount) * 100n

/** For each row of the table: a situation in which it fires, and the nearest in which it does not. */
const rows: Readonly<
  Record<string, readonly [fires: Partial<PaymentSituation>, notQuite: Partial<PaymentSituation>]>
> = {
  'list-involved': [{ lists: ['INVOLVED'] }, { lists: ['SUSPICIOUS'] }],
  'list-sanctioned': [{ lists: ['SANCTIONED'] }, { lists: ['SANCTIONED'], channel: 'counter' }],
  'list-sanctioned-counter': [{ lists: ['SANCTIONED'], channel: 'counter' }, { channel: 'counter' }],
  'list-suspicious': [{ lists: ['SUSPICIOUS'] }, {}],
  'payee-confirmed': [{ verdicts: known('confirmed') }, { verdicts: known('high') }],
  'payee-high': [{ verdicts: known('high') }, { verdicts: known('suspicious') }],
  'payee-suspicious': [{ verdicts: known('suspicious') }, { verdicts: known('unknown') }],
  'payee-suspicious-new': [
    { verdicts: known('suspicious'), context: { firstPayment: true }, weighedFen: yuan(10_000) },
    { verdicts: known('suspicious'), context: { firstPayment: true }, weighedFen: yuan(10_000) - 1n },
  ],
  'payee-suspicious-on-call': [
    { verdicts: known('suspicious'), context: { callInProgress: true } },
    { context: { callInProgress: true } },
  ],
  'remote-control': [{ context: { remoteControl: true } }, { context: { screenShared: true } }],
  'screen-shared': [{ context: { screenShared: true } }, { context: { screenShared: false } }],
  'first-payment-on-call': [
    { context: { callInProgress: true, firstPayment: true } },
    { context: { callInProgress: true, firstPayment: true, ownAccount: true } },
  ],
  'first-large-payment-on-call': [
    { context: { callInProgress: true, firstPayment: true }, weighedFen: yuan(5_000) },
    { context: { callInProgress: true }, weighedFen: yuan(5_000) },
  ],
  pretext: [{ context: { purpose: '转到安全账户' } }, { context: { purpose: '房租押金' } }],
  'poses-as-office': [
    { payeeName: '某市公安局专案组', context: { firstPayment: true } },
    { payeeName: '某市公安局', context: { firstPayment: true }, verdicts: known('safe') },
  ],
  'name-close': [{ context: { nameCheck: 'close' } }, { context: { nameCheck: 'unavailable' } }],
  'name-mismatch-new': [
    { context: { nameCheck: 'mismatch', firstPayment: true } },
    { context: { nameCheck: 'close', firstPayment: true } },
  ],
  'details-changed': [
    { context: { payeeDetailsChanged: true }, weighedFen: yuan(5_000) },
    { context: { payeeDetailsChanged: true }, weighedFen: yuan(4_999) },
  ],
  'young-account': [
    { context: { payeeAccountAgeHours: 71, firstPayment: true } },
    { context: { payeeAccountAgeHours: 72, firstPayment: true } },
  ],
  'young-account-large': [
    { context: { payeeAccountAgeHours: 1, firstPayment: true }, weighedFen: yuan(20_000) },
    { context: { firstPayment: true }, weighedFen: yuan(20_000) },
  ],
  'wallet-first': [
    { payeeKind: 'wallet', context: { firstPayment: true }, weighedFen: yuan(5_000) },
    { context: { firstPayment: true }, weighedFen: yuan(5_000) },
  ],
  'wallet-first-large': [
    { payeeKind: 'wallet', context: { firstPayment: true }, weighedFen: yuan(50_000) },
    { payeeKind: 'wallet', context: { firstPayment: true }, weighedFen: yuan(49_999) },
  ],
  'atm-24h': [{ channel: 'atm' }, { channel: 'atm', context: { ownAccount: true } }],
  'large-amount': [{ weighedFen: yuan(300_000) }, { weighedFen: yuan(300_000), channel: 'counter' }],
  'first-payment-large': [
    { context: { firstPayment: true }, weighedFen: yuan(50_000) },
    { context: { firstPayment: true }, weighedFen: yuan(50_000), verdicts: known('safe') },
  ],
  'new-device': [
    { context: { newDevice: true, firstPayment: true }, weighedFen: yuan(5_000) },
    { context: { newDevice: true }, weighedFen: yuan(5_000) },
  ],
  'new-device-large': [
    { context: { newDevice: true, firstPayment: true }, weighedFen: yuan(20_000) },
    { context: { newDevice: true, firstPayment: true }, weighedFen: yuan(19_999) },
  ],
  'failed-attempts': [
    { context: { failedAttempts: 3, firstPayment: true } },
    { context: { failedAttempts: 2, firstPayment: true } },
  ],
  'failed-attempts-large': [
    { context: { failedAttempts: 3, firstPayment: true }, weighedFen: yuan(20_000) },
    { context: { failedAttempts: 3 }, weighedFen: yuan(20_000) },
  ],
  'elderly-first': [
    { context: { payerAge: '60-69', firstPayment: true }, weighedFen: yuan(10_000) },
    { context: { payerAge: '18-59', firstPayment: true }, weighedFen: yuan(10_000) },
  ],
  'elderly-on-call': [
    { context: { payerAge: '70-plus', callInProgress: true } },
    { context: { callInProgress: true } },
  ],
  'minor-first': [
    { context: { payerAge: '14-17', firstPayment: true }, weighedFen: yuan(500) },
    { context: { payerAge: '14-17', firstPayment: true }, weighedFen: yuan(499) },
  ],
}

describe('each row of the table', () => {
  test('is tested here', () => {
    expect(Object.keys(rows)).toEqual(rules.rules.map(({ id }) => id))
  })
  test.each(Object.entries(rows))('%s', (id, [fires, notQuite]) => {
    const row = rules.rules.find((rule) => rule.id === id)
    const decided = decidePayment(rules, situation(fires))
    expect(decided.fired.map((rule) => rule.id)).toContain(id)
    expect(paymentDecisions.indexOf(decided.decision)).toBeGreaterThanOrEqual(
      paymentDecisions.indexOf(row?.decision ?? 'refuse'),
    )
    expect(decidePayment(rules, situation(notQuite)).fired.map((rule) => rule.id)).not.toContain(id)
  })
  test('holds say how long and who lets the payment go; no other row does', () => {
    for (const { decision, holdMinutes, release } of rules.rules) {
      expect(holdMinutes === undefined).toBe(decision !== 'hold')
      expect(release === undefined).toBe(decision !== 'hold')
    }
  })
})

const anySituation = record(
  {
    payeeKind: constantFrom(...payeeKinds),
    payeeName: constantFrom('张三', '某市公安局'),
    channel: constantFrom(...paymentChannels),
    weighedFen: bigInt({ min: 1n, max: yuan(1_000_000) }),
    context: record(
      {
        ...Object.fromEntries([...paymentSigns, 'ownAccount'].map((sign) => [sign, boolean()])),
        payerAge: constantFrom(...payerAges),
        payeeAccountAgeHours: integer({ min: 0, max: 200 }),
        failedAttempts: integer({ min: 0, max: 5 }),
        purpose: constantFrom('房租', '刷单'),
        nameCheck: constantFrom(...nameChecks),
      },
      { requiredKeys: [] },
    ),
    verdicts: option(constantFrom(...verdictLevels), { nil: undefined }).map((level) =>
      level === undefined ? [] : known(level, 'F01'),
    ),
    lists: subarray([...payeeLists]),
  },
  { requiredKeys: ['payeeKind', 'channel', 'weighedFen', 'context', 'verdicts', 'lists'] },
)
const rank = (decision: PaymentDecisionKind) => paymentDecisions.indexOf(decision)
const decided = (about: PaymentSituation) => decidePayment(rules, about)

describe('whatever is asked', () => {
  test('more evidence never lowers the decision, nor shortens a hold', () => {
    const more = (about: PaymentSituation): PaymentSituation[] => [
      ...paymentSigns.map((sign) => ({ ...about, context: { ...about.context, [sign]: true } })),
      ...payeeLists.map((list) => ({ ...about, lists: [...about.lists, list] })),
      ...verdictLevels
        .slice(1)
        .map((level) => ({ ...about, verdicts: [...about.verdicts, ...known(level)] })),
      { ...about, context: { ...about.context, purpose: '转到安全账户' } },
      { ...about, context: { ...about.context, failedAttempts: 9 } },
      { ...about, context: { ...about.context, payeeAccountAgeHours: 0 } },
      { ...about, context: { ...about.context, nameCheck: 'mismatch' } },
    ]
    assert(
      property(anySituation, (about) => {
        const before = decided(about)
        for (const after of more(about).map(decided)) {
          expect(rank(after.decision)).toBeGreaterThanOrEqual(rank(before.decision))
          if (after.decision === before.decision)
            expect(after.holdMinutes ?? 0).toBeGreaterThanOrEqual(before.holdMinutes ?? 0)
        }
      }),
    )
  })

  test('a larger amount never lowers the decision', () => {
    assert(
      property(anySituation, bigInt({ min: 0n, max: yuan(500_000) }), (about, more) => {
        const larger = { ...about, weighedFen: about.weighedFen + more }
        expect(rank(decided(larger).decision)).toBeGreaterThanOrEqual(rank(decided(about).decision))
      }),
    )
  })

  test('nobody is refused without a list that people keep, and high without people binds nobody', () => {
    assert(
      property(anySituation, (about) => {
        const unlisted = decided({ ...about, lists: [] })
        expect(unlisted.decision).not.toBe('refuse')
        const context = { ...about.context, remoteControl: false }
        const reported = decided({ ...about, lists: [], context, verdicts: known('high') })
        expect(reported.decision).toBe('hold')
        expect(reported.release).toBe('payer')
      }),
    )
  })

  test('what is stopped has words in both languages, questions, and a way out', () => {
    assert(
      property(anySituation, (about) => {
        const answer = decided(about)
        const words = paymentWords(answer)
        expect(words === null).toBe(answer.decision === 'allow')
        expect(appealOf(answer) !== null).toBe(answer.decision === 'hold' || answer.decision === 'refuse')
        if (!words) return
        expect(questionsOf(answer).length).toBeGreaterThan(0)
        expect(words.call.map(({ number }) => number)).toEqual(['96110', '110', null])
        const text = JSON.stringify(words)
        expect(text).not.toMatch(/公安机关认定|警方认定|警方说|police says?|police confirmed/iu)
      }),
    )
  })
})

test('the advice is that of the fraud the payee is known for, else of what was seen', () => {
  const adviceFor = (about: Partial<PaymentSituation>) => paymentWords(decided(situation(about)))?.advice.zh
  const adviceOf = (code: string) => fraudTypes.find((type) => type.code === code)?.advice.zh
  expect(adviceFor({ verdicts: known('high', 'F02.01') })).toBe(adviceOf('F02.01'))
  expect(adviceFor({ context: { screenShared: true } })).toBe(adviceOf('F13.04'))
  expect(adviceFor({ context: { purpose: '刷 单' } })).toBeUndefined()
  expect(adviceFor({ context: { purpose: '刷单垫付' }, verdicts: known('high', 'F02') })).toBe(
    adviceOf('F01'),
  )
})

test('what implies another thing is said once', () => {
  const words = paymentWords(decided(situation({ verdicts: known('confirmed') })))
  expect(words?.seen.map(({ zh }) => zh)).toEqual(['这个收款账户已确认用于诈骗。'])
})

test('the demonstration differs only in how long it holds', () => {
  const demo = paymentRulesNamed('DEMO')
  const held = situation({ verdicts: known('confirmed') })
  expect(decidePayment(rules, held).holdMinutes).toBe(1_440)
  expect(decidePayment(demo, held).holdMinutes).toBe(24)
  expect(demo.rules.map(({ id }) => id)).toEqual(rules.rules.map(({ id }) => id))
})

test('amounts are whole minor units of a known currency', () => {
  expect(readAmount('1280050')).toBe(1_280_050n)
  expect(readAmount(1)).toBe(1n)
  for (const wrong of ['12.50', '-1', '1e3', '１２', '', '0', ' 1', '999999999999999', 1.5, Number.NaN])
    expect(() => readAmount(wrong)).toThrow(expect.objectContaining({ code: 'AMOUNT_INVALID' }))
  expect(weighAmount(rules, 100n, 'USD')).toBe(800n)
  expect(weighAmount(rules, 1n, 'TWD')).toBe(1n)
  for (const unknown of ['XXX', 'cny', 'constructor'])
    expect(() => weighAmount(rules, 1n, unknown)).toThrow(
      expect.objectContaining({ code: 'CURRENCY_UNKNOWN' }),
    )
})

test('a notice says what, since when, until when, by whom, on what basis, and how to object', () => {
  const notice = listingNotice(rules, {
    list: 'INVOLVED',
    shown: '**** 1234',
    fromMs: Date.parse('2026-03-01T01:00:00Z'),
    untilMs: Date.parse('2026-08-31T17:00:00Z'),
    office: { zh: '某市反诈中心', en: 'A city centre' },
    appeal: 'https://hub.example/dispute',
  })
  for (const part of [
    '**** 1234',
    '2026年3月1日',
    '2026年9月1日',
    '某市反诈中心',
    '第十八条',
    'hub.example/dispute',
    '行政复议',
  ])
    expect(notice.zh).toContain(part)
  expect(notice.en).toContain('A city centre')
})
