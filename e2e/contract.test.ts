import {
  AttachmentReplySchema,
  CheckBatchReplySchema,
  DisputeListSchema,
  DisputeReplySchema,
  FraudTypesReplySchema,
  MessageCheckReplySchema,
  ProblemSchema,
  ReceiptReplySchema,
  ReportListSchema,
  ReportReplySchema,
  VerdictModelReplySchema,
  VerdictSchema,
} from '@wuzei/contract'
import { errorCodes } from '@wuzei/domain'
import { reportBody, solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProofOfWorkReplySchema } from '../packages/hub/src/http/routes/proof-of-work-reply.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(async () => {
  await hub.stop()
})

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(hub.url + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json: unknown =
    text !== '' && /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
      ? JSON.parse(text)
      : undefined
  return { status: response.status, headers: response.headers, text, json }
}

/** Fails with the first difference between an answer and its schema. */
function expectFits(schema: TSchema, value: unknown): void {
  expect(Value.Errors(schema, value)).toEqual([])
  expect(Value.Check(schema, value)).toBe(true)
}

function expectProblem(answer: Awaited<ReturnType<typeof send>>, status: number, code: string): void {
  expect(answer.json, answer.text).toMatchObject({ status, code })
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expectFits(ProblemSchema, answer.json)
  expect(Object.keys(errorCodes)).toContain(code)
}

describe('replies fit their schemas', () => {
  it('checks', async () => {
    for (const value of [
      '13912345678',
      'https://example.com/a?b=1',
      '95588',
      '6222021234567890123',
      'a@b.cn',
    ])
      expectFits(VerdictSchema, (await send('GET', `/v1/check?value=${encodeURIComponent(value)}`)).json)
    const batch = await send('POST', '/v1/check', {
      values: ['95588', '', '?', 'x'.repeat(4096), '\u0000', '\ud800'],
    })
    expect(batch.status).toBe(200)
    expectFits(CheckBatchReplySchema, batch.json)
    const { results } = batch.json as { results: unknown[] }
    expect(results).toHaveLength(6)
    const message = await send('POST', '/v1/messages/check', {
      text: '请加微信 wxid_abc123 或打 13912345678，hxxp://a[.]top/x',
    })
    expectFits(MessageCheckReplySchema, message.json)
  })

  it('reports, receipts, disputes, files, lists', async () => {
    const challenge = await send('GET', '/v1/proof-of-work')
    expectFits(ProofOfWorkReplySchema, challenge.json)
    expect(challenge.headers.get('cache-control')).toBe('no-store')
    const body = await solvedReport(
      hub.client,
      reportBody('https://schema-check.top/x', {
        loss: { amountFen: 100, at: '2026-01-01T00:00:00+08:00' },
        contact: 'me@example.com',
        fraudType: 'F01',
      }),
    )
    const report = await send('POST', '/v1/reports', body)
    expect(report.status).toBe(201)
    expectFits(ReportReplySchema, report.json)
    const { receipt } = report.json as { receipt: string }
    expectFits(ReceiptReplySchema, (await send('GET', `/v1/reports/${receipt}`)).json)
    const dispute = await hub.client.dispute({
      value: 'schema-check.top',
      statement: 'this is my shop',
      proofOfWork: (await solvedReport(hub.client, {})).proofOfWork ?? '',
    })
    expectFits(DisputeReplySchema, dispute)
    expectFits(DisputeReplySchema, await hub.client.disputeStatus(dispute.receipt))
    expectFits(AttachmentReplySchema, await hub.client.upload(new Blob(['only words']), 'a.txt'))
    const reports = await send('GET', '/v1/admin/reports', undefined, hub.administrator)
    expectFits(ReportListSchema, reports.json)
    expect(reports.json).toMatchObject({
      reports: [{ contact: 'me@example.com', loss: { currency: 'CNY' } }],
      next: null,
    })
    const disputes = await send('GET', '/v1/admin/disputes', undefined, hub.administrator)
    expectFits(DisputeListSchema, disputes.json)
    expect(disputes.json).toMatchObject({ disputes: [{ statement: 'this is my shop' }] })
    expect(disputes.headers.get('cache-control')).toBe('no-store')
  })

  it('reference, health, log', async () => {
    expectFits(FraudTypesReplySchema, (await send('GET', '/v1/fraud-types')).json)
    expectFits(VerdictModelReplySchema, (await send('GET', '/v1/verdict-model')).json)
    expect(await send('GET', '/healthz')).toMatchObject({ status: 200, json: { status: 'ok' } })
    expect(await send('GET', '/readyz')).toMatchObject({ status: 200, json: { status: 'ready' } })
    const metrics = await send('GET', '/metrics')
    expect(metrics.text).toMatch(/^wuzei_index_entries \d+$/m)
    expect(metrics.text).toMatch(/^wuzei_http_requests_total\{.*route="\/v1\/check"/m)
    const log = await send('GET', '/v1/log/export', undefined, hub.administrator)
    const lines = log.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { record: string })
    expect(lines[0]).toEqual({ record: 'wuzei-log', version: 1 })
    expect(lines.filter((line) => line.record === 'event').length).toBeGreaterThan(2)
  })
})

