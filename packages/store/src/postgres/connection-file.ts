import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { noneIfMissing } from './cluster-paths.ts'

/** How to reach the server of a data folder. */
export interface Connection {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** Reads `connection.json`, or null when there is none. */
export async function readConnection(path: string): Promise<Connection | null> {
  const text = await readFile(path, 'utf8').catch(noneIfMissing)
  if (text === null) return null
  const value: unknown = JSON.parse(text)
  if (!isConnection(value))
    throw new Error(`${path} is damaged; it should name port, user, password and database`)
  return value
}

/** Writes it whole or not at all, readable by its owner only. */
export async function writeConnection(path: string, connection: Connection): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}`
  await writeFile(partial, `${JSON.stringify(connection, null, 2)}\n`, { mode: 0o600, flush: true })
  await rename(partial, path)
}

export function connectionUrl(connection: Connection): string {
  const { user, password, host, port, database } = connection
  return `postgres://${user}:${password}@${host}:${port}/${database}`
}

function isConnection(value: unknown): value is Connection {
  if (typeof value !== 'object' || value === null) return false
  if (!('host' in value) || value.host !== '127.0.0.1') return false
  if (!('port' in value) || typeof value.port !== 'number') return false
  return ['user', 'password', 'database'].every((key) => typeof Reflect.get(value, key) === 'string')
}
