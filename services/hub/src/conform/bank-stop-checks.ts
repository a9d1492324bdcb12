import type { StopResult } from '@wuzei/contract/orders'
import {
  accountOf,
  approval,
  stopBody,
  transferOf,
  type BankBooks,
  type BankRole,
  type StopBody,
} from './bank-books.ts'
import { need, needSame, type Check } from './check.ts'
import type { ConformanceHub } from './conformance-hub.ts'
import { orderId } from './protocol-checks.ts'

/** Stops: outcomes, matching, and the rows of the failure matrix that a bank can get wrong. */
export function bankStopChecks(books: BankBooks): readonly Check[] {
  const stop = async (hub: ConformanceHub, role: BankRole, change: Partial<StopBody> = {}) =>
    await hub.ask('stop.request', stopBody(books, role, change))
  const release = async (hub: ConformanceHub, role: BankRole, id: string) =>
    (
      await hub.ask('stop.release', {
        orderId: id,
        accountNo: accountOf(books, role).accountNo,
        cause: 'UNFOUNDED',
        reason: 'Conformance',
        approval,
      })
    ).answer.body.outcome
  /** Looks at the outcome, and leaves the account as it was. */
  const outcome = (
    name: string,
    rule: string,
    role: BankRole,
    due: Partial<StopResult>,
    change: (books: BankBooks) => Partial<StopBody> = () => ({}),
    look: (body: StopResult) => void = () => undefined,
  ): Check => ({
    name,
    rule,
    async run(hub) {
      const { answer } = await stop(hub, role, change(books))
      const { body } = answer
      if (body.startAt !== null) await release(hub, role, body.orderId)
      for (const [field, value] of Object.entries(due))
        needSame(field, Object.entries(body).find(([key]) => key === field)?.[1], value)
      look(body)
    },
  })
  const mismatch = (
    name: string,
    matchResult: StopResult['matchResult'],
    change: (books: BankBooks) => Partial<StopBody>,
  ): Check => {
    const nothing = { outcome: 'REJECTED_MISMATCH', startAt: null, securedFen: 0 } as const
    return outcome(
      `stop/mismatch-${name}`,
      'What does not match is not stopped: REJECTED_MISMATCH with the matchResult',
      'full',
      { ...nothing, matchResult },
      change,
    )
  }
  const transfer = (change: Partial<StopBody['transfer']>) => (from: BankBooks) => ({
    transfer: { ...transferOf(from, 'full'), ...change },
  })
  return [
    outcome(
      'stop/full',
      'All that was asked for is there: STOPPED_FULL, secured, and 48 h from startAt',
      'full',
      { outcome: 'STOPPED_FULL', matchResult: 'MATCH', savedBy: 'STOP', isStillControlled: true },
      undefined,
      (body) => {
        needSame('securedFen', body.securedFen, transferOf(books, 'full').amountFen)
        needSame('hours from startAt to expiresAt', hoursOf(body), 48)
        const skewMs = Math.abs(Date.parse(body.startAt ?? '') - Date.now())
        need(skewMs <= 120_000, 'startAt is over 120 s from the clock of this kit')
      },
    ),
    outcome(
      'stop/partial',
      'A part is there: STOPPED_PARTIAL, and next says where the rest went',
      'partial',
      { outcome: 'STOPPED_PARTIAL', securedFen: 1_200_000 },
      undefined,
      ({ next }) => {
        needSame('amounts of next', amounts(next), [1_800_000])
        needSame('exit of next', next[0]?.exit, 'ACCOUNT')
        need(next[0]?.to !== undefined, 'next lacks `to`, so no next stop can go out')
      },
    ),
    outcome(
      'stop/moved-on',
      'It left for accounts: MOVED_ON with next, oldest first; the account itself may be credited only',
      'moved',
      { outcome: 'MOVED_ON', securedFen: 0, isStillControlled: true },
      undefined,
      ({ next }) => {
        needSame('amounts of next', amounts(next), [1_200_000, 800_000])
        needSame(
          'exits of next',
          next.map(({ exit }) => exit),
          ['ACCOUNT', 'WALLET'],
        )
      },
    ),
    outcome('stop/cashed-out', 'It left by ways that no account follows: CASHED_OUT', 'cashed', {
      outcome: 'CASHED_OUT',
      securedFen: 0,
    }),
    outcome('stop/closed', 'A closed account: REJECTED_CLOSED', 'closed', {
      outcome: 'REJECTED_CLOSED',
      startAt: null,
    }),
    outcome(
      'stop/matrix-8-clearing-account',
      'A clearing or reserve account is never stopped: REJECTED_PROTECTED_ACCOUNT',
      'clearing',
      { outcome: 'REJECTED_PROTECTED_ACCOUNT', startAt: null, isStillControlled: false },
    ),
    outcome(
      'stop/frozen',
      'A freeze stands: ALREADY_FROZEN, with who froze it',
      'frozen',
      { outcome: 'ALREADY_FROZEN' },
      undefined,
      ({ formerFreezes }) => need((formerFreezes ?? []).length > 0, 'formerFreezes is missing'),
    ),
    outcome(
      'stop/delayed-transfer',
      'A transfer that still waits is called back: STOPPED_FULL with savedBy HELD, no account is touched',
      'delayed',
      { outcome: 'STOPPED_FULL', savedBy: 'HELD', isStillControlled: false, securedFen: 3_000_000 },
    ),
    outcome(
      'stop/amount-only',
      'With AMOUNT no more than limitFen is held, and the account is not controlled',
      'limited',
      { outcome: 'STOPPED_FULL', securedFen: 2_500_000, isStillControlled: false },
      () => ({ mode: 'AMOUNT', limitFen: 2_500_000, tier: 3, parentOrderId: 'kit-parent-order' }),
    ),
    mismatch('name', 'MISMATCH_NAME', (from) => ({
      account: { ...accountOf(from, 'full'), accountName: '别的人' },
    })),
    mismatch('amount', 'MISMATCH_AMOUNT', transfer({ amountFen: 5_000_001 })),
    mismatch('time', 'MISMATCH_TIME', transfer({ at: '2026-03-01T10:05:00+08:00' })),
    mismatch('account', 'NOT_FOUND', (from) => ({
      account: { ...accountOf(from, 'full'), accountNo: '6222000000000000' },
    })),
    mismatch('matrix-15-currency', 'MISMATCH_AMOUNT', transfer({ currency: 'USD' })),
    outcome(
      'stop/matrix-14-time-zone',
      'The same instant in another zone is the same time, and 9 minutes are within the tolerance',
      'full',
      { outcome: 'STOPPED_FULL', matchResult: 'MATCH' },
      transfer({ at: '2026-03-02T04:14:00+02:00' }),
    ),
    outcome(
      'stop/date-only',
      'With isDateOnly the day of the booking in China has to fit',
      'full',
      { outcome: 'STOPPED_FULL', matchResult: 'MATCH' },
      transfer({ at: '2026-03-02T00:00:00+08:00', isDateOnly: true }),
    ),
    outcome(
      'stop/name-forms',
      'Names are compared after NFKC, without middle dots and spaces at the ends: MATCH',
      'freeze',
      { outcome: 'STOPPED_FULL', matchResult: 'MATCH' },
      (from) => ({ account: { ...accountOf(from, 'freeze'), accountName: ' 阿依古丽・买买提 ' } }),
    ),
    {
      name: 'stop/company-name-resembles',
      rule: 'A company’s name that only resembles waits for a clerk: no answer, or one with NAME_CHECKED_BY_PERSON',
      async run(hub) {
        const body = stopBody(books, 'company', {
          account: { ...accountOf(books, 'company'), accountName: '深圳市远大商贸有限责任公司' },
        })
        const { messages } = await hub.deliver([await hub.sign('stop.request', body)])
        const said = await hub.open(messages)
        need(
          said.some(({ type }) => type === 'ack'),
          'there is no ack',
        )
        const answer = said.find((one) => one.type === 'stop.result')
        if (answer?.type !== 'stop.result') return
        const isChecked = answer.body.flags.includes('NAME_CHECKED_BY_PERSON')
        need(isChecked || answer.body.startAt === null, 'it was stopped on a name that only resembles')
      },
    },
    {
      name: 'stop/matrix-1-sent-twice',
      rule: 'The same order twice is one stop: the same answer, and one release ends it',
      async run(hub) {
        const jws = await hub.sign('stop.request', stopBody(books, 'repeat'))
        const [first, second] = await Promise.all([
          hub.settle('stop.request', jws),
          hub.settle('stop.request', jws),
        ])
        needSame('the second answer', second.answer.body, first.answer.body)
        needSame('its serial', second.answer.serial, first.answer.serial)
        needSame('the release', await release(hub, 'repeat', first.answer.body.orderId), 'RELEASED')
        needSame('a second release', await release(hub, 'repeat', first.answer.body.orderId), 'NOT_ACTIVE')
      },
    },
    {
      name: 'stop/matrix-3-answer-stands',
      rule: 'A copy after the release gets the first answer again, and nothing is stopped anew',
      async run(hub) {
        const jws = await hub.sign('stop.request', stopBody(books, 'repeat'))
        const first = await hub.settle('stop.request', jws)
        await release(hub, 'repeat', first.answer.body.orderId)
        const copy = await hub.settle('stop.request', jws)
        needSame('the answer to the copy', copy.answer.body, first.answer.body)
        needSame('a release after it', await release(hub, 'repeat', first.answer.body.orderId), 'NOT_ACTIVE')
      },
    },
    {
      name: 'stop/matrix-2-two-orders',
      rule: 'A second order is ALREADY_STOPPED and linked, secures nothing twice, and goes on when the first is released',
      async run(hub) {
        const first = await stop(hub, 'double')
        const second = await stop(hub, 'double')
        needSame('the first outcome', first.answer.body.outcome, 'STOPPED_FULL')
        needSame('the second outcome', second.answer.body.outcome, 'ALREADY_STOPPED')
        needSame('securedFen of the second', second.answer.body.securedFen, 0)
        needSame('linkedOrderId', second.answer.body.linkedOrderId, first.answer.body.orderId)
        needSame(
          'the first release',
          await release(hub, 'double', first.answer.body.orderId),
          'KEPT_BY_OTHER',
        )
        const { answer } = await hub.ask('query.status', { orderId: orderId(), orderSerial: second.serial })
        needSame('the state of the second', answer.body.state, 'ACTIVE')
        needSame('what the second holds now', answer.body.securedFen, 1_000_000)
        needSame('the second release', await release(hub, 'double', second.answer.body.orderId), 'RELEASED')
      },
    },
    {
      name: 'stop/matrix-6-second-and-third',
      rule: 'A stop is extended once, from the instant it is made; a third stop in the matter is REJECTED_LIMIT',
      async run(hub) {
        const body = stopBody(books, 'twice', { hours: 24 })
        const first = await hub.ask('stop.request', body)
        needSame('hours of the first', hoursOf(first.answer.body), 24)
        const { accountNo } = body.account
        const extend = {
          orderId: body.orderId,
          accountNo,
          stopNo: 2 as const,
          hours: 48,
          reason: 'Conformance',
          approval,
        }
        const second = await hub.ask('stop.extend', extend)
        needSame('the extension', second.answer.body.outcome, 'STOPPED_FULL')
        needSame('hours of the extension', hoursOf(second.answer.body), 48)
        const third = await hub.ask('stop.extend', extend)
        needSame('a second extension', third.answer.body.outcome, 'REJECTED_LIMIT')
        await release(hub, 'twice', body.orderId)
        const again = await hub.ask('stop.request', { ...body, orderId: orderId(), stopNo: 2 })
        needSame('a third stop in the same matter', again.answer.body.outcome, 'REJECTED_LIMIT')
      },
    },
    {
      name: 'stop/unknown-order',
      rule: 'Releasing what was never stopped is UNKNOWN_ORDER; extending it is refused with ORDER_UNKNOWN',
      async run(hub) {
        needSame('the release', await release(hub, 'full', orderId()), 'UNKNOWN_ORDER')
        const { accountNo } = accountOf(books, 'full')
        const jws = await hub.sign('stop.extend', {
          orderId: orderId(),
          accountNo,
          stopNo: 2,
          hours: 48,
          reason: 'Conformance',
          approval,
        })
        needSame(
          'refused',
          (await hub.deliver([jws])).refused.map(({ code }) => code),
          ['ORDER_UNKNOWN'],
        )
      },
    },
  ]
}

function amounts(next: StopResult['next']): number[] {
  return next.map(({ amountFen }) => amountFen)
}

function hoursOf({ startAt, expiresAt }: StopResult): number {
  return (Date.parse(expiresAt ?? '') - Date.parse(startAt ?? '')) / 3_600_000
}
