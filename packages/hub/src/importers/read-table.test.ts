import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTable } from './read-table.ts'

/** Reads a table in pieces of the given sizes, again and again. */
async function read(content: string, sizes: readonly number[]) {
  const bytes = Buffer.from(content)
  const pieces = (async function* () {
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1
      yield await Promise.resolve(bytes.subarray(at, at + size))
      at += size
    }
  })()
  const records = []
  for await (const batch of readTable(pieces)) records.push(...batch)
  return records
}

/** What stands in cells of lists, and what is hard about them. */
const cell = fc
  .array(fc.constantFrom('a', '1', ' ', '"', ',', '\n', '\r\n', '诈', '😀'), { maxLength: 6 })
  .map((parts) => parts.join(''))

const written = fc.record({
  rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  /** Whether cells that need no quotation marks have them. */
  quoted: fc.boolean(),
  endsWithLine: fc.boolean(),
})

function write({
  rows,
  lineEnd,
  quoted,
  endsWithLine,
}: {
  rows: readonly (readonly string[])[]
  lineEnd: string
  quoted: boolean
  endsWithLine: boolean
}): string {
  const lines = rows.map((cells) =>
    cells
      .map((text) => (quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
      .join(','),
  )
  return lines.join(lineEnd) + (endsWithLine ? lineEnd : '')
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })

test('what RFC 4180 writes is read again, wherever the pieces are cut', async () => {
  await fc.assert(
    fc.asyncProperty(written, sizes, async (table, cuts) => {
      const records = await read(write(table), cuts)
      // A record of one empty cell without quotation marks is an empty line.
      const rows = table.rows.filter((cells) => table.quoted || cells.length > 1 || cells[0] !== '')
      expect(records.map(({ cells }) => cells)).toEqual(rows)
    }),
    { numRuns: 500 },
  )
})

test('any text is read or refused as csv-parse does it', async () => {
  const text = fc
    .array(fc.constantFrom('a', ' ', '"', '""', ',', '\n', '\r\n', '诈'), { maxLength: 30 })
    .map((parts) => parts.join(''))
  const options = { relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] }
  await fc.assert(
    fc.asyncProperty(text, sizes, async (content, cuts) => {
      const expected = (() => {
        try {
          return parse(content, options)
        } catch {
          return 'refused'
        }
      })()
      const found = await read(content, cuts).then(
        (records) => records.map(({ cells }) => cells),
        () => 'refused',
      )
      expect(found).toEqual(expected)
    }),
    { numRuns: 2_000 },
  )
})

test('a record has the number of the line on which it ends', async () => {
  const records = await read('h,i\n\n"a\nb",c\r\n\r\nd,"e"\n', [3])
  expect(records.map(({ line }) => line)).toEqual([1, 4, 6])
})

test('a table that is not RFC 4180 is refused with the line', async () => {
  for (const [content, line] of [
    ['a,b\nc"d,e\n', 2],
    ['a\n"b"c\n', 2],
    ['a\n\n"b\n', 3],
  ] as const)
    await expect(read(content, [2]), content).rejects.toMatchObject({
      code: 'IMPORT_LINE_INVALID',
      message: expect.stringContaining(`line ${line}:`),
    })
})

test('a quoted cell or a line without an end does not fill the memory', async () => {
  const read1 = read(`a\n"${'b'.repeat(2_000_000)}`, [65_536])
  await expect(read1).rejects.toMatchObject({ code: 'IMPORT_LINE_INVALID' })
  await expect(read('b'.repeat(2_000_000), [65_536])).rejects.toMatchObject({ code: 'IMPORT_LINE_INVALID' })
})
