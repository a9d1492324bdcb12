import { CodedError } from '@wuzei/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importers } from './importers.ts'
import { patternValues } from './stix.ts'

/** A file of each format with what its readers look for. */
const samples: Readonly<Record<string, { readonly text: string; readonly map?: string }>> = {
  tw165: { text: 'site_name\tdomain\treports\n假投資\tfake-invest.top\t12\n' },
  ftc: { text: 'number\tcomplaints\n2025550143\t3\n' },
  openphish: { text: '2025-01-02\thttp://a.top/x\nhttps://b.top/\n' },
  maltrail: { text: '# Reference: https://a.example/\n\nbad.top\nhttp://b.top/x.apk\n1.2.3.4\n' },
  hosts: { text: '127.0.0.1 localhost\n0.0.0.0 bad.top # why\n' },
  csv: { text: 'value,kind,count,"first"\n"bad.top",domain,3,2025-01-02\n', map: 'value=value,kind=kind' },
  txt: { text: 'bad.top\n13900001111\n# a comment\n' },
  json: { text: '[{"value":"bad.top","kind":"domain","count":2,"firstAt":"2025-01-02T03:04:05Z"}]' },
  stix: {
    text: JSON.stringify({
      type: 'bundle',
      id: 'bundle--1',
      objects: [
        {
          type: 'indicator',
          pattern: "[domain-name:value = 'bad.top' OR url:value IN ('http://b.top/', 'x')]",
          valid_from: '2025-01-02T03:04:05Z',
        },
      ],
    }),
  },
  misp: {
    text: JSON.stringify({
      Event: {
        Attribute: [{ type: 'domain|ip', value: 'bad.top|1.2.3.4', timestamp: '1700000000', to_ids: true }],
        Object: [{ Attribute: [{ type: 'url', value: 'http://b.top/' }] }],
      },
    }),
  },
}

const pieces = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\t',
  '\r',
  '\\',
  '|',
  '#',
  '\0',
  '﻿',
  '诈',
  '😀',
]

/** What may happen to a file on its way: a stretch gone, one twice, something in between, or bytes of chance. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
  put: fc.oneof(
    fc.constantFrom(...pieces, '-1', '1e999', '\ud800', 'null', '99999999999999999999'),
    fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.constantFrom(...pieces).map((piece) => piece.repeat(600)),
  ),
})

test.each(importers.map((importer) => [importer.format, importer] as const))(
  '%s: reads or refuses whatever a file holds, and nothing else happens',
  async (format, importer) => {
    const sample = samples[format]
    expect(sample, 'every format has a sample').toBeDefined()
    const { text = '', map } = sample ?? {}
    const whole = Buffer.from(text)
    await fc.assert(
      fc.asyncProperty(
        fc.array(damage, { maxLength: 5 }),
        fc.integer({ min: 1, max: 64 }),
        fc.option(fc.uint8Array({ maxLength: 400 }), { freq: 4 }),
        async (faults, cut, random) => {
          let bytes = random ? Buffer.from(random) : whole
          for (const { at, length, put } of random ? [] : faults) {
            const from = Math.floor(at * bytes.length)
            bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(from + length)])
          }
          try {
            for await (const batch of importer.rows(inPieces(bytes, cut), { map }))
              for (const line of batch) expect(line.line).toBeGreaterThan(0)
          } catch (error) {
            expect(error).toBeInstanceOf(CodedError)
          }
        },
      ),
      { numRuns: 120 },
    )
  },
)

async function* inPieces(bytes: Buffer, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

test('patterns of STIX are read in a time that grows with their length', () => {
  const parts = fc.constantFrom('[', ']', "'", "\\'", '(', ')', ' IN ', ' = ', 'url:value', 'a:b', ' ', '\\')
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 20 }), fc.integer({ min: 1, max: 400 }), (some, times) => {
      expect(Array.isArray(patternValues(some.join('').repeat(times)))).toBe(true)
    }),
    { numRuns: 150 },
  )
})
