import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  OpeningCheckReply,
  PayeeListingPage,
  PaymentCheckReply,
  PaymentChecksPage,
} from '@wuzei/contract'
import {
  addClient,
  addOrganisation,
  addPerson,
  send,
  solvedReport,
  startTestHub,
  type TestHub,
} from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pino } from 'pino'
import { openCheckLog } from '../../payments/check-log.ts'
import { startHub } from '../../start-hub.ts'

type Headers = Readonly<Record<string, string>>

let hub: TestHub
let bank: { readonly id: string; readonly headers: Headers; readonly clientId: string }
let otherBank: Headers
let officer: Headers
let supervisor: Headers
let auditor: Headers

const account = '6222021234567890128'
const payment = {
  payee: { kind: 'bank-account', value: account, name: '张三' },
  payer: 'customer-1',
  amountFen: '1280050',
  channel: 'mobile',
}

beforeAll(async () => {
  hub = await startTestHub()
  const [first, second, city, audit] = [
    await addOrganisation(hub, { kind: 'bank' }),
    await addOrganisation(hub, { kind: 'payment-network' }),
    await addOrganisation(hub, { kind: 'police', region: 'cn/44/03' }),
    await addOrganisation(hub, { kind: 'auditor' }),
  ]
  const client = await addClient(hub, first.id, ['payments'])
  bank = { id: first.id, headers: client.headers, clientId: client.id }
  otherBank = (await addClient(hub, second.id, ['payments'])).headers
  officer = (await addPerson(hub, city.id, ['CTY_OFF'])).headers
  supervisor = (await addPerson(hub, city.id, ['CTY_SUP'])).headers
  auditor = (await addPerson(hub, audit.id, ['AUD'])).headers
}, 60_000)
afterAll(async () => await hub.stop())

async function check(body: unknown = payment, headers: Headers = bank.headers): Promise<PaymentCheckReply> {
  return await send(hub, 'POST', '/v1/payments/check', { headers, body })
}

