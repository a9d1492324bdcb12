import type { VerdictState } from '@wuzei/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VerdictIndex } from './verdict-index.ts'
import { createVerdictIndex } from './verdict-index.ts'

const maxWord = 0xffffffff

function stateOf(weight: number, refAt: number): VerdictState {
  return {
    kind: 'phone',
    weight,
    refAt,
    ceiling: 'high',
    fraudTypes: ['F08.01'],
    tiers: [{ tier: 'member', groups: 1, count: 2, sources: 1, firstAt: refAt - 60, lastAt: refAt }],
    pin: null,
    identity: null,
    disputed: false,
    retracted: false,
  }
}

/** Unsigned 32-bit words from a seed, spread well enough to stand for hashes. */
function words(count: number, seed: number): Uint32Array {
  const result = new Uint32Array(count)
  for (let index = 0; index < count; index += 1) {
    let word = Math.imul(index + 1, 0x9e3779b9) ^ seed
    word = Math.imul(word ^ (word >>> 16), 0x21f0aaad)
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97)
    result[index] = word ^ (word >>> 15)
  }
  return result
}

function keyOf(hi: number, lo: number): bigint {
  return (BigInt(hi) << 32n) | BigInt(lo)
}

type Model = Map<bigint, number>

/** What differs between the index and the model: keys in order, instants, look-ups. Undefined when nothing does. */
function difference(index: VerdictIndex, model: Model): string | undefined {
  if (index.size !== model.size) return `size ${index.size} instead of ${model.size}`
  const expected = BigUint64Array.from(model.keys()).sort()
  let at = 0
  for (const entry of index.rangeByPrefix(0, 0)) {
    const key = keyOf(entry.hi, entry.lo)
    if (key !== expected[at]) return `key ${key} instead of ${expected[at]} at ${at}`
    if (entry.refAt !== model.get(key)) return `instant ${entry.refAt} of ${key}`
    const handle = index.find(entry.hi, entry.lo)
    if (handle < 0 || index.refAtOf(handle) !== entry.refAt) return `look-up of ${key}`
    at += 1
  }
  return at === expected.length ? undefined : `the range ends after ${at}`
}

/** Few distinct words, so that keys repeat, share their high word and crowd the ends of the range. */
const crowdedWord = fc.oneof(
  fc.constantFrom(0, 1, maxWord, maxWord - 1, 0x80000000, 0x7fffffff),
  fc.integer({ min: 0x12345600, max: 0x12345608 }),
  fc.integer({ min: 0, max: maxWord }),
)
const key = fc.tuple(crowdedWord, crowdedWord)
const put = fc.record({ act: fc.constant('put' as const), key, refAt: fc.integer({ min: 0, max: maxWord }) })
const removal = fc.record({ act: fc.constant('remove' as const), key })
const batch = fc.record({
  act: fc.constant('batch' as const),
  rows: fc.array(fc.tuple(key, fc.integer({ min: 0, max: maxWord })), { maxLength: 120 }),
})

