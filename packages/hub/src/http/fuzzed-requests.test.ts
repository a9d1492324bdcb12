import { addOfficer, startTestHub, type TestHub } from '@wuzei/testkit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operationNotes } from './documentation/operation-notes.ts'

let hub: TestHub
/** Some routes are for keys, some for people. */
let callers: readonly Readonly<Record<string, string>>[]
beforeAll(async () => {
  hub = await startTestHub({
    limits: { decisionsPerMinute: 1e6, signInsPerMinute: 1e6, reportsPerMinute: 1e6, messagesPerMinute: 1e6 },
  })
  callers = [{ ...hub.administrator }, (await addOfficer(hub)).headers]
})
afterAll(async () => await hub.stop())

/** Routes that answer for ever, call others, or read a file of any length. */
const leftOut: ReadonlySet<string> = new Set(['GET /v1/feed/stream', 'POST /v1/admin/imports'])

/** The same requests each time; `WUZEI_FUZZ_REQUESTS=30` sends more to each route, and others each time. */
const hunting = Number(process.env['WUZEI_FUZZ_REQUESTS'] ?? 0)
const requests = hunting > 0 ? hunting : 2
const seed = hunting > 0 ? Date.now() : 1

/** Values that have broken readers before. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    '',
    '\0',
    '\ud800',
    '__proto__',
    '9'.repeat(30),
    '2026-13-45T99:00:00Z',
    '00000000-0000-0000-0000-000000000000',
    'ffffffffffffffff',
    '0.0000000000000000',
    'http://[::1',
    '1.'.repeat(400),
    [],
    {},
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json({ maxDepth: 2 }).map((text): unknown => JSON.parse(text)),
)

/** One value inside an example changed, left out, or put beside the others under a name of chance. */
function damaged(example: unknown, at: number, value: unknown, name: string): unknown {
  if (Array.isArray(example)) {
    const items: readonly unknown[] = example
    if (items.length === 0) return [value]
    const place = at % items.length
    return items.map((item, index) =>
      index === place ? damaged(item, Math.floor(at / 7), value, name) : item,
    )
  }
  if (typeof example !== 'object' || example === null) return value
  const entries: [string, unknown][] = Object.entries(example)
  const place = at % (entries.length + 1)
  const entry = entries[place]
  if (!entry) return { ...example, [name]: value }
  const [key, inner] = entry
  const isInside = typeof inner === 'object' && inner !== null && at % 3 !== 0
  return { ...example, [key]: isInside ? damaged(inner, Math.floor(at / 3), value, name) : value }
}

test('every route takes or refuses whatever it is sent, by a code and never by a fault', async () => {
  const routes = hub.hub.server.routeTable.routes.flatMap(({ methods, url }) =>
    methods
      .filter((method) => method !== 'HEAD' && method !== 'OPTIONS')
      .map((method) => ({ method, url, name: `${method} ${url}` })),
  )
  const asked = routes.filter(({ name, url }) => !leftOut.has(name) && !url.includes('*'))
  const request = fc.record({
    at: fc.nat(10_000),
    value: odd,
    text: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      odd.map((value) => JSON.stringify(value)),
    ),
    name: fc.constantFrom(
      'after',
      'value',
      'key',
      'kind',
      'limit',
      'since',
      'next',
      'id',
      '__proto__',
      'text',
    ),
    isRaw: fc.boolean(),
  })
  for (const [place, { method, url, name }] of asked.entries()) {
    const notes = operationNotes[name.replaceAll(/:(\w+)/g, '{$1}')]
    for (const { at, value, text, name: field, isRaw } of fc.sample(request, {
      numRuns: requests,
      seed: seed + place,
    })) {
      const path = url
        .replaceAll('::', ':')
        .replaceAll(/:(\w+)/g, (_, parameter: string) =>
          at % 3 === 0 ? encodeURIComponent(text.toWellFormed() || 'x') : sampleOf(parameter),
        )
      const query = at % 5 === 0 ? '' : `?${field}=${encodeURIComponent(text.toWellFormed())}`
      const body = damaged(notes?.request?.example ?? {}, at, value, field)
      const answer = await hub.hub.server.inject({
        method:
          method === 'GET' || method === 'POST' || method === 'PUT' || method === 'PATCH' ? method : 'DELETE',
        url: path + query,
        headers: {
          ...callers[at % callers.length],
          ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
        },
        ...(method === 'GET' ? {} : { payload: isRaw && at % 4 === 0 ? text : JSON.stringify(body) }),
      })
      expect(
        answer.statusCode,
        `${name} ${query} ${JSON.stringify(body)}: ${answer.body.slice(0, 300)}`,
      ).toSatisfy((status: number) => status < 500 || status === 503)
    }
  }
})

/** A parameter as it might be, about nothing that there is. */
function sampleOf(parameter: string): string {
  if (parameter === 'sha256') return 'ab'.repeat(32)
  if (parameter === 'id') return '00000000-0000-4000-8000-000000000000'
  return parameter
}
