import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NumberAction, OrderMessages } from '@wuzei/contract/orders'
import { beforeEach, expect, test } from 'vitest'
import { decideNumberResume, decideNumberStop } from './decide-number.ts'
import { mayConnect, openSubscribers, type SubscriberBase } from './subscribers.ts'

const file = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../vectors/orders/operator-subscribers.json'), 'utf8'),
)
const nowMs = Date.parse('2026-03-02T12:00:00+08:00')
const { plain, double: friend } = file.roles
let base: SubscriberBase
beforeEach(() => {
  base = openSubscribers(file)
})

const envelope = { v: 1 as const, id: 'i', from: 'h', to: 'o', issuedAt: '', expiresAt: '', inReplyTo: null }
const common = {
  reason: '',
  approval: { organ: 'o', createdBy: 'a', approvedBy: 'b', approvedAt: '2026-03-02T11:00:00+08:00' },
}

function stop(orderId: string, action: NumberAction) {
  const body: OrderMessages['number.stop']['body'] = {
    ...common,
    orderId,
    caseId: 'c',
    number: plain,
    numberKind: 'MOBILE',
    action,
    cause: 'CASE',
    scope: 'NUMBER',
    namedNumbers: [],
    seen: [{ at: file.roles.seenAt }],
    noticeDelayHours: 0,
  }
  return decideNumberStop(base, { ...envelope, serial: `s-${orderId}`, type: 'number.stop', body }, nowMs)
}

function resume(orderId: string) {
  const body = { ...common, orderId, number: plain, cause: 'APPEAL_UPHELD' as const }
  return decideNumberResume(base, { ...envelope, serial: 'r', type: 'number.resume', body }, nowMs)
}

const connects = () => [mayConnect(base, plain, friend), mayConnect(base, friend, plain)]

test('one-way stops outgoing calls only, two-way both, and the resume of both restores both', () => {
  expect(connects()).toEqual([true, true])
  stop('one', 'ONE_WAY')
  expect(connects()).toEqual([false, true])
  stop('two', 'TWO_WAY')
  expect(connects()).toEqual([false, false])
  resume('two')
  expect(connects()).toEqual([false, true])
  resume('one')
  expect(connects()).toEqual([true, true])
})

test('blocked transfers leave the calls themselves alone', () => {
  stop('one', 'TRANSFER_BLOCK')
  expect(connects()).toEqual([true, true])
})
