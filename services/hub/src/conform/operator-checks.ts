import type { NumberResult, NumberStop } from '@wuzei/contract/orders'
import { approval } from './bank-books.ts'
import { need, needSame, type Check } from './check.ts'
import type { ConformanceHub } from './conformance-hub.ts'
import { orderId } from './protocol-checks.ts'

/** Parts that numbers play; `vectors/orders/operator-subscribers.json` says which number plays which. */
export type NumberRole =
  | 'plain'
  | 'double'
  | 'ported'
  | 'spoofed'
  | 'recycled'
  | 'cards'
  | 'namedCard'
  | 'keptCard'
  | 'port'
  | 'line400'
  | 'official'
  | 'widened'
  | 'resumed'
  | 'seenAt'

/** What the operator under test has been given; `seenAt` is when the numbers called. */
export interface OperatorNumbers {
  readonly roles: Readonly<Record<NumberRole, string>>
}

/** Number orders, and the rows of the failure matrix that an operator can get wrong. */
export function operatorChecks({ roles }: OperatorNumbers): readonly Check[] {
  const body = (number: string, change: Partial<NumberStop> = {}): NumberStop => ({
    orderId: orderId(),
    caseId: 'case-of-the-kit',
    number,
    numberKind: 'MOBILE',
    action: 'ONE_WAY',
    cause: 'CASE',
    scope: 'NUMBER',
    namedNumbers: [],
    seen: [{ at: roles.seenAt }],
    noticeDelayHours: 0,
    reason: 'Conformance',
    approval,
    ...change,
  })
  const stop = async (hub: ConformanceHub, number: string, change: Partial<NumberStop> = {}) =>
    await hub.ask('number.stop', body(number, change))
  const resume = async (hub: ConformanceHub, number: string, id: string) =>
    (
      await hub.ask('number.resume', {
        orderId: id,
        number,
        cause: 'APPEAL_UPHELD',
        reason: 'Conformance',
        approval,
      })
    ).answer.body
  const outcome = (
    name: string,
    rule: string,
    number: string,
    due: Partial<NumberResult>,
    change: Partial<NumberStop> = {},
    look: (answer: NumberResult) => void = () => undefined,
  ): Check => ({
    name: `number/${name}`,
    rule,
    async run(hub) {
      const { answer } = await stop(hub, number, change)
      if (answer.body.executedAt !== null) await resume(hub, number, answer.body.orderId)
      for (const [field, value] of Object.entries(due))
        needSame(field, Object.entries(answer.body).find(([key]) => key === field)?.[1], value)
      look(answer.body)
    },
  })
  return [
    outcome(
      'one-way',
      'ONE_WAY, at executedAt, and the user is told',
      roles.plain,
      { outcome: 'ONE_WAY' },
      {},
      (answer) => {
        need(answer.executedAt !== null && answer.noticeAt !== null, 'executedAt or noticeAt is missing')
        const skewMs = Math.abs(Date.parse(answer.executedAt) - Date.now())
        need(skewMs <= 120_000, 'executedAt is over 120 s from the clock of this kit')
        needSame('stoppedNumbers', answer.stoppedNumbers, [roles.plain])
      },
    ),
    outcome('two-way', 'TWO_WAY', roles.plain, { outcome: 'TWO_WAY' }, { action: 'TWO_WAY' }),
    outcome(
      'port-1069',
      'A port for messages is closed: PORT_CLOSED',
      roles.port,
      { outcome: 'PORT_CLOSED' },
      {
        action: 'SMS_PORT_CLOSE',
        numberKind: 'N1069_SMS_PORT',
      },
    ),
    outcome(
      'line-400',
      'The line of a 400 number is cut: LINE_CUT',
      roles.line400,
      { outcome: 'LINE_CUT' },
      {
        action: 'LINE_CUT',
        numberKind: 'N400',
      },
    ),
    outcome(
      'notice-delayed',
      'The user is told later where telling at once harms the case, by the hours asked for',
      roles.plain,
      { outcome: 'ONE_WAY' },
      { noticeDelayHours: 72 },
      ({ noticeAt, executedAt }) => {
        const hours = (Date.parse(noticeAt ?? '') - Date.parse(executedAt ?? '')) / 3_600_000
        need(Math.abs(hours - 72) < 0.1, `the notice is ${hours} hours after, not 72`)
      },
    ),
    outcome(
      'matrix-16-ported',
      'A number that went elsewhere: PORTED_AWAY, and currentCarrier says whom to ask',
      roles.ported,
      { outcome: 'PORTED_AWAY', executedAt: null },
      {},
      ({ currentCarrier }) => need(currentCarrier !== null, 'currentCarrier is missing'),
    ),
    outcome('not-found', 'A number that is not here: NOT_FOUND', '+8613800009999', {
      outcome: 'NOT_FOUND',
      executedAt: null,
    }),
    outcome(
      'spoofed',
      'Calls that the records do not have were spoofed: SPOOFED, and nothing is shut',
      roles.spoofed,
      { outcome: 'SPOOFED', executedAt: null },
      {},
      ({ spoof }) => need(spoof !== null, '`spoof` is missing'),
    ),
    outcome(
      'recycled',
      'A number that was allocated after the call is left alone: NUMBER_RECYCLED',
      roles.recycled,
      {
        outcome: 'NUMBER_RECYCLED',
        executedAt: null,
      },
    ),
    outcome('emergency', 'Emergency numbers are never shut: REFUSED_PROTECTED', '110', {
      outcome: 'REFUSED_PROTECTED',
      executedAt: null,
    }),
    outcome('official', 'Numbers of official bodies are never shut: REFUSED_PROTECTED', roles.official, {
      outcome: 'REFUSED_PROTECTED',
      executedAt: null,
    }),
    outcome(
      'all-cards',
      'ALL_CARDS_OF_ID stops the person’s numbers and keeps one that the evidence does not name',
      roles.cards,
      { outcome: 'TWO_WAY', keptNumber: roles.keptCard },
      { scope: 'ALL_CARDS_OF_ID', action: 'TWO_WAY', namedNumbers: [roles.namedCard] },
      ({ stoppedNumbers }) =>
        needSame('stoppedNumbers', stoppedNumbers.toSorted(), [roles.cards, roles.namedCard].toSorted()),
    ),
    {
      name: 'number/matrix-1-sent-twice',
      rule: 'The same order twice is one: the same answer, and one resume ends it',
      async run(hub) {
        const jws = await hub.sign('number.stop', body(roles.double))
        const first = await hub.settle('number.stop', jws)
        const second = await hub.settle('number.stop', jws)
        needSame('the second answer', second.answer.body, first.answer.body)
        const done = await resume(hub, roles.double, first.answer.body.orderId)
        needSame('the resume', done.outcome, 'RESUMED')
        const again = await resume(hub, roles.double, first.answer.body.orderId)
        needSame('a second resume', again.outcome, 'NOT_ACTIVE')
      },
    },
    {
      name: 'number/matrix-2-two-orders',
      rule: 'A live order about the same number is linked; what one order stopped, the resume of another leaves',
      async run(hub) {
        const first = await stop(hub, roles.resumed)
        const second = await stop(hub, roles.resumed)
        needSame('linkedOrderId', second.answer.body.linkedOrderId, first.answer.body.orderId)
        const kept = await resume(hub, roles.resumed, first.answer.body.orderId)
        needSame('what stands after the first resume', kept.outcome, 'ONE_WAY')
        needSame('by whose order', kept.linkedOrderId, second.answer.body.orderId)
        const done = await resume(hub, roles.resumed, second.answer.body.orderId)
        needSame('after the second', done.outcome, 'RESUMED')
      },
    },
    {
      name: 'number/one-way-then-two-way',
      rule: 'TWO_WAY after ONE_WAY widens it',
      async run(hub) {
        const first = await stop(hub, roles.widened)
        const second = await stop(hub, roles.widened, { action: 'TWO_WAY' })
        needSame('the outcome', second.answer.body.outcome, 'TWO_WAY')
        await resume(hub, roles.widened, second.answer.body.orderId)
        const done = await resume(hub, roles.widened, first.answer.body.orderId)
        needSame('after both were resumed', done.outcome, 'RESUMED')
      },
    },
  ]
}
