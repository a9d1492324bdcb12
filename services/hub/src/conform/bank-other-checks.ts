import { accountOf, approval, freezeBody, stopBody, transferOf, type BankBooks } from './bank-books.ts'
import { need, needSame, type Check } from './check.ts'
import type { ConformanceHub } from './conformance-hub.ts'
import { orderId } from './protocol-checks.ts'

/** Freezes, queries, arming and protective holds. */
export function bankOtherChecks(books: BankBooks): readonly Check[] {
  const common = { reason: 'Conformance', approval }
  const release = async (
    hub: ConformanceHub,
    type: 'freeze.release' | 'stop.disarm' | 'hold.release' | 'stop.release',
    id: string,
    accountNo: string,
  ) => (await hub.ask(type, { orderId: id, accountNo, cause: 'UNFOUNDED', ...common })).answer.body.outcome
  return [
    {
      name: 'freeze/after-stop',
      rule: 'A freeze follows its stop without a gap: FROZEN_FULL, and the stop is over',
      async run(hub) {
        const { amountFen } = transferOf(books, 'freeze')
        const stop = await hub.ask('stop.request', stopBody(books, 'freeze'))
        const body = freezeBody(books, 'freeze', amountFen, { stopOrderId: stop.answer.body.orderId })
        const { answer } = await hub.ask('freeze.request', body)
        needSame('the outcome', answer.body.outcome, 'FROZEN_FULL')
        needSame('frozenFen', answer.body.frozenFen, amountFen)
        const months = monthsBetween(answer.body.startAt ?? '', answer.body.expiresAt ?? '')
        needSame('calendar months', months, 6)
        const { accountNo } = body.account
        const stopped = await hub.ask('query.status', { orderId: orderId(), orderSerial: stop.serial })
        needSame('the state of the stop', stopped.answer.body.state, 'ENDED')
        const renewed = await hub.ask('freeze.renew', {
          orderId: body.orderId,
          accountNo,
          months: 6,
          reason: 'Conformance',
          approval: body.approval,
        })
        needSame('the renewal', renewed.answer.body.outcome, 'FROZEN_FULL')
        const twelve = monthsBetween(answer.body.startAt ?? '', renewed.answer.body.expiresAt ?? '')
        needSame('calendar months after the renewal', twelve, 12)
        needSame('the release', await release(hub, 'freeze.release', body.orderId, accountNo), 'RELEASED')
        const late = await hub.ask('freeze.renew', {
          orderId: body.orderId,
          accountNo,
          months: 6,
          reason: 'Conformance',
          approval: { ...body.approval },
        })
        needSame('a renewal after its end', late.answer.body.outcome, 'REJECTED_LAPSED')
      },
    },
    {
      name: 'freeze/matrix-7-empty-account',
      rule: 'An empty account is FROZEN_PARTIAL with 0, and next says where the money went',
      async run(hub) {
        const body = freezeBody(books, 'freezeEmpty', 1_500_000)
        const { answer } = await hub.ask('freeze.request', body)
        await release(hub, 'freeze.release', body.orderId, body.account.accountNo)
        needSame('the outcome', answer.body.outcome, 'FROZEN_PARTIAL')
        needSame('frozenFen', answer.body.frozenFen, 0)
        needSame(
          'amounts of next',
          answer.body.next.map(({ amountFen }) => amountFen),
          [1_500_000],
        )
      },
    },
    {
      name: 'freeze/duplicate',
      rule: 'Of the same case and document a second freeze is REJECTED_DUPLICATE',
      async run(hub) {
        const body = freezeBody(books, 'freeze', 100_000)
        await hub.ask('freeze.request', body)
        const second = await hub.ask('freeze.request', { ...body, orderId: orderId() })
        await release(hub, 'freeze.release', body.orderId, body.account.accountNo)
        needSame('the outcome', second.answer.body.outcome, 'REJECTED_DUPLICATE')
      },
    },
    {
      name: 'freeze/queued',
      rule: 'Behind another organ’s freeze: QUEUED, with formerFreezes and queuePosition, nothing frozen yet',
      async run(hub) {
        const body = freezeBody(books, 'queue', 3_500_000)
        const { answer } = await hub.ask('freeze.request', body)
        const { outcome, formerFreezes, frozenFen, queuePosition } = answer.body
        await release(hub, 'freeze.release', body.orderId, body.account.accountNo)
        needSame('the outcome', outcome, 'QUEUED')
        needSame('frozenFen', frozenFen, 0)
        need(formerFreezes.length > 0, 'formerFreezes is empty')
        need((queuePosition ?? 0) >= 1, 'queuePosition is missing')
      },
    },
    {
      name: 'freeze/clearing-account',
      rule: 'A clearing or reserve account is never frozen: REJECTED_PROTECTED_ACCOUNT',
      async run(hub) {
        const { answer } = await hub.ask('freeze.request', freezeBody(books, 'clearing', 500_000))
        needSame('the outcome', answer.body.outcome, 'REJECTED_PROTECTED_ACCOUNT')
      },
    },
    {
      name: 'arm/and-disarm',
      rule: 'stop.arm is ARMED until the time asked for and touches nothing; stop.disarm ends it',
      async run(hub) {
        const account = accountOf(books, 'armed')
        const until = new Date(Date.now() + 3_600_000).toISOString()
        const body = {
          orderId: orderId(),
          reportId: 'report-of-the-kit',
          caseId: null,
          account,
          fromAccounts: ['6217001000000099'],
          limitFen: 500_000,
          currency: 'CNY',
          until,
          hours: 48,
          ...common,
        }
        const armed = await hub.ask('stop.arm', body)
        needSame('the outcome', armed.answer.body.outcome, 'ARMED')
        needSame('until', Date.parse(armed.answer.body.until ?? ''), Date.parse(until))
        const status = await hub.ask('query.status', { orderId: orderId(), orderSerial: armed.serial })
        needSame('the state', status.answer.body.state, 'ARMED')
        needSame('disarmed', await release(hub, 'stop.disarm', body.orderId, account.accountNo), 'RELEASED')
      },
    },
    {
      name: 'hold/own-account',
      rule: 'A protective hold calls waiting transfers back, except to the named payees, and ends within 24 hours',
      async run(hub) {
        const account = accountOf(books, 'victim')
        const body = {
          orderId: orderId(),
          taskId: 'task-of-the-kit',
          account,
          hours: 24,
          livingCostFen: 50_000,
          currency: 'CNY',
          exceptions: [accountOf(books, 'delayed').accountNo],
          ...common,
        }
        const { answer } = await hub.ask('hold.request', body)
        needSame('released', await release(hub, 'hold.release', body.orderId, account.accountNo), 'RELEASED')
        needSame('the outcome', answer.body.outcome, 'HELD')
        needSame('hours', hoursBetween(answer.body.startAt ?? '', answer.body.expiresAt ?? ''), 24)
        const { serialNo } = books.roles.victim
        needSame('cancelledTransfers', answer.body.cancelledTransfers, [serialNo])
      },
    },
    {
      name: 'query/transactions',
      rule: 'tx.result has the bookings of the span, oldest first, with the balance they add up from',
      async run(hub) {
        const { accountNo } = accountOf(books, 'partial')
        const { answer } = await hub.ask('query.tx', {
          orderId: orderId(),
          accountNo,
          from: '2026-03-02T00:00:00+08:00',
          to: '2026-03-03T00:00:00+08:00',
          after: null,
          ...common,
        })
        const { outcome, transactions, openingFen } = answer.body
        needSame('the outcome', outcome, 'FOUND')
        needSame(
          'the bookings',
          transactions.map(({ direction, amountFen }) => [direction, amountFen]),
          [
            ['IN', 3_000_000],
            ['OUT', 1_800_000],
          ],
        )
        const sum = transactions.reduce(
          (total, { direction, amountFen }) => total + (direction === 'IN' ? amountFen : -amountFen),
          openingFen ?? 0,
        )
        needSame('the last balance', transactions.at(-1)?.balanceFen, sum)
      },
    },
    {
      name: 'query/holder',
      rule: 'holder.result names the holder and the state; an account that is not here is NOT_FOUND',
      async run(hub) {
        const { accountNo, accountName } = accountOf(books, 'partial')
        const found = await hub.ask('query.holder', { orderId: orderId(), accountNo, ...common })
        needSame('the holder', found.answer.body.account?.accountName, accountName)
        const none = await hub.ask('query.holder', {
          orderId: orderId(),
          accountNo: '6222000000000000',
          ...common,
        })
        needSame('an account elsewhere', none.answer.body.outcome, 'NOT_FOUND')
      },
    },
    {
      name: 'query/nothing-left-behind',
      rule: 'After all orders were released the account is as it was: nothing was stopped by what did not match',
      async run(hub) {
        const { accountNo } = accountOf(books, 'full')
        const { answer } = await hub.ask('query.holder', { orderId: orderId(), accountNo, ...common })
        needSame('the state', answer.body.state, 'ACTIVE')
      },
    },
  ]
}

function monthsBetween(from: string, to: string): number {
  const [start, end] = [shanghai(from), shanghai(to)]
  return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
}

function shanghai(at: string): Date {
  return new Date(Date.parse(at) + 8 * 3_600_000)
}

function hoursBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 3_600_000
}
