import { readFile } from 'node:fs/promises'
import { CodedError } from '@wuzei/domain'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { readModelFile } from './read-model-file.ts'

let files: Readonly<Record<'url' | 'text', Buffer>>
beforeAll(async () => {
  const read = async (kind: 'url' | 'text') =>
    await readFile(new URL(import.meta.resolve(`@wuzei/detect/models/${kind}.wzm`)))
  files = { url: await read('url'), text: await read('text') }
})

it('reads the shipped models', () => {
  for (const kind of ['url', 'text'] as const)
    expect(readModelFile(files[kind])).toMatchObject({ kind, name: expect.stringMatching(`^${kind}@`) })
})

it('reads or refuses whatever a file holds', () => {
  const put = fc.oneof(
    fc.constantFrom(
      '"',
      '{',
      '}',
      ',',
      '-',
      '9',
      '0',
      'e',
      '.',
      '[',
      ']',
      '\\',
      '\0',
      'url',
      'text',
      '9999999',
    ),
    fc.uint8Array({ minLength: 1, maxLength: 8 }).map((some) => Buffer.from(some).toString('latin1')),
  )
  fc.assert(
    fc.property(
      fc.constantFrom('url' as const, 'text' as const),
      fc.array(fc.tuple(fc.nat(900), put), { maxLength: 4 }),
      fc.option(fc.nat(40_000), { freq: 3 }),
      (kind, changes, length) => {
        const bytes = Buffer.from(length === null ? files[kind] : files[kind].subarray(0, length))
        for (const [at, text] of changes) if (at < bytes.length) bytes.write(text, at, 'latin1')
        try {
          expect(readModelFile(bytes).kind).toMatch(/^(url|text)$/)
        } catch (error) {
          expect(error).toBeInstanceOf(CodedError)
          expect(error).toMatchObject({ code: 'MODEL_INVALID' })
        }
      },
    ),
    { numRuns: 150 },
  )
})
