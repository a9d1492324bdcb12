import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import type { VerdictState } from '@wuzei/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSnapshot } from './read-snapshot.ts'
import { SnapshotError } from './snapshot-format.ts'
import type { VerdictIndex } from './verdict-index.ts'
import { createVerdictIndex } from './verdict-index.ts'
import { writeSnapshot } from './write-snapshot.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wuzei-snapshot-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function stateOf(weight: number, refAt: number): VerdictState {
  return {
    kind: 'domain',
    weight,
    refAt,
    ceiling: 'confirmed',
    fraudTypes: [],
    tiers: [{ tier: 'feed', groups: 1, count: 1, sources: 1, firstAt: refAt - 5, lastAt: refAt }],
    pin: weight === 0 ? { level: 'safe', by: 'admin', at: 7, reason: '正常网站' } : null,
    identity: null,
    disputed: false,
    retracted: false,
  }
}

/** Spread keys, `count` of them, with 40 states among them. */
function filled(count: number, maxShardEntries = 700): VerdictIndex {
  const index = createVerdictIndex({ maxShardEntries })
  for (let at = 0; at < count; at += 1) {
    index.upsert(
      Math.imul(at, 0x9e3779b1) >>> 0,
      Math.imul(at, 0x85ebca6b) >>> 0,
      stateOf(at % 40, 1000 + at),
    )
  }
  return index
}

/** One digest over every key and state, in key order. */
function content(index: VerdictIndex): string {
  const digest = createHash('sha256')
  for (const { hi, lo } of index.rangeByPrefix(0, 0)) {
    digest.update(`${hi} ${lo} ${JSON.stringify(index.get(hi, lo))}\n`)
  }
  return digest.digest('hex')
}

async function faultOf(file: string): Promise<string> {
  try {
    await readSnapshot(file)
  } catch (error) {
    if (error instanceof SnapshotError) return error.fault
    throw error
  }
  return 'none'
}

describe('a snapshot', () => {
  it.each([0, 1, 5000, 70_000])(
    'of %i entries comes back as it was, with its event number',
    async (count) => {
      const file = path.join(folder, `round-${count}`)
      const index = filled(count)
      index.upsert(0, 0, stateOf(0, 0))
      index.upsert(0xffffffff, 0xffffffff, stateOf(1, 0xffffffff))
      const written = await writeSnapshot(index, file, { seq: 9_007_199_254_740_991 })
      expect(written).toMatchObject({ entries: index.size, states: index.stateCount })
      expect((await readFile(file)).byteLength).toBe(written.bytes)
      const { index: read, seq } = await readSnapshot(file)
      expect(seq).toBe(9_007_199_254_740_991)
      expect(content(read)).toBe(content(index))
      expect(read.stateCount).toBe(index.stateCount)
    },
  )

  it('of an empty index comes back empty', async () => {
    const file = path.join(folder, 'empty')
    await writeSnapshot(createVerdictIndex(), file, { seq: 0 })
    const { index, seq } = await readSnapshot(file)
    expect([index.size, index.stateCount, seq]).toEqual([0, 0, 0])
  })

  it('of keys that share their high word comes back too, and grows on', async () => {
    const file = path.join(folder, 'crowded')
    const index = createVerdictIndex({ maxShardEntries: 100 })
    for (let at = 0; at < 40_000; at += 1) index.upsert(3, at, stateOf(1, 50))
    await writeSnapshot(index, file, { seq: 1 })
    const { index: read } = await readSnapshot(file)
    expect(content(read)).toBe(content(index))
    for (let at = 40_000; at < 60_000; at += 1) read.upsert(3, at, stateOf(2, 50))
    expect(read.size).toBe(60_000)
    expect(read.remove(3, 41_000)).toBe(true)
    expect(read.find(3, 41_000)).toBe(-1)
  })

  it('restores what states are in use, so that later sweeps are right', async () => {
    const file = path.join(folder, 'sweep')
    const index = filled(2000)
    index.upsert(5, 5, stateOf(500, 1))
    index.remove(5, 5)
    await writeSnapshot(index, file, { seq: 1 })
    const { index: read } = await readSnapshot(file)
    expect(read.stateCount).toBe(40)
    read.upsert(6, 6, stateOf(600, 1))
    read.capture().release()
    expect(read.stateCount).toBe(41)
    expect(read.size).toBe(2001)
  })

  it('holds the content of the moment it was asked for, whatever changes while it is written', async () => {
    const file = path.join(folder, 'moment')
    const index = filled(70_000)
    const before = content(index)
    const writing = writeSnapshot(index, file, { seq: 4 })
    await expect(writeSnapshot(index, `${file}-second`, { seq: 5 })).rejects.toThrow('already')
    for (let round = 0; round < 40; round += 1) {
      for (let at = round * 1000; at < round * 1000 + 1000; at += 1) {
        index.upsert(Math.imul(at, 0x9e3779b1) >>> 0, Math.imul(at, 0x85ebca6b) >>> 0, stateOf(99, 5))
        index.remove(Math.imul(at + 30_000, 0x9e3779b1) >>> 0, Math.imul(at + 30_000, 0x85ebca6b) >>> 0)
        index.upsert(at * 99_991, 17, stateOf(98, 6))
      }
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    }
    await writing
    const { index: read } = await readSnapshot(file)
    expect(content(read)).toBe(before)
    await writeSnapshot(index, file, { seq: 6 })
    expect(content((await readSnapshot(file)).index)).toBe(content(index))
  })

  it('leaves the old file and no temporary one when writing fails', async () => {
    const file = path.join(folder, 'nowhere', 'file')
    const index = filled(10)
    await expect(writeSnapshot(index, file, { seq: 1 })).rejects.toThrow('ENOENT')
    await expect(writeSnapshot(index, path.join(folder, 'x'), { seq: -1 })).rejects.toThrow(RangeError)
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
    await writeSnapshot(index, path.join(folder, 'after'), { seq: 1 })
    expect((await readSnapshot(path.join(folder, 'after'))).index.size).toBe(10)
  })
})