describe('the index beside a Map', () => {
  it('holds what a Map would hold after any series of changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(put, removal, batch), { maxLength: 60 }),
        fc.constantFrom(8, 50, 16_384),
        (steps, maxShardEntries) => {
          const index = createVerdictIndex({ maxShardEntries })
          const model: Model = new Map()
          for (const step of steps) {
            if (step.act === 'put') {
              index.upsert(...step.key, stateOf(1, step.refAt))
              model.set(keyOf(...step.key), step.refAt)
            } else if (step.act === 'remove') {
              expect(index.remove(...step.key)).toBe(model.delete(keyOf(...step.key)))
              expect(index.find(...step.key)).toBe(-1)
            } else {
              putBatch(index, step.rows, index.internState(stateOf(2, 0)))
              for (const [rowKey, refAt] of step.rows) model.set(keyOf(...rowKey), refAt)
            }
          }
          expect(difference(index, model)).toBeUndefined()
        },
      ),
      { numRuns: 150 },
    )
  })

  it.each<[string, (index: number) => readonly [number, number]]>([
    ['equal high words', (index: number) => [0xabcdef01, index * 7] as const],
    ['equal high words at the end of the range', (index: number) => [maxWord, maxWord - index] as const],
    ['keys zero and up', (index: number) => [0, index] as const],
    ['keys in falling order', (index: number) => [maxWord - index * 50_000, 5] as const],
  ])('takes 12,000 keys with %s, one by one and back out', (_name, make) => {
    const index = createVerdictIndex({ maxShardEntries: 1000 })
    const model: Model = new Map()
    const state = stateOf(1, 100)
    for (let at = 0; at < 12_000; at += 1) {
      index.upsert(...make(at), state)
      model.set(keyOf(...make(at)), 100)
    }
    expect(difference(index, model)).toBeUndefined()
    for (let at = 0; at < 12_000; at += 1) {
      if (at % 3 === 0) continue
      if (index.remove(...make(at))) model.delete(keyOf(...make(at)))
    }
    expect(model.size).toBe(4000)
    expect(difference(index, model)).toBeUndefined()
    expect(index.find(...make(1))).toBe(-1)
  })

  it('gives memory back when most keys are removed', () => {
    const index = createVerdictIndex()
    const keys = words(40_000, 3)
    const state = stateOf(1, 100)
    for (let at = 0; at < keys.length; at += 2) index.upsert(keys[at]!, keys[at + 1]!, state)
    const full = index.bytes
    for (let at = 0; at < keys.length * 0.9; at += 2) index.remove(keys[at]!, keys[at + 1]!)
    expect(index.size).toBe(2000)
    expect(index.bytes).toBeLessThan(full / 5)
  })
})

function putBatch(
  index: VerdictIndex,
  rows: readonly (readonly [readonly [number, number], number])[],
  stateId: number,
): void {
  index.upsertMany(
    Uint32Array.from(rows.flatMap(([rowKey]) => [...rowKey])),
    Uint32Array.from(rows.map(([, refAt]) => refAt)),
    new Uint32Array(rows.length).fill(stateId),
  )
}

describe('memory', () => {
  it('never takes more than 24 bytes an entry from 10,000 entries up, at any step of growth', () => {
    const index = createVerdictIndex()
    const state = index.internState(stateOf(1, 0))
    let worst = 0
    const step = 500
    const keys = words(2 * 1_000_000, 11)
    for (let from = 0; from < 1_000_000; from += step) {
      index.upsertMany(
        keys.subarray(from * 2, (from + step) * 2),
        new Uint32Array(step),
        new Uint32Array(step).fill(state),
      )
      if (index.size >= 10_000) worst = Math.max(worst, index.bytes / index.size)
    }
    expect(index.size).toBeGreaterThan(990_000)
    expect(worst).toBeLessThanOrEqual(24)
  })

  it('does not let keys that share a prefix blow up the directory', () => {
    const index = createVerdictIndex({ maxShardEntries: 64 })
    for (let at = 0; at < 5000; at += 1) index.upsert(7, at, stateOf(1, 0))
    expect(index.bytes / index.size).toBeLessThan(40)
  })
})

