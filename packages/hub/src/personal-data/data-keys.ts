import { hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The secrets below all personal data. Losing them loses the data: they belong into a backup of their own. */
export interface DataKeys {
  /** Master keys of 32 bytes by number; the highest number writes, the others only read. */
  readonly masters: ReadonlyMap<number, Uint8Array>
  /** 32 bytes for blind indexes and pseudonyms; it does not rotate, or nothing could be found any more. */
  readonly index: Uint8Array
}

/**
 * Reads the keys from the environment variable `WUZEI_DATA_KEY` when it is set, else from `data-keys` in the data
 * folder, which is made at the first start and readable by its owner only.
 *
 * @throws Error when the text is malformed or the file can be read by others
 */
export async function loadDataKeys(
  dataDirectory: string,
  environment: { readonly WUZEI_DATA_KEY?: string | undefined },
): Promise<DataKeys> {
  const fromEnvironment = environment.WUZEI_DATA_KEY
  if (fromEnvironment !== undefined && fromEnvironment !== '') return parseDataKeys(fromEnvironment)
  const path = join(dataDirectory, 'data-keys')
  const existing = await readKeyFile(path)
  if (existing !== undefined) return existing
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
  await writeKeyFile(path, newDataKeys(), 'unless-it-exists')
  const made = await readKeyFile(path)
  if (made === undefined) throw new Error(`The key file ${path} is gone right after it was written`)
  return made
}

/** Adds a master key that writes from now on. Running processes keep their keys until they start again. */
export async function rotateDataKeys(dataDirectory: string): Promise<DataKeys> {
  const path = join(dataDirectory, 'data-keys')
  const keys = await readKeyFile(path)
  if (keys === undefined) throw new Error(`There is no key file ${path} to add a key to`)
  const newestId = Math.max(...keys.masters.keys())
  if (newestId >= maxKeyId) throw new Error('No more key numbers are left')
  const rotated = {
    masters: new Map([...keys.masters, [newestId + 1, randomBytes(keyLength)]]),
    index: keys.index,
  }
  await writeKeyFile(path, rotated, 'replace')
  return rotated
}

/** 32 bytes for another use, such as signing challenges; equal in all processes that hold the same keys. */
export function deriveSecret(keys: DataKeys, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', keys.index, '', `wuzei secret v1 ${use}`, keyLength))
}

export function newDataKeys(): DataKeys {
  return { masters: new Map([[1, randomBytes(keyLength)]]), index: randomBytes(keyLength) }
}

/** Reads `index:BASE64` and one or more `NUMBER:BASE64`, separated by white space or commas. */
export function parseDataKeys(text: string): DataKeys {
  const masters = new Map<number, Uint8Array>()
  const indexes: Uint8Array[] = []
  for (const entry of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const [, name, encoded] = /^(index|[1-9]\d{0,4}):([A-Za-z0-9+/_-]{43}=?)$/.exec(entry) ?? []
    // The entry itself stays out of the message: it is a secret.
    if (name === undefined || encoded === undefined)
      throw new Error('A data key must look like NUMBER:BASE64 or index:BASE64, with 32 bytes in it')
    const key = Buffer.from(encoded, 'base64')
    if (name === 'index') indexes.push(key)
    else if (masters.has(Number(name)) || Number(name) > maxKeyId)
      throw new Error(`Data key number ${name} is out of range or there twice`)
    else masters.set(Number(name), key)
  }
  const index = indexes[0]
  if (masters.size === 0 || index === undefined || indexes.length > 1)
    throw new Error('The data keys need at least one numbered key and exactly one index key')
  return { masters, index }
}

export function formatDataKeys(keys: DataKeys): string {
  const entries: [string | number, Uint8Array][] = [['index', keys.index], ...keys.masters]
  return entries.map(([name, key]) => `${name}:${Buffer.from(key).toString('base64')}\n`).join('')
}

const keyLength = 32
/** The envelope has two bytes for the key number. */
const maxKeyId = 0xffff

async function readKeyFile(path: string): Promise<DataKeys | undefined> {
  let mode: number
  try {
    mode = (await stat(path)).mode
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  if ((mode & 0o077) !== 0)
    throw new Error(`The key file ${path} can be read by others; make it private with chmod 600`)
  return parseDataKeys(await readFile(path, 'utf8'))
}

/** Written aside and put in place in one step: a process that starts beside this one never sees half a file. */
async function writeKeyFile(
  path: string,
  keys: DataKeys,
  place: 'unless-it-exists' | 'replace',
): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(formatDataKeys(keys))
    await file.sync()
  } finally {
    await file.close()
  }
  if (place === 'replace') await rename(aside, path)
  else await linkUnlessItExists(aside, path)
  const directory = await open(dirname(path), 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

async function linkUnlessItExists(aside: string, path: string): Promise<void> {
  try {
    await link(aside, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(aside, { force: true })
  }
}
