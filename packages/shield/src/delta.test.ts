import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDelta } from './apply-delta.ts'
import { buildDelta } from './build-delta.ts'
import { knownGoodFalsePositiveRate, planEpoch } from './epoch.ts'
import {
  createdAtMs,
  listFile,
  listOfKeys,
  opened,
  publicKey,
  seededWords,
  testEpoch,
  validUntilMs,
} from './lists.fixture.ts'
import type { ShieldList } from './open-list.ts'

const now = { publicKey, nowMs: createdAtMs }

function deltaBetween(old: ShieldList, next: ShieldList): Uint8Array {
  const delta = buildDelta(old, next)
  if (delta === undefined) throw new Error('the lists are of two epochs')
  return delta
}

/** Which of a pool of keys are in the old list and which in the new one. */
const membershipArbitrary = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 300 })
const pool = seededWords(600, 11)

function keysWhere(present: readonly boolean[]): Uint32Array {
  return Uint32Array.from(present.flatMap((is, at) => (is ? [...pool.subarray(at * 2, at * 2 + 2)] : [])))
}

const epochs = [
  testEpoch,
  planEpoch({ salt: testEpoch.salt, expectedCount: 20, falsePositiveRate: 1 / 8 }),
  planEpoch({ salt: testEpoch.salt, expectedCount: 300, falsePositiveRate: knownGoodFalsePositiveRate }),
]

describe('a delta', () => {
  it('makes of the old list the new one, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(membershipArbitrary, fc.constantFrom(...epochs), async (members, epoch) => {
        const old = await listOfKeys(keysWhere(members.map(([before]) => before)), { epoch })
        const nextKeys = keysWhere(members.map(([, after]) => after))
        const nextFile = await listFile(nextKeys, { epoch, version: 2 })
        const applied = applyDelta(old, deltaBetween(old, opened(nextFile)), now)
        expect(applied.bytes).toEqual(nextFile)
        for (let at = 0; at < nextKeys.length; at += 2) {
          expect(applied.mayContainKey(nextKeys[at] ?? 0, nextKeys[at + 1] ?? 0)).toBe(true)
        }
      }),
      { numRuns: 80 },
    )
  })

  it.each([
    ['nothing into something', 0, 300],
    ['something into nothing', 300, 0],
    ['nothing into nothing', 0, 0],
    ['a list into itself', 300, 300],
  ])('makes %s', async (_what, before, after) => {
    const old = await listOfKeys(pool.subarray(0, before * 2))
    const nextFile = await listFile(pool.subarray(0, after * 2), { version: 9 })
    expect(applyDelta(old, deltaBetween(old, opened(nextFile)), now).bytes).toEqual(nextFile)
  })

  it('takes removed entries out and leaves the old list as it was', async () => {
    const keys = seededWords(2000, 12)
    const old = await listOfKeys(keys)
    const next = await listOfKeys(keys.subarray(1000), { version: 2 })
    const applied = applyDelta(old, deltaBetween(old, next), now)
    let found = 0
    for (let at = 0; at < 1000; at += 2) {
      if (applied.mayContainKey(keys[at] ?? 0, keys[at + 1] ?? 0)) found++
      expect(old.mayContainKey(keys[at] ?? 0, keys[at + 1] ?? 0)).toBe(true)
    }
    expect(found).toBeLessThan(2)
    expect(applied.header.version).toBe(2)
  })

  it('is small: a fiftieth of the list where one entry in a hundred is another', async () => {
    const keys = seededWords(202_000, 13)
    const epoch = planEpoch({ salt: testEpoch.salt, expectedCount: 100_000, falsePositiveRate: 1e-4 })
    const old = await listOfKeys(keys.subarray(0, 200_000), { epoch })
    const next = await listOfKeys(keys.subarray(2000), { epoch, version: 2 })
    expect(deltaBetween(old, next).length).toBeLessThan(next.bytes.length / 45)
  })

  it('says of a new list that is out of date already that it is', async () => {
    const old = await listOfKeys(pool)
    const next = await listOfKeys(pool, { version: 2 })
    const applied = applyDelta(old, deltaBetween(old, next), { publicKey, nowMs: validUntilMs + 1 })
    expect(applied.expired).toBe(true)
  })
})

describe('there is no delta', () => {
  it('between two epochs', async () => {
    const epoch = { ...testEpoch, salt: new Uint8Array(16).fill(9) }
    expect(buildDelta(await listOfKeys(pool), await listOfKeys(pool, { epoch, version: 2 }))).toBeUndefined()
  })

  it('back, or to another list', async () => {
    const list = await listOfKeys(pool, { version: 2 })
    expect(() => buildDelta(list, list)).toThrow(RangeError)
    const name = 'suspects/other'
    const other = opened(await listFile(pool, { version: 3, name }), name)
    expect(() => buildDelta(list, other)).toThrow(RangeError)
  })
})

describe('a delta is refused', () => {
  it.each([
    ['SHIELD_OTHER_PARENT', 'for another version', 2, pool],
    ['SHIELD_OTHER_PARENT', 'for other content', 1, pool.subarray(2)],
    ['SHIELD_ROLLBACK', 'to the version held', 3, pool],
    ['SHIELD_ROLLBACK', 'to an older version', 4, pool],
  ])('with %s %s', async (code, _why, heldVersion, heldKeys) => {
    const old = await listOfKeys(pool, { version: 1 })
    const next = await listOfKeys(pool.subarray(0, 300), { version: 3 })
    const held = await listOfKeys(heldKeys, { version: heldVersion })
    expect(() => applyDelta(held, deltaBetween(old, next), now)).toThrow(expect.objectContaining({ code }))
  })

  it('with another key', async () => {
    const old = await listOfKeys(pool)
    const next = await listOfKeys(pool.subarray(0, 300), { version: 2 })
    const other = new Uint8Array(publicKey).fill(5, 0, 1)
    expect(() => applyDelta(old, deltaBetween(old, next), { publicKey: other, nowMs: 0 })).toThrow(
      expect.objectContaining({ code: 'SHIELD_SIGNATURE' }),
    )
  })

  it('with a code wherever it was changed or cut, and never leads to another list', async () => {
    const old = await listOfKeys(pool)
    const next = await listOfKeys(pool.subarray(100, 400), { version: 2 })
    const delta = deltaBetween(old, next)
    const coded = expect.objectContaining({ code: expect.stringMatching(/^SHIELD_/) })
    fc.assert(
      fc.property(fc.nat(delta.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = delta.slice()
        changed[at] = (changed[at] ?? 0) ^ flip
        let applied: ShieldList
        try {
          applied = applyDelta(old, changed, now)
        } catch (error) {
          expect(error).toEqual(coded)
          return
        }
        expect(applied.bytes).toEqual(next.bytes)
      }),
      { numRuns: 400 },
    )
    fc.assert(
      fc.property(fc.nat(delta.length - 1), (length) => {
        expect(() => applyDelta(old, delta.subarray(0, length), now)).toThrow(coded)
      }),
    )
  })
})
