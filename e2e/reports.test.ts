import { addOfficer, solvedReport, reportBody, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accepted, administer, levelOf, report, send, wideLimits } from './acting-people.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub({ limits: wideLimits, trustProxy: '127.0.0.1' })
})
afterAll(async () => {
  await hub.stop()
})

async function countOf(table: string): Promise<number> {
  const found = await hub.hub.context.database.pool.query<{ count: string }>(`select count(*) from ${table}`)
  return Number(found.rows[0]?.count)
}

describe('the same report', () => {
  it('again with new work is the same receipt and one report', async () => {
    const body = reportBody('https://again.top/a', { device: 'd-again' })
    const first = await report(hub, body)
    const before = [await countOf('reports'), await countOf('evidence'), await countOf('events')]
    const second = await report(hub, body)
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.json).toMatchObject({ receipt: first.json['receipt'], duplicate: true })
    expect([await countOf('reports'), await countOf('evidence'), await countOf('events')]).toEqual(before)
    const other = await accepted(hub, { ...body, device: 'd-other' })
    expect(other.receipt).not.toBe(first.json['receipt'])
  })

  it('again with the same work, by a sender who never got the answer, is the same receipt', async () => {
    const body = await solvedReport(hub.client, reportBody('https://retry.top/a', { device: 'd-retry' }))
    const first = await send(hub, 'POST', '/v1/reports', body)
    const second = await send(hub, 'POST', '/v1/reports', body)
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.json['receipt']).toBe(first.json['receipt'])
  })

  it('ten times at once, with the same work and with work of its own', async () => {
    const shared = await solvedReport(hub.client, reportBody('https://ten.top/a', { device: 'd-ten' }))
    const own = await Promise.all(
      Array.from({ length: 5 }, async () => await solvedReport(hub.client, shared)),
    )
    const before = await countOf('reports')
    const answers = await Promise.all(
      [shared, shared, shared, shared, shared, ...own].map(
        async (body) => await send(hub, 'POST', '/v1/reports', body),
      ),
    )
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: 9 }, () => 200),
      201,
    ])
    expect(new Set(answers.map((answer) => answer.json['receipt'])).size).toBe(1)
    expect((await countOf('reports')) - before).toBe(1)
  })
})

describe('proof of work', () => {
  it('is demanded, checked, and good for one report', async () => {
    const missing = await send(hub, 'POST', '/v1/reports', reportBody('https://work.top/a'))
    expect(missing.json).toMatchObject({ code: 'PROOF_OF_WORK_REQUIRED', status: 400 })
    for (const proofOfWork of ['x', 'e30=', Buffer.from('{"challenge":1}').toString('base64')]) {
      const wrong = await send(hub, 'POST', '/v1/reports', reportBody('https://work.top/a', { proofOfWork }))
      expect(wrong.json).toMatchObject({ code: 'PROOF_OF_WORK_INVALID' })
    }
    const solved = await solvedReport(hub.client, reportBody('https://work.top/a'))
    expect((await send(hub, 'POST', '/v1/reports', solved)).status).toBe(201)
    const replayed = await send(hub, 'POST', '/v1/reports', {
      ...solved,
      ...reportBody('https://work.top/b'),
    })
    expect(replayed.json).toMatchObject({ code: 'PROOF_OF_WORK_INVALID', status: 400 })
    const disputed = await send(hub, 'POST', '/v1/disputes', {
      value: 'work.top',
      statement: 'mine',
      proofOfWork: solved.proofOfWork,
    })
    expect(disputed.json).toMatchObject({ code: 'PROOF_OF_WORK_INVALID' })
  })

  it('is not spent by a report that is refused', async () => {
    const solved = await solvedReport(
      hub.client,
      reportBody('https://refused.top/a', { attachments: ['0'.repeat(64)] }),
    )
    expect((await send(hub, 'POST', '/v1/reports', solved)).json).toMatchObject({
      code: 'ATTACHMENT_UNKNOWN',
    })
    const { attachments: _none, ...corrected } = solved
    expect((await send(hub, 'POST', '/v1/reports', corrected)).status).toBe(201)
  })
})