describe('states', () => {
  it('gives back the state put in, with the same JSON', () => {
    const index = createVerdictIndex()
    const state: VerdictState = {
      ...stateOf(-1.25, 1_772_000_000),
      pin: { level: 'confirmed', by: 'admin', at: 1_772_000_123, reason: '已核实' },
      identity: { id: 'icbc', name: { zh: '工商银行', en: 'ICBC' }, category: 'bank', spoofed: true },
    }
    index.upsert(0, 0, state)
    expect(JSON.stringify(index.get(0, 0))).toBe(JSON.stringify(state))
    expect(index.get(0, 1)).toBeUndefined()
  })

  it('keeps one state for entries that differ only in when they were seen', () => {
    const index = createVerdictIndex()
    index.upsert(1, 1, stateOf(3, 1000))
    index.upsert(2, 2, stateOf(3, 2_000_000))
    expect(index.stateCount).toBe(1)
    expect(index.get(1, 1)).toEqual(stateOf(3, 1000))
    expect(index.get(2, 2)).toEqual(stateOf(3, 2_000_000))
    const handle = index.find(2, 2)
    expect(index.stateOf(index.stateIdOf(handle)).weight).toBe(3)
  })

  it('forgets states no entry points to when a capture begins, and keeps the others', () => {
    const index = createVerdictIndex()
    index.upsert(1, 1, stateOf(1, 100))
    index.upsert(2, 2, stateOf(2, 100))
    index.upsert(1, 1, stateOf(3, 100))
    index.remove(2, 2)
    putBatch(index, [[[5, 5], 9]], index.internState(stateOf(4, 0)))
    putBatch(index, [[[5, 5], 9]], index.internState(stateOf(5, 0)))
    const unused = index.internState(stateOf(6, 0))
    expect(index.stateCount).toBe(6)
    index.capture().release()
    expect(index.stateCount).toBe(2)
    expect(index.get(1, 1)).toEqual(stateOf(3, 100))
    expect(index.get(5, 5)?.weight).toBe(5)
    expect(() => index.stateOf(unused)).toThrow(RangeError)
    expect(() => putBatch(index, [[[8, 8], 1]], unused)).toThrow(RangeError)
    // A new state must not take over a number that a caller may still hold.
    expect(index.internState(stateOf(7, 0))).not.toBe(unused)
    expect(() => putBatch(index, [[[8, 8], 1]], unused)).toThrow(RangeError)
  })

  it('refuses what an entry cannot hold', () => {
    const index = createVerdictIndex()
    expect(() => index.upsert(1, 1, stateOf(1, -1))).toThrow(RangeError)
    expect(() => index.upsert(1, 1, stateOf(1, 2 ** 32))).toThrow(RangeError)
    expect(() => index.upsert(1, 1, stateOf(1, 0.5))).toThrow(RangeError)
    expect(() => index.upsert(1, 1, stateOf(Number.NaN, 1))).toThrow(RangeError)
    expect(() => index.upsert(-1, 1, stateOf(1, 1))).toThrow(RangeError)
    expect(() => index.upsertMany(new Uint32Array(2), new Uint32Array(2), new Uint32Array(2))).toThrow(
      RangeError,
    )
    expect(() => index.upsertMany(new Uint32Array(2), new Uint32Array(1), Uint32Array.of(0))).toThrow(
      RangeError,
    )
    expect(index.size).toBe(0)
  })
})

describe('ranges by prefix', () => {
  it('gives exactly the keys below a prefix, in order', () => {
    const keys = words(40_000, 5)
    const index = createVerdictIndex({ maxShardEntries: 512 })
    const state = stateOf(1, 50)
    const all: bigint[] = []
    for (let at = 0; at < keys.length; at += 2) {
      index.upsert(keys[at]!, keys[at + 1]!, state)
      all.push(keyOf(keys[at]!, keys[at + 1]!))
    }
    all.sort((left, right) => (left < right ? -1 : 1))
    for (const [prefix, bits] of [
      [0, 0],
      [0, 1],
      [1, 1],
      [0, 12],
      [4095, 12],
      [1234, 12],
      [77_777, 20],
      [keys[0]!, 32],
      [0, 32],
      [maxWord, 32],
    ] as const) {
      const found = [...index.rangeByPrefix(prefix, bits)].map((entry) => keyOf(entry.hi, entry.lo))
      const expected = all.filter((each) => each >> BigInt(64 - bits) === BigInt(prefix))
      expect(found.join()).toBe(expected.join())
    }
    expect([...index.rangeByPrefix(keys[0]!, 32)]).toHaveLength(1)
  })

  it('refuses a prefix that does not fit and a change in the middle', () => {
    const index = createVerdictIndex()
    for (let at = 0; at < 10; at += 1) index.upsert(at, at, stateOf(1, 50))
    expect(() => [...index.rangeByPrefix(2, 1)]).toThrow(RangeError)
    expect(() => [...index.rangeByPrefix(0, 33)]).toThrow(RangeError)
    expect(() => {
      for (const entry of index.rangeByPrefix(0, 0)) index.remove(entry.hi, entry.lo)
    }).toThrow('changed')
  })
})
