import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  deriveSecret,
  formatDataKeys,
  loadDataKeys,
  newDataKeys,
  parseDataKeys,
  rotateDataKeys,
} from './data-keys.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wuzei-keys-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true })
})

describe('loadDataKeys', () => {
  it('makes a private file at the first start and reads the same keys at the next', async () => {
    const data = join(directory, 'new')
    const first = await loadDataKeys(data, {})
    expect((await stat(join(data, 'data-keys'))).mode & 0o777).toBe(0o600)
    expect(await loadDataKeys(data, { WUZEI_DATA_KEY: '' })).toEqual(first)
  })

  it('gives processes that start together the same keys, and leaves no other file', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => loadDataKeys(directory, {})))
    expect(new Set(all.map(formatDataKeys)).size).toBe(1)
    expect(await readdir(directory)).toEqual(['data-keys'])
  })

  it('refuses a file that others can read', async () => {
    await loadDataKeys(directory, {})
    await chmod(join(directory, 'data-keys'), 0o640)
    await expect(loadDataKeys(directory, {})).rejects.toThrow('chmod 600')
  })

  it('prefers the environment and then writes no file', async () => {
    const keys = newDataKeys()
    const text = formatDataKeys(keys).trim().replaceAll('\n', ',')
    expect(formatDataKeys(await loadDataKeys(directory, { WUZEI_DATA_KEY: text }))).toBe(formatDataKeys(keys))
    expect(await readdir(directory)).toEqual([])
  })

  it('does not make new keys over a file that it cannot understand', async () => {
    await loadDataKeys(directory, {})
    const path = join(directory, 'data-keys')
    await writeFile(path, 'half a fi')
    await expect(loadDataKeys(directory, {})).rejects.toThrow('NUMBER:BASE64')
    expect(await readFile(path, 'utf8')).toBe('half a fi')
  })
})

describe('rotateDataKeys', () => {
  it('adds a key with the next number and keeps the others', async () => {
    const before = await loadDataKeys(directory, {})
    const after = await rotateDataKeys(directory)
    expect([...after.masters.keys()]).toEqual([1, 2])
    expect(after.masters.get(1)).toEqual(before.masters.get(1))
    expect(formatDataKeys(await loadDataKeys(directory, {}))).toBe(formatDataKeys(after))
    expect((await stat(join(directory, 'data-keys'))).mode & 0o777).toBe(0o600)
  })

  it('has nothing to do where there is no file', async () => {
    await expect(rotateDataKeys(directory)).rejects.toThrow('no key file')
  })
})

describe('parseDataKeys', () => {
  const key = Buffer.alloc(32, 7).toString('base64')

  it.each([
    ['nothing', ''],
    ['no index', `1:${key}`],
    ['no numbered key', `index:${key}`],
    ['two indexes', `index:${key} index:${key} 1:${key}`],
    ['a number twice', `index:${key} 1:${key} 1:${key}`],
    ['number zero', `index:${key} 0:${key}`],
    ['a number too high', `index:${key} 65536:${key}`],
    ['a short key', `index:${key} 1:${key.slice(4)}`],
    ['another text', 'hunter2'],
  ])('refuses %s, without repeating the secret', (_name, text) => {
    const failure = (() => {
      try {
        return parseDataKeys(text)
      } catch (error) {
        return String(error)
      }
    })()
    expect(failure).toMatch(/^Error: /)
    expect(failure).not.toContain(key.slice(4))
    expect(failure).not.toContain('hunter2')
  })
})

describe('deriveSecret', () => {
  it('gives each use a secret of its own that survives a rotation', async () => {
    const before = await loadDataKeys(directory, {})
    const after = await rotateDataKeys(directory)
    expect(deriveSecret(after, 'a')).toEqual(deriveSecret(before, 'a'))
    expect(deriveSecret(after, 'a')).not.toEqual(deriveSecret(after, 'b'))
    expect(deriveSecret(after, 'a')).not.toEqual(deriveSecret(newDataKeys(), 'a'))
  })
})
