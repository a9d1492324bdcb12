import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import type { Database } from './postgres/open-database.ts'
import { createTestDatabase } from './testing/index.ts'

let database: Database
let directory: string
beforeEach(async () => {
  database = await createTestDatabase()
  // The schema of its own: what the template brought is not under test.
  await database.pool.query('drop table schema_migrations')
  directory = await mkdtemp(join(tmpdir(), 'wuzei-migrations-'))
  await writeFile(
    join(directory, '0001_first.sql'),
    'create table first (value int); insert into first values (1);',
  )
  await writeFile(join(directory, '0002_second.sql'), 'insert into first values (2);')
})
afterEach(async () => {
  await database.close()
  await rm(directory, { recursive: true })
})

async function values(): Promise<number[]> {
  const found = await database.pool.query<{ value: number }>('select value from first order by value')
  return found.rows.map(({ value }) => value)
}

test('each file is applied once, also by several processes at once', async () => {
  const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(database, { directory })))
  expect(applied.flat().toSorted()).toEqual(['0001_first.sql', '0002_second.sql'])
  expect(await values()).toEqual([1, 2])
  await writeFile(join(directory, '0003_third.sql'), 'insert into first values (3)')
  expect(await migrate(database, { directory })).toEqual(['0003_third.sql'])
  expect(await values()).toEqual([1, 2, 3])
})

test('a file that fails leaves nothing behind, and is applied when it is right', async () => {
  await writeFile(join(directory, '0003_third.sql'), 'insert into first values (3); select 1/0;')
  await expect(migrate(database, { directory })).rejects.toThrow('0003_third.sql failed')
  expect(await values()).toEqual([1, 2])
  await writeFile(join(directory, '0003_third.sql'), 'insert into first values (3)')
  await migrate(database, { directory })
  expect(await values()).toEqual([1, 2, 3])
})

test('an applied file that was changed is an error, and so is one that is gone', async () => {
  await migrate(database, { directory })
  await writeFile(join(directory, '0002_second.sql'), 'insert into first values (22);')
  await expect(migrate(database, { directory })).rejects.toThrow('0002_second.sql was changed')
  await rm(join(directory, '0002_second.sql'))
  await expect(migrate(database, { directory })).rejects.toThrow('made by a newer version')
  expect(await values()).toEqual([1, 2])
})

test('names that do not fit and numbers given twice are refused', async () => {
  await writeFile(join(directory, '0002_again.sql'), 'select 1')
  await expect(migrate(database, { directory })).rejects.toThrow('number 0002')
  await rm(join(directory, '0002_again.sql'))
  await writeFile(join(directory, '3_short.sql'), 'select 1')
  await expect(migrate(database, { directory })).rejects.toThrow('NNNN_words.sql')
})
