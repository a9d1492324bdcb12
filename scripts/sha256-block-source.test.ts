import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256BlockSource } from './sha256-block-source.ts'

test('the compression function is the one that the script makes (WUZEI_WRITE_TABLES=1 writes it)', () => {
  const path = join(import.meta.dirname, '../packages/domain/src/indicators/key/compress-block.ts')
  if (process.env['WUZEI_WRITE_TABLES']) writeFileSync(path, sha256BlockSource())
  expect(readFileSync(path, 'utf8')).toBe(sha256BlockSource())
})
