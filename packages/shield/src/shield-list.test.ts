import { indicatorKey } from '@wuzei/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { falsePositiveRateOf, knownGoodFalsePositiveRate, planEpoch } from './epoch.ts'
import { createKeyedMix } from './keyed-mix.ts'
import { listFile, listOfKeys, seededWords, testEpoch } from './lists.fixture.ts'
import { createPlacer } from './place.ts'

const keysArbitrary = fc.array(fc.tuple(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff)), { maxLength: 400 })

/** Rates from the coarsest to the finest, for a few entries and for many. */
const epochArbitrary = fc
  .record({
    salt: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    expectedCount: fc.nat(5000),
    falsePositiveRate: fc.integer({ min: 2, max: 40 }).map((bits) => 2 ** -bits),
  })
  .map(planEpoch)

describe('a shield list', () => {
  it('finds everything that was put in, whatever the epoch', async () => {
    await fc.assert(
      fc.asyncProperty(keysArbitrary, epochArbitrary, async (keys, epoch) => {
        const list = await listOfKeys(Uint32Array.from(keys.flat()), { epoch })
        for (const [high, low] of keys) expect(list.mayContainKey(high, low)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('answers one stranger in ten thousand with maybe', async () => {
    const epoch = { ...planEpoch({ salt: testEpoch.salt, expectedCount: 100_000, falsePositiveRate: 1e-4 }) }
    const list = await listOfKeys(seededWords(200_000, 1), { epoch })
    const strangers = seededWords(2_000_000, 2)
    let maybe = 0
    for (let at = 0; at < strangers.length; at += 2) {
      if (list.mayContainKey(strangers[at] ?? 0, strangers[at + 1] ?? 0)) maybe++
    }
    // 100 are expected; five standard deviations either way.
    expect(maybe).toBeGreaterThan(50)
    expect(maybe).toBeLessThan(150)
    expect(falsePositiveRateOf(epoch, 100_000)).toBeCloseTo(1e-4, 6)
  })

  it('stays within 15 % of the information bound', async () => {
    const count = 100_000
    const epoch = planEpoch({ salt: testEpoch.salt, expectedCount: count, falsePositiveRate: 1e-4 })
    const { length } = await listFile(seededWords(count * 2, 3), { epoch })
    const boundBits = Math.log2(1 / falsePositiveRateOf(epoch, count))
    expect((length * 8) / count / boundBits).toBeLessThan(1.15)
  })

  it('lets hardly any stranger pass for known to be good', async () => {
    const epoch = planEpoch({
      salt: testEpoch.salt,
      expectedCount: 50_000,
      falsePositiveRate: knownGoodFalsePositiveRate,
    })
    const keys = seededWords(100_000, 4)
    const list = await listOfKeys(keys, { epoch, purpose: 'known-good' })
    const strangers = seededWords(1_000_000, 5)
    let maybe = 0
    for (let at = 0; at < strangers.length; at += 2) {
      if (list.mayContainKey(strangers[at] ?? 0, strangers[at + 1] ?? 0)) maybe++
    }
    expect(maybe).toBe(0)
    for (let at = 0; at < keys.length; at += 2) {
      expect(list.mayContainKey(keys[at] ?? 0, keys[at + 1] ?? 0)).toBe(true)
    }
  })

  it('has the same bytes whatever the order of the keys, and counts doubles once', async () => {
    const one = await listFile(Uint32Array.of(1, 2, 3, 4, 5, 6))
    expect(await listFile(Uint32Array.of(5, 6, 1, 2, 3, 4, 1, 2))).toEqual(one)
  })

  it('answers for values by kind and canonical form, of the kinds it covers', async () => {
    const key = indicatorKey('phone', '+8613800000000')
    const list = await listOfKeys(Uint32Array.of(Number(key >> 32n), Number(key & 0xffff_ffffn)), {
      kinds: ['phone', 'domain'],
    })
    expect(list.mayContain('phone', '+8613800000000')).toBe(true)
    expect(list.mayContain('phone', '+8613800000001')).toBe(false)
    expect(list.mayContain('account', '+8613800000000')).toBe(false)
    expect([list.covers('phone'), list.covers('account')]).toEqual([true, false])
    expect(list.header.kinds).toEqual(['phone', 'domain'])
  })

  it('of nothing holds nothing', async () => {
    const list = await listOfKeys(new Uint32Array())
    expect(list.header.count).toBe(0)
    expect(list.mayContain('phone', '+8613800000000')).toBe(false)
  })
})

describe('values of two salts', () => {
  it('have no more in common than chance', () => {
    const keys = seededWords(20_000, 6)
    const one = createPlacer(testEpoch)
    const other = createPlacer({ ...testEpoch, salt: new Uint8Array(16).fill(4) })
    let same = 0
    for (let at = 0; at < keys.length; at += 2) {
      const { bucket, offset } = one(keys[at] ?? 0, keys[at + 1] ?? 0)
      const left = bucket * 2 ** testEpoch.bucketBits + offset
      const second = other(keys[at] ?? 0, keys[at + 1] ?? 0)
      if (left === second.bucket * 2 ** testEpoch.bucketBits + second.offset) same++
    }
    expect(same).toBeLessThan(3)
  })
})

describe('a value', () => {
  it('is the hash scaled to the epoch, exactly', () => {
    fc.assert(
      fc.property(epochArbitrary, fc.nat(0xffff_ffff), fc.nat(0xffff_ffff), (epoch, high, low) => {
        const { bucket, offset } = createPlacer(epoch)(high, low)
        const hash = new Uint32Array(2)
        // The same recipe in big integers, which no look-up could afford.
        createKeyedMix(epoch.salt)(high, low, hash)
        const wide = (BigInt(hash[0] ?? 0) << 32n) | BigInt(hash[1] ?? 0)
        const value = (wide * BigInt(epoch.bucketCount) * 2n ** BigInt(epoch.bucketBits)) >> 64n
        expect((BigInt(bucket) << BigInt(epoch.bucketBits)) + BigInt(offset)).toBe(value)
      }),
    )
  })
})
