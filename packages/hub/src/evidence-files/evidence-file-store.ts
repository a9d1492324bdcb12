import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError } from '@wuzei/domain'
import type { PersonalDataCipher } from '../personal-data/cipher.ts'
import type { AdmittedFile } from './evidence-file.ts'

/** Evidence on disk: encrypted, named after the SHA-256 of the content, written once. */
export interface EvidenceFileStore {
  /** Keeps a file; when this returns, it survives a power cut. The same content again only renews its age. */
  readonly put: (file: Pick<AdmittedFile, 'sha256' | 'bytes'>) => Promise<void>
  /** @throws CodedError `ATTACHMENT_UNKNOWN` when it is not there, `INTERNAL` when it was tampered with */
  readonly get: (sha256: string) => Promise<Buffer>
  readonly has: (sha256: string) => Promise<boolean>
  /**
   * Removes files last put before `before` that nothing keeps, and leftovers of broken writes; gives the hashes of
   * the removed files. `isKept` is asked right before each one goes. A report that names a file between question
   * and removal loses it: leave `before` well below the age at which a report may still name a file.
   */
  readonly sweepOlderThan: (before: Date, isKept: (sha256: string) => Promise<boolean>) => Promise<string[]>
}

/** Files lie two levels deep, as `ab/abcdef…`, so that no directory grows to millions of entries. */
export function createEvidenceFileStore(directory: string, cipher: PersonalDataCipher): EvidenceFileStore {
  const pathOf = (sha256: string) => {
    // The only way from a caller's text to a path: 64 hex digits hold no separator and no dot.
    if (!isHash(sha256)) throw unknown()
    return { parent: join(directory, sha256.slice(0, 2)), path: join(directory, sha256.slice(0, 2), sha256) }
  }

  return {
    put: async ({ sha256, bytes }) => {
      const { parent, path } = pathOf(sha256)
      await mkdir(parent, { recursive: true, mode: 0o700 })
      // Written anew even when it exists: that renews its age, heals damage, and seals with the newest key.
      await writeDurably(parent, path, cipher.seal('attachment', sha256, bytes))
      await syncDirectory(directory)
    },
    get: async (sha256) => {
      const sealed = await orUndefined(readFile(pathOf(sha256).path))
      if (sealed === undefined) throw unknown()
      return cipher.open('attachment', sha256, sealed)
    },
    has: async (sha256) => isHash(sha256) && (await orUndefined(stat(pathOf(sha256).path))) !== undefined,
    sweepOlderThan: async (before, isKept) => {
      const swept: string[] = []
      for (const parent of (await orUndefined(readdir(directory))) ?? [])
        for (const name of /^[0-9a-f]{2}$/.test(parent) ? await readdir(join(directory, parent)) : []) {
          const path = join(directory, parent, name)
          const entry = await orUndefined(stat(path))
          if (entry === undefined || entry.mtime >= before) continue
          if (isHash(name) && (await isKept(name))) continue
          await rm(path, { force: true })
          if (isHash(name)) swept.push(name)
        }
      return swept
    },
  }
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

/** Written aside, flushed, put in place in one step, and the directory flushed: never half a file. */
async function writeDurably(parent: string, path: string, bytes: Buffer): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
  await syncDirectory(parent)
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function orUndefined<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function unknown(): CodedError {
  return new CodedError('ATTACHMENT_UNKNOWN', 'There is no such attachment')
}