describe('a report is refused as a whole', () => {
  it.each([
    ['an unknown fraud type', { fraudType: 'F99.99' }, 'FRAUD_TYPE_UNKNOWN'],
    ['nothing in it', { text: '  ', indicators: [] }, 'REPORT_EMPTY'],
    ['a value that is none', { indicators: [{ value: '???' }] }, 'INDICATOR_UNRECOGNISED'],
    ['an empty value', { indicators: [{ value: '' }] }, 'INDICATOR_EMPTY'],
    ['a file that was never uploaded', { attachments: ['ab'.repeat(32)] }, 'ATTACHMENT_UNKNOWN'],
    ['a day that does not exist', { occurredAt: '2026-02-30T10:00:00Z' }, 'BODY_INVALID'],
    ['an hour that does not exist', { occurredAt: '2026-02-20T25:00:00Z' }, 'BODY_INVALID'],
    ['a year before people', { loss: { amountFen: 1, at: '0000-01-01T00:00:00Z' } }, 'BODY_INVALID'],
    ['a contact that is a name', { contact: '张三' }, 'CONTACT_INVALID'],
    ['a contact that is everybody’s', { contact: '110' }, 'CONTACT_INVALID'],
    ['a contact one digit short', { contact: '1391234567' }, 'CONTACT_INVALID'],
    ['a contact that holds NUL', { contact: 'a\u0000b' }, 'CONTACT_INVALID'],
    ['money below zero', { loss: { amountFen: -1 } }, 'BODY_INVALID'],
    ['half a fen', { loss: { amountFen: 0.5 } }, 'BODY_INVALID'],
    [
      'links too long together',
      {
        indicators: Array.from({ length: 50 }, (_, index) => ({
          value: `https://long${index}.top/${'a'.repeat(4000)}`,
        })),
      },
      'BODY_TOO_LARGE',
    ],
  ])('with %s', async (_name, more, code) => {
    const before = [await countOf('reports'), await countOf('indicators'), await countOf('events')]
    const answer = await report(hub, reportBody('https://whole.top/a', more))
    expect(answer.json).toMatchObject({ code })
    expect([await countOf('reports'), await countOf('indicators'), await countOf('events')]).toEqual(before)
  })
})

it('names fifty long things in one report', async () => {
  const indicators = Array.from({ length: 50 }, (_, index) => ({
    value: `https://fifty${index}.top/${'a'.repeat(700)}`,
  }))
  const taken = await accepted(hub, { indicators, text: '这些网站都是同一伙人的，骗我充值'.repeat(20) })
  expect(taken.indicators).toHaveLength(50)
  await hub.settled()
  for (const index of [0, 49])
    expect((await hub.client.check(`fifty${index}.top`)).evidence).toMatchObject([{ count: 1 }])
})

it('takes any text that people paste, halves of characters and NUL included', async () => {
  const odd = { text: 'odd \u0000 text \ud83d', contact: '139 1234 5678', device: 'x\u0000y\ud800' }
  const taken = await accepted(hub, reportBody('https://odd.top/a', odd))
  const listed = await administer(hub, 'GET', 'reports')
  expect(JSON.stringify(listed.json)).toContain('odd \\u0000 text')
  expect((await hub.client.receipt(taken.receipt)).status).toBe('received')
  const nul = await report(
    hub,
    reportBody('x', { indicators: [{ value: 'wxid_\u0000abc', kind: 'messenger' }] }),
  )
  expect(nul.status).toBe(400)
})

