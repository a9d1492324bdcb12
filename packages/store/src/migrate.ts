import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

/** Any number, the same in all processes: the first 63 bits of SHA-256("wuzei migrations"), shortened. */
const MIGRATION_LOCK = 7_305_811_924_403

const OWN_MIGRATIONS = join(import.meta.dirname, '..', 'migrations')

interface Migration {
  readonly number: number
  readonly name: string
  readonly sha256: string
  readonly sql: string
}

/**
 * Brings the schema up to date: applies `NNNN_name.sql` in order, each in one transaction with its record. Any number
 * of processes may do it at once. An applied file that was changed since, or is gone, is an error.
 *
 * @returns the names of the files applied now.
 */
export async function migrate(
  database: { readonly pool: pg.Pool },
  options: { directory?: string } = {},
): Promise<string[]> {
  const migrations = await readMigrations(options.directory ?? OWN_MIGRATIONS)
  const client = await database.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    try {
      await client.query(
        `create table if not exists schema_migrations (
           number integer primary key,
           name text not null,
           sha256 text not null,
           at timestamptz not null default now()
         )`,
      )
      const pending = await findPending(client, migrations)
      for (const migration of pending) await apply(client, migration)
      return pending.map(({ name }) => name)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
    }
  } finally {
    client.release()
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).toSorted()
  const migrations: Migration[] = []
  for (const name of names) {
    const match = /^(\d{4})_[a-z0-9-]+\.sql$/.exec(name)
    if (match === null) throw new Error(`The migration ${name} is not named NNNN_words.sql`)
    const number = Number(match[1])
    if (migrations.at(-1)?.number === number) throw new Error(`Two migrations have the number ${match[1]}`)
    const sql = await readFile(join(directory, name), 'utf8')
    migrations.push({ number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') })
  }
  return migrations
}

async function findPending(client: pg.PoolClient, migrations: readonly Migration[]): Promise<Migration[]> {
  const applied = await client.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from schema_migrations order by number',
  )
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const { number, name, sha256 } of applied.rows) {
    const file = byNumber.get(number)
    if (file === undefined) {
      throw new Error(
        `The database was made by a newer version: it knows the migration ${name}, this version does not`,
      )
    }
    if (file.sha256 !== sha256) {
      throw new Error(
        `The migration ${file.name} was changed after it was applied (as ${name}); add a new one instead`,
      )
    }
    byNumber.delete(number)
  }
  return [...byNumber.values()]
}

async function apply(client: pg.PoolClient, { number, name, sha256, sql }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into schema_migrations (number, name, sha256) values ($1, $2, $3)', [
      number,
      name,
      sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`The migration ${name} failed`, { cause: error })
  }
}
