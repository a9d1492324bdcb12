import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '../migrate.ts'
import { type Database, openDatabase } from '../postgres/open-database.ts'
import { TEST_DATA_VARIABLE } from './global-setup.ts'

/** Advisory lock under which the template is made: any number. */
const TEMPLATE_LOCK = 7_305_811_924_405

/**
 * A database of its own with the current schema, for one test file: cloned from a template that is migrated once.
 * `close` drops it. On the PostgreSQL of `DATABASE_URL` (whose user must be allowed to create databases), else on one
 * that the test run starts for itself.
 */
export async function createTestDatabase(): Promise<Database> {
  const server = await openServer()
  try {
    const template = await ensureTemplate(server)
    const name = `wuzei_test_${randomBytes(8).toString('hex')}`
    await server.pool.query(`create database ${name} template ${template}`)
    const database = await openDatabase({ databaseUrl: urlOf(server, name), dataDirectory: '' })
    return {
      ...database,
      async close() {
        await database.close()
        await server.pool.query(`drop database ${name} with (force)`)
        await server.close()
      },
    }
  } catch (error) {
    await server.close()
    throw error
  }
}

async function openServer(): Promise<Database> {
  const databaseUrl = process.env['DATABASE_URL']
  const dataDirectory = process.env[TEST_DATA_VARIABLE]
  if (databaseUrl === undefined && dataDirectory === undefined) {
    throw new Error('vitest.config.ts must name packages/store/src/testing/global-setup.ts as globalSetup')
  }
  return await openDatabase({
    databaseUrl,
    dataDirectory: dataDirectory ?? '',
    poolSize: 2,
    keepRunning: true,
    // Test data may be lost; tests of durability run a server of their own.
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '64MB' },
  })
}

async function ensureTemplate(server: Database): Promise<string> {
  const name = `wuzei_template_${await digestOfMigrations()}`
  const client = await server.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    try {
      const known = await client.query('select from pg_database where datname = $1 and datistemplate', [name])
      if (known.rowCount === 0) await makeTemplate(server, name)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK])
    }
  } finally {
    client.release()
  }
  return name
}

async function makeTemplate(server: Database, name: string): Promise<void> {
  // A run that was killed may have left half of one.
  await server.pool.query(`drop database if exists ${name} with (force)`)
  await server.pool.query(`create database ${name} template template0`)
  const template = await openDatabase({ databaseUrl: urlOf(server, name), dataDirectory: '' })
  try {
    await migrate(template)
  } finally {
    await template.close()
  }
  await server.pool.query(`alter database ${name} with is_template true`)
}

/** The schema's version: a template stands for exactly one, also on a server that outlives the run. */
async function digestOfMigrations(): Promise<string> {
  const directory = join(import.meta.dirname, '..', '..', 'migrations')
  const hash = createHash('sha256')
  for (const name of (await readdir(directory)).toSorted()) {
    hash.update(name).update(await readFile(join(directory, name)))
  }
  return hash.digest('hex').slice(0, 16)
}

function urlOf(server: Database, name: string): string {
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return url.href
}
