import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPersonalDataCipher } from '../personal-data/cipher.ts'
import { newDataKeys } from '../personal-data/data-keys.ts'
import { downloadHeaders } from './download-headers.ts'
import { createEvidenceFileStore } from './evidence-file-store.ts'

const cipher = createPersonalDataCipher(newDataKeys())
const fileOf = (text: string) => {
  const bytes = Buffer.from(text)
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
const [first, second] = [fileOf('聊天记录一'), fileOf('聊天记录二')]

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wuzei-evidence-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true })
})

const storeIn = () => createEvidenceFileStore(join(directory, 'evidence'), cipher)
const pathOf = (sha256: string) => join(directory, 'evidence', sha256.slice(0, 2), sha256)
const neverKept = () => Promise.resolve(false)

describe('the store of evidence files', () => {
  it('gives back what was put, and holds it unreadable and private', async () => {
    const store = storeIn()
    await Promise.all([store.put(first), store.put(first), store.put(second)])
    expect(await store.get(first.sha256)).toEqual(first.bytes)
    expect(await store.has(first.sha256)).toBe(true)
    const onDisk = await readFile(pathOf(first.sha256))
    expect(onDisk.includes(first.bytes)).toBe(false)
    expect((await stat(pathOf(first.sha256))).mode & 0o777).toBe(0o600)
    expect(await readdir(join(directory, 'evidence', first.sha256.slice(0, 2)))).toEqual([first.sha256])
  })

  it('has nothing that was not put', async () => {
    expect(await storeIn().has(first.sha256)).toBe(false)
    await expect(storeIn().get(first.sha256)).rejects.toMatchObject({ code: 'ATTACHMENT_UNKNOWN' })
    expect(await storeIn().sweepOlderThan(new Date(), neverKept)).toEqual([])
  })

  it.each(['../../etc/passwd', '..', '', 'AB'.repeat(32), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`])(
    'takes no path for a hash: %j',
    async (sha256) => {
      await expect(storeIn().get(sha256)).rejects.toMatchObject({ code: 'ATTACHMENT_UNKNOWN' })
      await expect(storeIn().put({ sha256, bytes: first.bytes })).rejects.toMatchObject({
        code: 'ATTACHMENT_UNKNOWN',
      })
      expect(await storeIn().has(sha256)).toBe(false)
    },
  )

  it('notices files that were changed or exchanged', async () => {
    const store = storeIn()
    await store.put(first)
    await store.put(second)
    await copyFile(pathOf(second.sha256), pathOf(first.sha256))
    await expect(store.get(first.sha256)).rejects.toMatchObject({ code: 'INTERNAL' })
    await writeFile(pathOf(second.sha256), 'other')
    await expect(store.get(second.sha256)).rejects.toMatchObject({ code: 'INTERNAL' })
    await store.put(second)
    expect(await store.get(second.sha256)).toEqual(second.bytes)
  })

  it('sweeps what is old and kept by nothing, and leftovers', async () => {
    const store = storeIn()
    const [old, day] = [new Date('2026-01-01'), new Date('2026-01-02')]
    const kept = fileOf('kept')
    for (const file of [first, second, kept]) await store.put(file)
    const leftover = `${pathOf(first.sha256)}.0123456789ab`
    await writeFile(leftover, 'half')
    for (const path of [pathOf(first.sha256), pathOf(kept.sha256), leftover]) await utimes(path, old, old)
    const swept = await store.sweepOlderThan(day, (sha256) => Promise.resolve(sha256 === kept.sha256))
    expect(swept).toEqual([first.sha256])
    const left = await Promise.all([first, second, kept].map((file) => store.has(file.sha256)))
    expect(left).toEqual([false, true, true])
    await expect(stat(leftover)).rejects.toThrow('ENOENT')
  })

  it('counts the age from the last put', async () => {
    const store = storeIn()
    await store.put(first)
    await utimes(pathOf(first.sha256), new Date('2026-01-01'), new Date('2026-01-01'))
    await store.put(first)
    expect(await store.sweepOlderThan(new Date('2026-01-02'), neverKept)).toEqual([])
  })
})

describe('a download', () => {
  it('is saved, not shown, and can do nothing when it is shown', () => {
    const headers = downloadHeaders({ sha256: first.sha256, mediaType: 'application/pdf' })
    expect(headers['content-disposition']).toBe(
      `attachment; filename="evidence-${first.sha256.slice(0, 12)}.pdf"`,
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
  })
})
