import { ed25519 } from '@noble/curves/ed25519.js'
import { CodedError, indicatorKinds } from '@wuzei/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildList } from './build-list.ts'
import { encodeList } from './encode-list.ts'
import { createdAtMs, listFile, publicKey, seededWords, testEpoch, validUntilMs } from './lists.fixture.ts'
import { openList, type OpenListOptions } from './open-list.ts'

const file = await listFile(seededWords(400, 21), { version: 5 })
const options: OpenListOptions = { publicKey, name: 'suspects/all', minimumVersion: 5, nowMs: createdAtMs }

function codeOf(bytes: Uint8Array, changed: Partial<OpenListOptions> = {}): string {
  try {
    openList(bytes, { ...options, ...changed })
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
  return 'opened'
}

describe('a list file', () => {
  it('says what it is', () => {
    const { header, expired } = openList(file, options)
    expect(header).toMatchObject({
      name: 'suspects/all',
      purpose: 'suspect',
      kinds: indicatorKinds,
      version: 5,
      createdAtMs,
      validUntilMs,
      epoch: testEpoch,
      count: 200,
    })
    expect(expired).toBe(false)
  })

  it('opens from the middle of a larger buffer', () => {
    const larger = new Uint8Array(file.length + 10)
    larger.set(file, 3)
    expect(openList(larger.subarray(3, 3 + file.length), options).header.count).toBe(200)
  })

  it('answers when it is out of date, and says so', () => {
    const list = openList(file, { ...options, nowMs: validUntilMs + 1 })
    expect(list.expired).toBe(true)
    expect([list.isExpired(validUntilMs), list.isExpired(validUntilMs + 1)]).toEqual([false, true])
    const keys = seededWords(400, 21)
    expect(list.mayContainKey(keys[0] ?? 0, keys[1] ?? 0)).toBe(true)
  })

  it('is signed by a signer that may take its time', async () => {
    const secret = new Uint8Array(32).fill(8)
    const list = buildList({
      name: 'a',
      purpose: 'suspect',
      kinds: [],
      version: 1,
      createdAtMs,
      validUntilMs,
      epoch: testEpoch,
      keys: seededWords(2, 1),
    })
    const bytes = await encodeList(list, async (message) => ed25519.sign(message, secret))
    expect(codeOf(bytes, { publicKey: ed25519.getPublicKey(secret), name: 'a', minimumVersion: 1 })).toBe(
      'opened',
    )
    await expect(encodeList(list, () => new Uint8Array(63))).rejects.toThrow(RangeError)
  })
})

describe('a list file is refused', () => {
  it.each([
    ['SHIELD_SIGNATURE', 'of another key', { publicKey: ed25519.getPublicKey(new Uint8Array(32).fill(1)) }],
    ['SHIELD_OTHER_LIST', 'of another name', { name: 'known-good/all' }],
    ['SHIELD_ROLLBACK', 'that is as old as the one held', { minimumVersion: 6 }],
    ['opened', 'only if it is too old', { minimumVersion: 5 }],
  ])('with %s %s', (code, _which, changed) => {
    expect(codeOf(file, changed)).toBe(code)
  })

  it('when its signed header was replaced by an older one of the same content', async () => {
    const old = await listFile(seededWords(400, 21), { version: 4 })
    expect(codeOf(old)).toBe('SHIELD_ROLLBACK')
  })

  it('when the body of another list stands behind its header', async () => {
    const other = await listFile(seededWords(400, 22), { version: 5 })
    const { block } = openList(file, options)
    const mixed = other.slice()
    mixed.set(block, 6)
    expect(['SHIELD_TAMPERED', 'SHIELD_FORMAT']).toContain(codeOf(mixed))
  })

  it('wherever a byte of it was changed', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = file.slice()
        changed[at] = (changed[at] ?? 0) ^ flip
        expect(codeOf(changed)).toMatch(/^SHIELD_(FORMAT|SIGNATURE|TAMPERED)$/)
      }),
      { numRuns: 300 },
    )
  })

  it('wherever it is cut, and when something follows it', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), (length) => {
        expect(codeOf(file.subarray(0, length))).toBe('SHIELD_FORMAT')
      }),
    )
    expect(codeOf(new Uint8Array([...file, 0]))).toBe('SHIELD_FORMAT')
  })

  it('when it is anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expect(codeOf(bytes)).toBe('SHIELD_FORMAT')
        bytes.set(file.subarray(0, Math.min(6, bytes.length)))
        expect(codeOf(bytes)).toMatch(/^SHIELD_(FORMAT|SIGNATURE)$/)
      }),
    )
  })

  it('when its format is of another version', () => {
    const later = file.slice()
    later[4] = 2
    expect(codeOf(later)).toBe('SHIELD_FORMAT')
  })
})

describe('a signed list that cannot be', () => {
  it('does not crash the reader', async () => {
    // The hub's own signature, over a header and a body that its code would never write.
    const list = buildList({
      name: 'suspects/all',
      purpose: 'suspect',
      kinds: ['phone'],
      version: 5,
      createdAtMs,
      validUntilMs,
      epoch: testEpoch,
      keys: seededWords(40, 23),
    })
    await fc.assert(
      fc.asyncProperty(fc.nat(list.headerBytes.length - 33), fc.nat(255), async (at, byte) => {
        const headerBytes = list.headerBytes.slice()
        headerBytes[at] = byte
        const bytes = await encodeList({ ...list, headerBytes }, (message) =>
          ed25519.sign(message, new Uint8Array(32).fill(7)),
        )
        expect(codeOf(bytes)).toMatch(/^(opened|SHIELD_(FORMAT|OTHER_LIST|ROLLBACK))$/)
      }),
    )
  })
})