describe('documentation', () => {
  it('is OpenAPI 3.1 and lists every route', async () => {
    const { json } = await send('GET', '/openapi.json')
    const api = json as { openapi: string; paths: Record<string, Record<string, { responses: object }>> }
    expect(api.openapi).toMatch(/^3\.1\./)
    const documented = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    // TAXII paths end in a slash, which the route table leaves out; a page for people is no part of the API.
    const withoutSlash = (line: string): string => (line.length > 5 ? line.replace(/\/$/, '') : line)
    const registered = hub.hub.server.routeTable.routes.flatMap(({ methods, url }) =>
      methods
        .filter(
          (method) =>
            method !== 'HEAD' &&
            !url.startsWith('/docs') &&
            url !== '/openapi.json' &&
            !url.startsWith('/retractions/'),
        )
        .map((method) => `${method} ${url.replaceAll(/(?<!:):(\w+)/g, '{$1}').replace('::', ':')}`),
    )
    expect(documented.map(withoutSlash).toSorted()).toEqual(registered.map(withoutSlash).toSorted())
    for (const methods of Object.values(api.paths))
      for (const { responses } of Object.values(methods))
        for (const status of Object.keys(responses)) expect(status).toMatch(/^([1-5]\d\d|[1-5]XX|default)$/)
    const page = await send('GET', '/docs')
    expect(page.headers.get('content-type')).toContain('text/html')
    for (const line of documented) expect(page.text).toContain(`<code>${line}</code>`)
    expect((await send('GET', '/docs/errors')).text).toContain('RECEIPT_INVALID')
  })
})

describe('the administrator key', () => {
  const guarded = () =>
    hub.hub.server.routeTable.routes
      .filter(({ url }) => url.startsWith('/v1/admin/') || url === '/v1/log/export')
      .flatMap(({ methods, url }) =>
        methods.map((method) => ({ method, path: url.replaceAll(/:\w+/g, '1') })),
      )

  it('guards every route of administration, whatever the body', async () => {
    const routes = guarded()
    expect(routes.length).toBeGreaterThan(9)
    for (const { method, path } of routes) {
      const wrong = [
        undefined,
        '',
        'Bearer',
        'Bearer wzk_',
        `Bearer wzk_${'A'.repeat(32)}`,
        'Basic d3prXzp4',
        `${hub.administrator.authorization}x`,
      ]
      for (const authorization of wrong) {
        const answer = await send(
          method,
          path,
          method === 'GET' || method === 'HEAD' ? undefined : '{"nonsense":',
          authorization === undefined ? {} : { authorization },
        )
        expect(answer.status, `${method} ${path} with ${authorization}`).toBe(401)
        expect(answer.headers.get('www-authenticate')).toBe('Bearer')
        if (method !== 'HEAD') expectProblem(answer, 401, 'UNAUTHENTICATED')
      }
      const right = await send(
        method,
        path,
        method === 'GET' || method === 'HEAD' ? undefined : {},
        hub.administrator,
      )
      expect(right.status, `${method} ${path} with the key`).not.toBe(401)
      expect(right.status).toBeLessThan(500)
    }
  })
})

