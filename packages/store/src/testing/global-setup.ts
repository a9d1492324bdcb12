import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopEmbeddedServer } from '../postgres/embedded-server.ts'

/** Names the data folder of the test run's PostgreSQL; the server starts with the first test that needs it. */
export const TEST_DATA_VARIABLE = 'WUZEI_TEST_DATA'

/** vitest `globalSetup`: one PostgreSQL for all test files of a run, unless `DATABASE_URL` names one. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'wuzei-test-'))
  process.env[TEST_DATA_VARIABLE] = folder
  return async () => {
    await stopEmbeddedServer(folder)
    await rm(folder, { recursive: true, force: true })
  }
}