describe('a damaged snapshot', () => {
  it('is refused with a flipped bit in any byte, and cut off at any length', async () => {
    const file = path.join(folder, 'whole')
    await writeSnapshot(filled(60), file, { seq: 77 })
    const whole = await readFile(file)
    const broken = path.join(folder, 'broken')
    for (let at = 0; at < whole.byteLength; at += at < 120 || at > whole.byteLength - 120 ? 1 : 29) {
      const flipped = Buffer.from(whole)
      flipped.writeUInt8(whole.readUInt8(at) ^ (1 << (at % 8)), at)
      await writeFile(broken, flipped)
      expect(await faultOf(broken), `byte ${at}`).not.toBe('none')
      await writeFile(broken, whole.subarray(0, at))
      expect(await faultOf(broken), `cut at ${at}`).toBe('truncated')
    }
    await writeFile(broken, Buffer.concat([whole, Buffer.of(0)]))
    expect(await faultOf(broken)).toBe('corrupt')
    expect(await faultOf(file)).toBe('none')
  })

  it('is named for what is wrong with it', async () => {
    const file = path.join(folder, 'named')
    await writeSnapshot(filled(60), file, { seq: 77 })
    const whole = await readFile(file)
    expect(await faultOf(path.join(folder, 'absent'))).toBe('missing')
    const newer = Buffer.from(whole)
    newer.writeUInt32LE(2, 8)
    newer.writeUInt32LE(crc32(newer.subarray(0, 28)), 28)
    await writeFile(file, newer)
    expect(await faultOf(file)).toBe('version')
    await writeFile(file, Buffer.alloc(500, 'Another file altogether. '))
    expect(await faultOf(file)).toBe('not-a-snapshot')
    const damaged = Buffer.from(whole)
    damaged.writeUInt8(damaged.readUInt8(whole.byteLength >> 1) ^ 4, whole.byteLength >> 1)
    await writeFile(file, damaged)
    expect(await faultOf(file)).toBe('corrupt')
  })

  it('is refused without one of its frames, though every checksum left fits', async () => {
    const file = path.join(folder, 'frames')
    await writeSnapshot(filled(140_000), file, { seq: 1 })
    const whole = await readFile(file)
    const frames: Buffer[] = []
    for (let at = 32; at < whole.byteLength; ) {
      const end = at + 16 + whole.readUInt32LE(at + 4)
      frames.push(whole.subarray(at, end))
      at = end
    }
    expect(frames.length).toBeGreaterThanOrEqual(5)
    for (let left = 0; left < frames.length; left += 1) {
      await writeFile(file, Buffer.concat([whole.subarray(0, 32), ...frames.toSpliced(left, 1)]))
      expect(await faultOf(file)).not.toBe('none')
    }
    const swapped = [frames[0]!, frames[2]!, frames[1]!, ...frames.slice(3)]
    await writeFile(file, Buffer.concat([whole.subarray(0, 32), ...swapped]))
    expect(await faultOf(file)).toBe('corrupt')
  })
})
