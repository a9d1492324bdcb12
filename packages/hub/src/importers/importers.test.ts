import { CodedError } from '@wuzei/domain'
import { describe, expect, test } from 'vitest'
import { importerOf, importers } from './importers.ts'
import { sourcePriors } from './source-priors.ts'

/** One short text for a file's content. */
async function read(format: string, content: string, map?: string): Promise<string[]> {
  const bytes = (async function* () {
    for (const byte of Buffer.from(content)) yield await Promise.resolve(Buffer.of(byte))
  })()
  const entries: string[] = []
  for await (const batch of importerOf(format).rows(bytes, { map })) {
    for (const entry of batch) {
      if ('error' in entry) entries.push(`${entry.line} ${entry.error.code}`)
      else {
        const { line, indicator, count, fraudType, firstAt, lastAt } = entry
        const dates = firstAt === null ? '' : ` ${firstAt}..${lastAt}`
        entries.push(
          `${line} ${indicator.kind} ${indicator.canonical} ${count}${fraudType ? ` ${fraudType}` : ''}${dates}`,
        )
      }
    }
  }
  return entries
}

test('every format has a prior, and none is unknown', () => {
  expect(importers.map((importer) => importer.format).sort()).toEqual(Object.keys(sourcePriors).sort())
  expect(() => importerOf('xml')).toThrow(CodedError)
})

test('ftc: complaints about North American numbers, junk refused', async () => {
  expect(
    await read('ftc', 'number\tcomplaints\n2025550143\t3\n0\t37\n12025550143\t1\n9349479605\tx\n'),
  ).toEqual([
    '2 phone +12025550143 3',
    '3 INDICATOR_INVALID',
    '4 phone +12025550143 1',
    '5 IMPORT_LINE_INVALID',
  ])
})

test('openphish: with dates and plain', async () => {
  expect(await read('openphish', 'first_seen\turl\n2024-10-12T20:01:09+00:00\thttp://a-b.top/z/\n')).toEqual([
    '2 url a-b.top/z/ 1 1728763269..1728763269',
  ])
  expect(await read('openphish', 'https://a-b.top/login\nfoo://bar\n')).toEqual([
    '1 url a-b.top/login 1',
    '2 INDICATOR_INVALID',
  ])
})

test('maltrail: comments, links, addresses with ports; a path alone names nothing', async () => {
  const trails =
    '# Reference: https://example.com\n\na-b.top\n103.85.25.165:7777\n/so/x.php\nxn--polonix-y8a.com    # was\n'
  expect(await read('maltrail', trails)).toEqual([
    '3 domain a-b.top 1',
    '4 ip 103.85.25.165 1',
    '5 INDICATOR_INVALID',
    '6 domain xn--polonix-y8a.com 1',
  ])
})

test('hosts: names behind a dead address; redirections are refused', async () => {
  expect(await read('hosts', '0.0.0.0 a-b.top\n::1 ip6-localhost\n104.1.1.1 bank.top\nc-d.top\n')).toEqual([
    '1 domain a-b.top 1',
    '3 IMPORT_LINE_INVALID',
    '4 domain c-d.top 1',
  ])
})

describe('csv', () => {
  const table =
    '\uFEFFsite,what,n,since\r\n"a-b.top",domain,3,2026-01-02\r\n"c-d.top\nsecond line",domain,1,\r\n' +
    '"13800138000",phone,,2026-01-02T00:00:01Z\r\nx,device-of-doom,1,\r\ne-f.top,,-4,\r\n'

  test('columns by map, quotes, line ends inside cells', async () => {
    expect(await read('csv', table, 'site=value,what=kind,n=count,since=firstAt')).toEqual([
      '2 domain a-b.top 3 1767312000..1767312000',
      '4 INDICATOR_INVALID',
      '5 phone +8613800138000 1 1767312001..1767312001',
      '6 IMPORT_LINE_INVALID',
      '7 IMPORT_LINE_INVALID',
    ])
  })

  test('a map that does not fit is refused before anything is read', async () => {
    await expect(read('csv', table, 'site=value,nothing=count')).rejects.toMatchObject({
      code: 'IMPORT_OPTION_INVALID',
    })
    await expect(read('csv', table, 'site=worth')).rejects.toMatchObject({ code: 'IMPORT_OPTION_INVALID' })
    await expect(read('csv', table)).rejects.toMatchObject({ code: 'IMPORT_OPTION_INVALID' })
  })

  test('a quote that never ends is an error with a code', async () => {
    await expect(read('csv', 'value\n"a-b.top\n')).rejects.toMatchObject({ code: 'IMPORT_LINE_INVALID' })
  })
})

test('stix: values of patterns, escaped quotes and brackets in text', async () => {
  const bundle = {
    type: 'bundle',
    objects: [
      { type: 'identity', name: 'a "quoted" }]{ name' },
      {
        type: 'indicator',
        valid_from: '2026-01-02T00:00:00Z',
        pattern: "[domain-name:value = 'a-b.top' OR url:value IN ('http://c-d.top/x', 'http://e-f.top/')]",
      },
      { type: 'indicator', pattern: `[file:hashes.'SHA-256' = '${'ab'.repeat(32)}']` },
      { type: 'indicator', pattern: "[process:name = 'x']" },
      { type: 'indicator', revoked: true, pattern: "[domain-name:value = 'a-b.top']" },
    ],
  }
  expect(await read('stix', JSON.stringify(bundle, null, 1))).toEqual([
    '2 domain a-b.top 1 1767312000..1767312000',
    '2 url c-d.top/x 1 1767312000..1767312000',
    '2 url e-f.top/ 1 1767312000..1767312000',
    `3 app apk-sha256:${'ab'.repeat(32)} 1`,
    '4 IMPORT_LINE_INVALID',
    '5 IMPORT_LINE_INVALID',
  ])
})

test('misp: attributes of the event and of its objects, context left out', async () => {
  const event = {
    Event: {
      info: 'x',
      Attribute: [
        { type: 'domain', value: 'a-b.top', to_ids: true, timestamp: '1767312000' },
        { type: 'comment', value: 'words' },
        { type: 'ip-dst|port', value: '103.85.25.165|443', to_ids: true },
        { type: 'url', value: 'http://c-d.top/', to_ids: false },
      ],
      Object: [{ name: 'phishing', Attribute: [{ type: 'url', value: 'http://e-f.top/y', to_ids: true }] }],
    },
  }
  expect(await read('misp', JSON.stringify({ response: [event] }))).toEqual([
    '1 domain a-b.top 1 1767312000..1767312000',
    '3 ip 103.85.25.165 1',
    '4 IMPORT_LINE_INVALID',
    '5 url e-f.top/y 1',
  ])
})

test('documents that break off or are no JSON are refused', async () => {
  await expect(read('stix', '{"objects":[{"type":"indicator"}')).rejects.toMatchObject({
    code: 'IMPORT_LINE_INVALID',
  })
  await expect(read('misp', 'hello')).rejects.toMatchObject({ code: 'IMPORT_LINE_INVALID' })
})
