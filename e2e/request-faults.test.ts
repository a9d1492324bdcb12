import { solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administer, send } from './acting-people.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(async () => {
  await hub.stop()
})

describe('what does not fit is told by place and expectation:', () => {
  const cases = [
    ['a missing field', 'POST', '/v1/messages/check', {}, 'body', '#/text', '"text" is missing.'],
    ['a wrong type', 'POST', '/v1/check', { values: [1] }, 'body', '#/values/0', '"values[0]" must be text.'],
    [
      'a number with a fraction',
      'POST',
      '/v1/reports',
      { loss: { amountFen: 1.5 } },
      'body',
      '#/loss/amountFen',
      '"loss.amountFen" must be a whole number.',
    ],
    [
      'a text that is too long',
      'POST',
      '/v1/reports',
      { text: 'x'.repeat(20_001) },
      'body',
      '#/text',
      '"text" must be at most 20,000 characters long.',
    ],
    [
      'a list that is too long',
      'POST',
      '/v1/check',
      { values: Array.from({ length: 1001 }, () => '110') },
      'body',
      '#/values',
      '"values" must have at most 1,000 entries.',
    ],
    [
      'an empty list',
      'POST',
      '/v1/check',
      { values: [] },
      'body',
      '#/values',
      '"values" must have at least 1 entry.',
    ],
    [
      'an unknown value of an enumeration',
      'POST',
      '/v1/reports',
      { locale: 'fr' },
      'body',
      '#/locale',
      '"locale" must be one of zh, en.',
    ],
    [
      'a form that is not kept',
      'POST',
      '/v1/reports',
      { occurredAt: 'yesterday' },
      'body',
      '#/occurredAt',
      '"occurredAt" must be written as an RFC 3339 instant with an offset, such as 2026-03-01T09:00:00+08:00.',
    ],
    ['no object at all', 'POST', '/v1/check', '[]', 'body', '#', 'The body must be a JSON object.'],
    [
      'malformed JSON',
      'POST',
      '/v1/check',
      '{"values":',
      'body',
      '#',
      'The body is not valid JSON; send a JSON object in UTF-8.',
    ],
    ['no body', 'POST', '/v1/check', '', 'body', '#', 'The body is empty; send a JSON object.'],
    [
      'a query parameter that is missing',
      'GET',
      '/v1/log/proof/inclusion?seq=1',
      undefined,
      'query',
      '#/size',
      'The query parameter "size" is missing.',
    ],
  ] as const
  it.each(cases)('%s', async (_name, method, path, body, place, pointer, detail) => {
    const response = await fetch(hub.url + path, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'content-type': 'application/json' },
            body: typeof body === 'string' ? body : JSON.stringify(body),
          }),
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toEqual({
      type: '/docs/errors#BODY_INVALID',
      title: 'The request does not fit its schema',
      status: 400,
      code: 'BODY_INVALID',
      detail,
      errors: [{ in: place, pointer, detail }],
    })
  })

  it('every indicator of a report that is none is named by its place', async () => {
    const indicators = [{ value: '乱七八糟' }, { value: '13912345678' }, { value: 'abc', kind: 'phone' }]
    const body = await solvedReport(hub.client, {})
    const answer = await send(hub, 'POST', '/v1/reports', { ...body, indicators })
    expect(answer).toMatchObject({
      status: 400,
      json: {
        code: 'INDICATOR_UNRECOGNISED',
        errors: [
          { in: 'body', pointer: '#/indicators/0/value' },
          { in: 'body', pointer: '#/indicators/2/value' },
        ],
      },
    })
    expect(JSON.stringify(answer.json)).not.toMatch(/乱七八糟|13912345678/)
  })

  it('a value is never repeated', async () => {
    const answer = await send(hub, 'GET', '/v1/check?value=1&kind=13912345678')
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.json)).not.toContain('13912345678')
    expect(answer.json['detail']).toContain('The query parameter "kind" must be one of phone,')
  })
})

it('a consistency proof from the newer to the older tree is 400', async () => {
  for (const query of ['from=2&to=1', 'from=0&to=1', 'from=999999&to=999998'])
    expect(await send(hub, 'GET', `/v1/log/proof/consistency?${query}`)).toMatchObject({
      status: 400,
      json: { code: 'LOG_RANGE_INVALID' },
    })
  expect((await send(hub, 'GET', '/v1/log/proof/consistency?from=1&to=999999999')).status).toBe(404)
})

it('lifting a pin that is not there is 404 and no event', async () => {
  const events = async () =>
    (await hub.hub.context.database.pool.query<{ count: string }>('select count(*) from events')).rows[0]
      ?.count
  const before = await events()
  const subject = { value: 'never-pinned.top', reason: 'a mistake' }
  expect(await administer(hub, 'DELETE', 'pins', subject)).toMatchObject({
    status: 404,
    json: { code: 'PIN_UNKNOWN' },
  })
  expect(await events()).toBe(before)
  expect((await administer(hub, 'PUT', 'pins', { ...subject, level: 'high' })).status).toBe(204)
  expect((await administer(hub, 'DELETE', 'pins', subject)).status).toBe(204)
  expect((await administer(hub, 'DELETE', 'pins', subject)).status).toBe(404)
})