describe('weight', () => {
  it('one reporter counts once, whatever the number of reports', async () => {
    for (let index = 0; index < 8; index += 1)
      await accepted(
        hub,
        reportBody('https://one-person.top/a', {
          device: 'd-one',
          text: `story number ${index} of the same person`,
        }),
      )
    const once = await accepted(hub, reportBody('https://one-report.top/a', { device: 'd-two' }))
    await hub.settled()
    const many = await hub.client.check('https://one-person.top/a')
    const single = await hub.client.check('https://one-report.top/a')
    expect(many.evidence).toMatchObject([{ count: 8, independent: 1 }])
    expect(many.score).toBeCloseTo(single.score, 2)
    expect(once.indicators[0]?.level).toBe('unknown')
  })

  it('five independent people bring a clean site to suspicious or above, and an echo adds nothing', async () => {
    const value = 'https://five-people.top/a'
    for (let index = 1; index <= 5; index += 1)
      await accepted(
        hub,
        reportBody(value, {
          device: `d-five-${index}`,
          text:
            [
              'I paid and nothing came',
              'they took my deposit',
              'fake shop with stolen pictures',
              '客服让我转账到个人账户',
              '付款后被拉黑',
            ][index - 1] ?? '',
        }),
        `198.51.${index}.7`,
      )
    expect(['suspicious', 'high']).toContain(await levelOf(hub, value))
    const before = await hub.client.check(value)
    for (let index = 0; index < 5; index += 1)
      await accepted(hub, { indicators: [{ value }], device: `d-echo-${index}` }, `203.0.${index}.9`)
    await hub.settled()
    const after = await hub.client.check(value)
    expect(after.score).toBeCloseTo(before.score, 3)
    expect(after.level).toBe(before.level)
    const basis = { indicators: [{ value: 'https://only-echo.top/a' }], basis: 'wuzei-verdict' as const }
    await accepted(hub, basis)
    expect((await hub.client.check('https://only-echo.top/a')).level).toBe('unknown')
  })
})