describe('refusals', () => {
  const table = [
    ['GET', '/v1/check', undefined, 400, 'INDICATOR_EMPTY'],
    ['GET', '/v1/check?value=', undefined, 400, 'INDICATOR_EMPTY'],
    ['GET', '/v1/check?value=%20%20', undefined, 400, 'INDICATOR_EMPTY'],
    ['GET', '/v1/check?value=a&value=b', undefined, 400, 'BODY_INVALID'],
    ['GET', '/v1/check?value=1&kind=nothing', undefined, 400, 'BODY_INVALID'],
    ['GET', `/v1/check?value=${'a'.repeat(4097)}`, undefined, 400, 'BODY_INVALID'],
    ['GET', '/v1/check?value=%zz', undefined, 400, 'INDICATOR_UNRECOGNISED'],
    ['GET', '/v1/reports/%zz', undefined, 400, 'BODY_INVALID'],
    ['GET', '/nothing', undefined, 404, 'NOT_FOUND'],
    ['GET', '/v1/nothing', undefined, 404, 'NOT_FOUND'],
    ['GET', `/v1/reports/${'x'.repeat(65)}`, undefined, 400, 'BODY_INVALID'],
    ['GET', `/v1/reports/${'x'.repeat(500)}`, undefined, 404, 'NOT_FOUND'],
    ['DELETE', '/v1/check', undefined, 405, 'METHOD_NOT_ALLOWED'],
    ['GET', '/v1/reports', undefined, 405, 'METHOD_NOT_ALLOWED'],
    ['PUT', '/v1/reports/ABCD', undefined, 405, 'METHOD_NOT_ALLOWED'],
    ['POST', '/v1/check', '{"values":', 400, 'BODY_INVALID'],
    ['POST', '/v1/check', '', 400, 'BODY_INVALID'],
    ['POST', '/v1/check', 'null', 400, 'BODY_INVALID'],
    ['POST', '/v1/check', '[]', 400, 'BODY_INVALID'],
    ['POST', '/v1/check', {}, 400, 'BODY_INVALID'],
    ['POST', '/v1/check', { values: [] }, 400, 'BODY_INVALID'],
    ['POST', '/v1/check', { values: 'a' }, 400, 'BODY_INVALID'],
    ['POST', '/v1/check', { values: [1] }, 400, 'BODY_INVALID'],
    ['POST', '/v1/check', { values: Array.from({ length: 1001 }, () => '110') }, 400, 'BODY_INVALID'],
    ['POST', '/v1/check', '{"values":["1"],"__proto__":{"a":1}}', 400, 'BODY_INVALID'],
    ['POST', '/v1/check', '{"values":["1"],"constructor":{"prototype":{"a":1}}}', 400, 'BODY_INVALID'],
    ['POST', '/v1/check', `{"values":["${'x'.repeat(5_000_000)}"]}`, 413, 'BODY_TOO_LARGE'],
    ['POST', '/v1/messages/check', { text: '' }, 400, 'BODY_INVALID'],
    ['POST', '/v1/messages/check', { text: 'x'.repeat(65_537) }, 400, 'BODY_INVALID'],
    ['POST', '/v1/messages/check', `{"text":"${'x'.repeat(500_000)}"}`, 413, 'BODY_TOO_LARGE'],
    ['POST', '/v1/reports', `{"text":"${'x'.repeat(300_000)}"}`, 413, 'BODY_TOO_LARGE'],
    ['POST', '/v1/reports', { text: 'x'.repeat(20_001) }, 400, 'BODY_INVALID'],
    ['POST', '/v1/reports', { text: 'no work' }, 400, 'PROOF_OF_WORK_REQUIRED'],
    ['POST', '/v1/disputes', { value: '1', statement: '' }, 400, 'BODY_INVALID'],
    ['POST', '/v1/attachments', undefined, 400, 'ATTACHMENT_UNREADABLE'],
    ['GET', '/v1/reports/7K3M-9QXD-2HTV-1', undefined, 400, 'RECEIPT_INVALID'],
    ['GET', '/v1/log/proof/inclusion?seq=1', undefined, 400, 'BODY_INVALID'],
    ['GET', '/v1/log/proof/inclusion?seq=1&size=999999999999999', undefined, 404, 'NOT_FOUND'],
  ] as const
  const cases = table.map(([method, path, body, status, code]) => {
    const sent = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    return { name: `${method} ${path} ${sent}`.slice(0, 80), method, path, body, status, code }
  })
  it.each(cases)('$name is $status $code', async ({ method, path, body, status, code }) => {
    const answer = await send(method, path, body)
    expectProblem(answer, status, code)
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/GET|POST/)
  })

  it('another content type is 415, and a file that is too large 413', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])
      expectProblem(
        await send('POST', '/v1/reports', 'a=b', { 'content-type': type }),
        415,
        'MEDIA_TYPE_UNSUPPORTED',
      )
    const large = await fetch(`${hub.url}/v1/attachments`, {
      method: 'POST',
      body: new Uint8Array(10 * 1024 * 1024 + 1),
    })
    expect(large.status).toBe(413)
    expectFits(ProblemSchema, await large.json())
  })

  it('deep JSON and bytes that are no UTF-8 do no harm', async () => {
    const deep = `{"values":["95588"],"more":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect((await send('POST', '/v1/check', deep)).status).toBe(200)
    const nested = `{"values":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expectProblem(await send('POST', '/v1/check', nested), 400, 'BODY_INVALID')
    const bytes = Buffer.concat([
      Buffer.from('{"values":["'),
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('"]}'),
    ])
    const answer = await fetch(`${hub.url}/v1/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bytes,
    })
    expect(answer.status).toBeLessThan(500)
  })
})