async function codeOf(path: string, headers: Headers | undefined, body: unknown): Promise<string> {
  const response = await fetch(`${hub.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (response.ok) return String(response.status)
  const problem: { readonly code: string } = JSON.parse(await response.text())
  return problem.code
}

/** Another process of the hub may know of it a moment later. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not become so in 20 s')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function list(body: object): Promise<string> {
  const made: { readonly id: string } = await send(hub, 'POST', '/v1/payments/listings', {
    headers: officer,
    body: { reason: '涉案账户', reference: '某公刑字〔2026〕1号', days: 30, ...body },
  })
  return made.id
}
async function decide(id: string, decision: string, headers: Headers = supervisor): Promise<string> {
  return await codeOf(`/v1/payments/listings/${id}/decision`, headers, { decision })
}

test('a payment to somebody unknown goes on, and the record names nobody', async () => {
  const answer = await check()
  expect(answer).toMatchObject({ decision: 'allow', ruleIds: [], words: null, ask: [], holdMinutes: null })
  expect(Date.parse(answer.expiresAt) - Date.parse(answer.asOf)).toBe(60_000)
  const page: PaymentChecksPage = await send(hub, 'GET', '/v1/payments/checks', { headers: bank.headers })
  expect(page.checks[0]).toMatchObject({
    id: answer.id,
    purpose: 'ANTI_FRAUD_ONLY',
    askedBy: `client:${bank.clientId}`,
    decision: 'allow',
    amountFen: '1280050',
    outcome: null,
  })
  const rows = await hub.hub.context.database.pool.query('select * from payment_checks')
  const stored = JSON.stringify(rows.rows)
  for (const value of [account, account.slice(4, -4), '张三', 'customer-1'])
    expect(stored).not.toContain(value)
})

test('what cannot be read is refused with its code, and recorded nowhere', async () => {
  const path = '/v1/payments/check'
  const { checks }: PaymentChecksPage = await send(hub, 'GET', '/v1/payments/checks', {
    headers: bank.headers,
  })
  expect(await codeOf(path, bank.headers, { ...payment, amountFen: '12.5' })).toBe('AMOUNT_INVALID')
  expect(await codeOf(path, bank.headers, { ...payment, amountFen: 0 })).toBe('AMOUNT_INVALID')
  expect(await codeOf(path, bank.headers, { ...payment, currency: 'XYZ' })).toBe('CURRENCY_UNKNOWN')
  const nobody = { ...payment, payee: { kind: 'bank-account', value: 'nobody' } }
  expect(await codeOf(path, bank.headers, nobody)).toBe('PAYEE_INVALID')
  expect(await codeOf(path, bank.headers, { ...payment, channel: 'pigeon' })).toBe('BODY_INVALID')
  expect(await codeOf(path, undefined, payment)).toBe('UNAUTHENTICATED')
  expect(await codeOf(path, officer, payment)).toBe('FORBIDDEN')
  const after: PaymentChecksPage = await send(hub, 'GET', '/v1/payments/checks', { headers: bank.headers })
  expect(after.checks.length).toBe(checks.length)
})

test('a list entry takes two people, refuses in every process at once, and is lifted by one', async () => {
  // A second process on the same database.
  const second = await startHub({ ...hub.options, role: 'api' })
  try {
    const elsewhere = async (): Promise<PaymentCheckReply> => {
      const response = await fetch(`${second.url}/v1/payments/check`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bank.headers },
        body: JSON.stringify(payment),
      })
      const answer: PaymentCheckReply = JSON.parse(await response.text())
      return answer
    }
    const id = await list({ list: 'INVOLVED', subject: { kind: 'bank-account', value: account } })
    expect((await check()).decision).toBe('allow')
    expect(await decide(id, 'agree', officer)).toBe('FORBIDDEN')
    expect(await decide(id, 'agree')).toBe('204')
    await until(async () => (await check()).decision === 'refuse')
    await until(async () => (await elsewhere()).decision === 'refuse')
    const refused = await check({ ...payment, payee: { ...payment.payee, value: '6222 0212 3456 7890 128' } })
    expect(refused).toMatchObject({ ruleIds: ['list-involved'], release: null, ruleSet: 'CN-2024' })
    expect(refused.words?.title.zh).toBe('这笔钱没有转出')
    expect(refused.appeal?.link).toContain('/dispute')

    const { listings }: PayeeListingPage = await send(hub, 'GET', '/v1/payments/listings', {
      headers: officer,
    })
    expect(listings[0]).toMatchObject({ id, state: 'active', isOwn: true })
    expect(listings[0]?.shown).not.toContain(account)
    expect(listings[0]?.notice?.zh).toContain('反电信网络诈骗法')
    expect(await decide(id, 'agree')).toBe('LISTING_STATE')
    expect(
      await codeOf('/v1/payments/listings', officer, {
        list: 'INVOLVED',
        subject: { kind: 'bank-account', value: account },
        reason: 'r',
        reference: '1',
        days: 3,
      }),
    ).toBe('LISTING_STATE')

    await send(hub, 'POST', `/v1/payments/listings/${id}/lift`, {
      headers: officer,
      body: { reason: '弄错了' },
    })
    await until(async () => (await check()).decision === 'allow')
    await until(async () => (await elsewhere()).decision === 'allow')
    const events = await hub.hub.context.database.pool.query<{ type: string; payload: unknown }>(
      `select type, payload from events where subject = $1 order by id`,
      [`payee-listing:${id}`],
    )
    expect(events.rows.map(({ type }) => type)).toEqual([
      'payee-listing.proposed',
      'payee-listing.entered',
      'payee-listing.lifted',
    ])
    expect(JSON.stringify(events.rows)).not.toContain(account)
  } finally {
    await second.stop()
  }
}, 60_000)

test('the database itself refuses an entry of one person, and any change of a record', async () => {
  const { pool } = hub.hub.context.database
  const id = await list({ list: 'SUSPICIOUS', subject: { kind: 'phone-alias', value: '13800138000' } })
  await expect(
    pool.query(
      `update payee_listings set state = 'active', decided_by = proposed_by, decided_at = now() where id = $1`,
      [id],
    ),
  ).rejects.toThrow(/check/)
  await expect(pool.query(`update payee_listings set reason = 'x' where id = $1`, [id])).rejects.toThrow()
  expect(await decide(id, 'withdraw')).toBe('FORBIDDEN')
  expect(await decide(id, 'withdraw', officer)).toBe('204')
  await expect(pool.query(`update payment_checks set decision = 'allow'`)).rejects.toThrow(/append-only/)
  await expect(pool.query('delete from payment_checks')).rejects.toThrow(/append-only/)
})

test('opening an account: hit or no hit by name and document together, and nothing of the case', async () => {
  const holder = { name: '李四', idType: 'id-card', idNumber: '11010519491231002X' }
  const ask = async (about: object): Promise<OpeningCheckReply> =>
    await send(hub, 'POST', '/v1/accounts/opening-check', {
      headers: bank.headers,
      body: { holder: { ...holder, ...about } },
    })
  const id = await list({
    list: 'SANCTIONED',
    subject: holder,
    sanctionClass: 'administrative',
    days: 730,
    reason: '出租银行卡',
  })
  expect(await ask({})).toMatchObject({ answer: 'no-hit', basis: null, relief: null })
  expect(await decide(id, 'agree')).toBe('204')
  await until(async () => (await ask({})).answer === 'hit')
  const hit = await ask({ idNumber: '1101 0519 4912 3100 2x' })
  expect(hit).toMatchObject({ answer: 'hit', basis: { list: 'SANCTIONED', class: 'administrative' } })
  expect(hit.relief?.link).toContain('/dispute')
  expect(JSON.stringify(hit)).not.toMatch(/出租银行卡|某公刑字/)
  expect((await ask({ name: '王五' })).answer).toBe('no-hit')
  expect(
    await codeOf('/v1/accounts/opening-check', bank.headers, {
      holder: { ...holder, idNumber: '110105194912310021' },
    }),
  ).toBe('HOLDER_INVALID')
  expect(await codeOf('/v1/accounts/opening-check', officer, { holder })).toBe('FORBIDDEN')
  // Who organises is identified by the province.
  const organiser = await list({
    list: 'SANCTIONED',
    subject: { ...holder, name: '赵六' },
    sanctionClass: 'organiser',
  })
  expect(await decide(organiser, 'agree')).toBe('LISTING_LEVEL')
})

test('an upheld dispute takes the payee off its list at once, decided by somebody else than who listed it', async () => {
  const value = '4111111111111111'
  const about = { ...payment, payee: { kind: 'bank-account', value } }
  const id = await list({ list: 'INVOLVED', subject: { kind: 'bank-account', value } })
  expect(await decide(id, 'agree')).toBe('204')
  await until(async () => (await check(about)).decision === 'refuse')
  const { proofOfWork = '' } = await solvedReport(hub.client, {})
  await hub.client.dispute({ value, statement: '这是我的工资卡', proofOfWork })
  const { disputes }: { disputes: readonly { readonly id: string }[] } = await send(
    hub,
    'GET',
    '/v1/admin/disputes',
    { headers: hub.administrator },
  )
  const path = `/v1/admin/disputes/${disputes[0]?.id}/decision`
  const upheld = { state: 'upheld', explanation: '核实为本人工资卡' }
  expect(await codeOf(path, supervisor, upheld)).toBe('FORBIDDEN')
  await send(hub, 'POST', path, { headers: hub.administrator, body: upheld })
  await until(async () => (await check(about)).decision !== 'refuse')
})

test('the same request key gives the same answer, and another request with it is refused', async () => {
  const headers = { ...bank.headers, 'idempotency-key': 'payment-0001' }
  const first = await check(payment, headers)
  expect(await check(payment, headers)).toEqual(first)
  expect((await check(payment)).id).not.toBe(first.id)
  expect(await codeOf('/v1/payments/check', headers, { ...payment, amountFen: 1 })).toBe(
    'IDEMPOTENCY_MISMATCH',
  )
  expect((await check(payment, { ...otherBank, 'idempotency-key': 'payment-0001' })).id).not.toBe(first.id)
  const page: PaymentChecksPage = await send(hub, 'GET', '/v1/payments/checks', { headers: bank.headers })
  expect(page.checks.filter(({ id }) => id === first.id)).toHaveLength(1)
})

test('outcomes are told by whoever asked, counted by rule, and read by auditors', async () => {
  const { id } = await check({ ...payment, context: { screenShared: true } })
  const path = `/v1/payments/checks/${id}/outcome`
  expect(await codeOf(path, otherBank, { outcome: 'paid' })).toBe('CHECK_UNKNOWN')
  expect(await codeOf(path, bank.headers, { outcome: 'cancelled' })).toBe('204')
  expect(await codeOf(path, bank.headers, { outcome: 'scam-confirmed' })).toBe('204')
  const own: PaymentChecksPage = await send(hub, 'GET', '/v1/payments/checks', { headers: bank.headers })
  expect(own.checks[0]).toMatchObject({ id, outcome: 'scam-confirmed', decision: 'hold' })
  const theirs: PaymentChecksPage = await send(hub, 'GET', '/v1/payments/checks', { headers: otherBank })
  expect(theirs.checks.map(({ organisationId }) => organisationId)).not.toContain(bank.id)
  const all: PaymentChecksPage = await send(hub, 'GET', '/v1/payments/checks', { headers: auditor })
  expect(all.checks.some((row) => row.id === id)).toBe(true)
  const statistics: { rules: readonly object[] } = await send(hub, 'GET', '/v1/payments/statistics', {
    headers: bank.headers,
  })
  expect(statistics.rules).toContainEqual({
    rule: 'screen-shared',
    fired: 1,
    told: 1,
    cancelled: 0,
    scams: 1,
    falseAlarms: 0,
  })
})

test('who is revoked is out, although nobody asks the database for a key known a moment ago', async () => {
  const made = await addClient(hub, bank.id, ['payments'])
  await check(payment, made.headers)
  await check(payment, made.headers)
  await send(hub, 'DELETE', `/v1/alliance/clients/${made.id}`, { headers: hub.administrator })
  await until(async () => (await codeOf('/v1/payments/check', made.headers, payment)) === 'UNAUTHENTICATED')
})

function recordOf(id: string): object {
  return {
    row_id: id,
    id,
    kind: 'payment',
    organisation_id: bank.id,
    asked_by: 'client:1',
    asked_at: '2026-01-01T00:00:00Z',
    subject_kind: 'wallet',
    subject_digest: `\\x${'ab'.repeat(32)}`,
    decision: 'allow',
    rule_ids: [],
    rule_set: 'CN-2024',
    keep_until: '2036-01-01T00:00:00Z',
  }
}

test('when too many records wait, no more answers are given; what was put is written later', async () => {
  const { database } = hub.hub.context
  const log = await openCheckLog(database, {
    directory: join(hub.options.dataDirectory, 'small-log'),
    logger: pino({ level: 'silent' }),
    mostWaiting: 2,
  })
  const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  const holder = await database.pool.connect()
  try {
    await holder.query('begin')
    await holder.query('lock table payment_checks in exclusive mode')
    for (const id of ids.slice(0, 2)) log.record(JSON.stringify(recordOf(id)))
    expect(() => log.record(JSON.stringify(recordOf(ids[2] ?? '')))).toThrow(
      expect.objectContaining({ code: 'OVERLOADED', retryAfterS: 1 }),
    )
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  await log.flushed()
  expect(log.waiting()).toBe(0)
  const found = await database.pool.query('select 1 from payment_checks where id = any($1)', [ids])
  expect(found.rowCount).toBe(2)
  await log.stop()
  expect(await readdir(join(hub.options.dataDirectory, 'small-log'))).toEqual([])
})

test('records that a process left behind are written by the next, each once', async () => {
  const { pool } = hub.hub.context.database
  const directory = join(hub.options.dataDirectory, 'payment-checks')
  const id = crypto.randomUUID()
  const left = recordOf(id)
  // The second line was cut off by the crash, so its answer was never given.
  await writeFile(join(directory, '999999999-dead.spool'), `${JSON.stringify(left)}\n{"row_id":"`)
  await writeFile(join(directory, '999999999-bent.spool'), 'not a record\n')
  for (let times = 0; times < 2; times += 1) {
    const next = await startHub({ ...hub.options, role: 'api', logger: pino({ level: 'silent' }) })
    await next.stop()
  }
  const found = await pool.query('select 1 from payment_checks where id = $1', [id])
  expect(found.rowCount).toBe(1)
  const names = await readdir(directory)
  expect(names.filter((name) => name.startsWith('999999999'))).toEqual(['999999999-bent.spool.rejected'])
}, 60_000)