describe('receipts', () => {
  it('tell mistyped from unknown, and never show a value', async () => {
    const { receipt } = await accepted(hub, reportBody('+8613700001111', { contact: 'secret@example.com' }))
    expect(receipt).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}-[0-9A-Z]$/)
    const typed = await send(hub, 'GET', `/v1/reports/${receipt.toLowerCase().replaceAll('-', '%20')}`)
    expect(typed.json).toMatchObject({ receipt, status: 'received' })
    expect(JSON.stringify(typed.json)).not.toMatch(/13700001111|secret|wanted money/)
    const changed = `${receipt[0] === '0' ? '1' : '0'}${receipt.slice(1)}`
    expect((await send(hub, 'GET', `/v1/reports/${changed}`)).json).toMatchObject({ code: 'RECEIPT_INVALID' })
    const { formatReceipt } = await import('@wuzei/domain')
    const foreign = formatReceipt(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]))
    expect((await send(hub, 'GET', `/v1/reports/${foreign}`)).json).toMatchObject({
      code: 'RECEIPT_UNKNOWN',
      status: 404,
    })
    expect((await send(hub, 'GET', `/v1/disputes/${receipt}`)).json).toMatchObject({
      code: 'DISPUTE_UNKNOWN',
    })
  })

  it('follow the decisions of the checker, who may change their mind', async () => {
    const value = 'https://decided.top/a'
    const { receipt } = await accepted(hub, reportBody(value, { device: 'd-decided' }))
    const listed = await administer(hub, 'GET', 'reports')
    const reports = listed.json['reports'] as { id: string; text: string | null }[]
    const id = reports.find((item) => item.text?.includes('decided.top'))?.id ?? ''
    const officer = (await addOfficer(hub)).headers
    // One confirms, and another one corrects it.
    const said = async (status: string, correction?: boolean) =>
      await send(
        hub,
        'POST',
        `/v1/admin/reports/${id}/decision`,
        {
          status,
          reason: `called back: ${status}`,
          ...(correction === undefined ? {} : { correction }),
        },
        status === 'rejected' ? hub.administrator : officer,
      )
    const decide = async (status: string, correction?: boolean) => (await said(status, correction)).status
    expect((await said('confirmed', true)).json).toMatchObject({ code: 'REPORT_UNDECIDED', status: 409 })
    expect(await decide('reviewing')).toBe(204)
    expect(await decide('confirmed')).toBe(204)
    expect(await levelOf(hub, value)).toBe('confirmed')
    const records = async () =>
      (
        await hub.hub.context.database.pool.query<{ alpha: number; beta: number }>(
          `select alpha, beta from sources where id = 'public'`,
        )
      ).rows[0]
    const learned = await records()
    expect((await said('confirmed')).json).toMatchObject({ code: 'REPORT_DECIDED', status: 409 })
    expect((await said('rejected')).json).toMatchObject({ code: 'REPORT_DECIDED', status: 409 })
    expect(await levelOf(hub, value)).toBe('confirmed')
    expect(await decide('reviewing')).toBe(204)
    expect(await decide('confirmed')).toBe(204)
    expect(await records()).toEqual(learned)
    const reporter = async () =>
      (
        await hub.hub.context.database.pool.query<{ alpha: number; beta: number }>(
          `select r.alpha, r.beta from reporters r join evidence e on e.reporter = r.pseudonym
            where e.statement = $1 limit 1`,
          [id],
        )
      ).rows[0]
    expect(await reporter()).toEqual({ alpha: 1, beta: 0 })
    expect(await decide('rejected', true)).toBe(204)
    expect(await reporter()).toEqual({ alpha: 0, beta: 1 })
    expect((await records())?.alpha).toBeCloseTo((learned?.alpha ?? 0) - 1)
    expect(await levelOf(hub, value)).toBe('unknown')
    const shown = await hub.client.receipt(receipt)
    expect(shown.status).toBe('rejected')
    expect(shown.timeline.map((line) => line.code)).toEqual([
      'RECEIVED',
      'REVIEWING',
      'CONFIRMED',
      'REVIEWING',
      'CONFIRMED',
      'REJECTED',
    ])
    const line = (code: string, correction: boolean) =>
      expect.objectContaining({ code, correction, reason: `called back: ${code.toLowerCase()}` })
    expect(shown.timeline).toContainEqual(line('CONFIRMED', false))
    expect(shown.timeline).toContainEqual(line('REJECTED', true))
    expect(shown.timeline.at(-1)?.text.zh).toContain('更正')
    expect(shown.timeline.find(({ code }) => code === 'REVIEWING')?.reason).toBeNull()
    expect(shown.next.lookAgainAt).toBeNull()
    expect(await decide('confirmed', true)).toBe(204)
    expect(await levelOf(hub, value)).toBe('confirmed')
    expect(await reporter()).toEqual({ alpha: 1, beta: 0 })
    const events = await hub.hub.context.database.pool.query<{ payload: { correction: boolean } }>(
      `select payload from events where type = 'report.decided' and subject = $1 order by seq`,
      [`report:${id}`],
    )
    expect(events.rows.map(({ payload }) => payload.correction)).toEqual([false, true, true])
    expect(
      (await administer(hub, 'POST', 'reports/999999/decision', { status: 'rejected', reason: 'x' })).status,
    ).toBe(404)
  })

  it('weigh a confirmation as the organisation of whoever gives it: a key of the hub is no police', async () => {
    const officer = (await addOfficer(hub)).headers
    const confirmed = async (value: string, headers: Readonly<Record<string, string>>) => {
      await accepted(hub, reportBody(value, { device: `d-${value}` }))
      const { json } = await administer(hub, 'GET', 'reports')
      const reports = json['reports'] as { id: string; text: string | null }[]
      const id = reports.find((item) => item.text?.includes(value))?.id
      const decision = { status: 'confirmed', reason: 'called back' }
      expect((await send(hub, 'POST', `/v1/admin/reports/${id}/decision`, decision, headers)).status).toBe(
        204,
      )
      const level = await levelOf(hub, value)
      const { evidence } = await hub.client.check(value)
      return { level, said: evidence.map(({ source }) => source).filter((source) => source !== 'citizen') }
    }
    expect(await confirmed('by-a-key.top', hub.administrator)).toEqual({
      level: 'suspicious',
      said: ['member'],
    })
    expect(await confirmed('by-the-police.top', officer)).toEqual({ level: 'confirmed', said: ['police'] })
  })

  it('tell what the report says of the loss, who looks at it next, and when to look again', async () => {
    const at = '2026-03-01T01:30:00.000Z'
    const paid = await accepted(
      hub,
      reportBody('https://paid.top/a', { device: 'd-paid', loss: { amountFen: 1_280_050, at } }),
    )
    const shown = await hub.client.receipt(paid.receipt)
    expect(shown.loss).toEqual({ amountFen: 1_280_050, currency: 'CNY', at })
    expect(shown.next.text.zh).toContain('工作人员')
    expect(Date.parse(shown.next.lookAgainAt ?? '')).toBeGreaterThan(Date.now() + 3_600_000)
    const someSum = await accepted(hub, reportBody('https://paid.top/b', { device: 'd-some', loss: { at } }))
    expect((await hub.client.receipt(someSum.receipt)).loss).toEqual({ amountFen: null, currency: 'CNY', at })
    const none = await accepted(hub, reportBody('https://paid.top/c', { device: 'd-none' }))
    expect((await hub.client.receipt(none.receipt)).loss).toBeNull()
    const listed = await administer(hub, 'GET', 'reports')
    const losses = (listed.json['reports'] as { text: string; loss: object | null }[])
      .filter(({ text }) => text?.includes('paid.top'))
      .map(({ loss }) => loss)
    expect(losses).toEqual([
      { amountFen: 1_280_050, currency: 'CNY', at },
      { amountFen: null, currency: 'CNY', at },
      null,
    ])
  })

  it('say so when a dispute about what was reported is upheld', async () => {
    const value = 'https://honest-shop-5.top/a'
    const { receipt } = await accepted(hub, reportBody(value, { device: 'd-honest' }))
    await hub.settled()
    const disputed = await hub.client.dispute({
      value,
      statement: 'my shop',
      contact: 'owner@honest-shop-5.top',
      proofOfWork: (await solvedReport(hub.client, {})).proofOfWork ?? '',
    })
    const { json } = await administer(hub, 'GET', 'disputes')
    const [dispute] = json['disputes'] as { id: string; contact: string; canonical: string }[]
    expect(dispute?.contact).toBe('owner@honest-shop-5.top')
    await administer(hub, 'PUT', 'pins', { value: dispute?.canonical, level: 'high', reason: 'looked bad' })
    expect(await levelOf(hub, value)).toBe('high')
    await administer(hub, 'POST', `disputes/${dispute?.id}/decision`, {
      state: 'upheld',
      explanation: 'a real shop',
    })
    await hub.settled()
    expect(await hub.client.disputeStatus(disputed.receipt)).toMatchObject({
      state: 'upheld',
      level: 'unknown',
    })
    const verdict = await hub.client.check(dispute?.canonical ?? '')
    expect(verdict).toMatchObject({ level: 'unknown', pinnedBy: null })
    const shown = await hub.client.receipt(receipt)
    const withdrawn = shown.indicators.some((indicator) => indicator.withdrawn)
    expect(withdrawn).toBe(true)
    expect(shown.timeline.at(-1)).toMatchObject({ code: 'WITHDRAWN', correction: false })
  })

  it('a dispute is refused with a contact that reaches nobody', async () => {
    const { proofOfWork } = await solvedReport(hub.client, {})
    const body = { value: 'x-contact.top', statement: 'mine', contact: '微信 abc', proofOfWork }
    expect((await send(hub, 'POST', '/v1/disputes', body)).json).toMatchObject({ code: 'CONTACT_INVALID' })
  })
})
