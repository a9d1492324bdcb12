import * as fc from 'fast-check'
import { CodedError } from '@wuzei/domain'
import { describe, expect, it } from 'vitest'
import { createPersonalDataCipher, type DataClass, dataClasses } from './cipher.ts'
import { newDataKeys } from './data-keys.ts'

const keys = newDataKeys()
const cipher = createPersonalDataCipher(keys)
const secret = '李女士 13800138000'

/** Opening must fail, and the error must be the one that tells nothing. */
function expectUnreadable(open: () => unknown) {
  const failure: unknown = (() => {
    try {
      return open()
    } catch (error) {
      return error
    }
  })()
  expect(failure).toBeInstanceOf(CodedError)
  expect(failure).toMatchObject({ code: 'INTERNAL', message: 'Stored data could not be read' })
  expect(failure).not.toHaveProperty('cause')
}

describe('sealing', () => {
  it('gives back text and bytes of any length', () => {
    fc.assert(
      fc.property(fc.constantFrom(...dataClasses), fc.string(), fc.uint8Array(), (dataClass, id, bytes) => {
        expect(cipher.open(dataClass, id, cipher.seal(dataClass, id, bytes))).toEqual(Buffer.from(bytes))
      }),
    )
    expect(cipher.openText('narrative', 'r1', cipher.seal('narrative', 'r1', secret))).toBe(secret)
    expect(cipher.openText('narrative', 'r1', cipher.seal('narrative', 'r1', ''))).toBe('')
  })

  it('leaves nothing readable and never gives the same bytes twice', () => {
    const first = cipher.seal('contact', 'r1', secret)
    expect(first.includes(Buffer.from(secret))).toBe(false)
    expect(first.equals(cipher.seal('contact', 'r1', secret))).toBe(false)
  })

  it('finds every flipped bit', () => {
    const sealed = cipher.seal('contact', 'r1', 'abc')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const tampered = Buffer.from(sealed)
      tampered[bit >> 3] = (tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expectUnreadable(() => cipher.open('contact', 'r1', tampered))
    }
  })

  it('finds every cut', () => {
    const sealed = cipher.seal('contact', 'r1', 'abc')
    for (let length = 0; length < sealed.length; length++)
      expectUnreadable(() => cipher.open('contact', 'r1', sealed.subarray(0, length)))
    expectUnreadable(() => cipher.open('contact', 'r1', Buffer.concat([sealed, Buffer.from([0])])))
  })

  it('does not open under another record or class', () => {
    const sealed = cipher.seal('contact', 'r1', secret)
    expectUnreadable(() => cipher.open('contact', 'r2', sealed))
    for (const other of dataClasses.filter((one: DataClass) => one !== 'contact'))
      expectUnreadable(() => cipher.open(other, 'r1', sealed))
  })

  it('does not open with another key', () => {
    const stranger = createPersonalDataCipher(newDataKeys())
    expectUnreadable(() => stranger.open('contact', 'r1', cipher.seal('contact', 'r1', secret)))
  })
})

describe('key rotation', () => {
  const [first] = keys.masters.values()
  const rotated = {
    ...keys,
    masters: new Map([...keys.masters, ...[...newDataKeys().masters].map(([, key]) => [2, key] as const)]),
  }
  const newer = createPersonalDataCipher(rotated)
  const old = cipher.seal('name', 'r1', secret)

  it('reads what the old key wrote and writes with the newest', () => {
    expect(newer.openText('name', 'r1', old)).toBe(secret)
    const fresh = newer.seal('name', 'r1', secret)
    expect([newer.isOutdated(old), newer.isOutdated(fresh)]).toEqual([true, false])
    expectUnreadable(() => cipher.open('name', 'r1', fresh))
  })

  it('writes with the highest number whatever the order of the file', () => {
    const reversed = createPersonalDataCipher({
      ...rotated,
      masters: new Map([...rotated.masters].toReversed()),
    })
    expect(reversed.isOutdated(reversed.seal('name', 'r1', secret))).toBe(false)
    expectUnreadable(() => cipher.open('name', 'r1', reversed.seal('name', 'r1', secret)))
  })

  it('no longer reads what a removed key wrote', () => {
    const without = createPersonalDataCipher({ ...rotated, masters: new Map([...rotated.masters].slice(1)) })
    expect(first).toBeDefined()
    expectUnreadable(() => without.open('name', 'r1', old))
  })

  it('keeps blind indexes and pseudonyms', () => {
    expect(newer.blindIndex('contact', '+8613800138000')).toEqual(
      cipher.blindIndex('contact', '+8613800138000'),
    )
    expect(newer.pseudonym('origin', '203.0.113.0/24')).toBe(cipher.pseudonym('origin', '203.0.113.0/24'))
  })
})

describe('blind index and pseudonym', () => {
  it('is equal for equal values only, and apart for each class and purpose', () => {
    const indexes = [...dataClasses, 'receipt' as const].map((one) =>
      cipher.blindIndex(one, 'x').toString('hex'),
    )
    const purposes = (['reporter', 'origin', 'device', 'text', 'sign-in'] as const).map((one) =>
      cipher.pseudonym(one, 'x'),
    )
    const cut = indexes.map((one) => one.slice(0, 16))
    const all = [...cut, ...purposes, cipher.pseudonym('text', 'y')]
    expect(new Set(all).size).toBe(all.length)
    expect(cipher.blindIndex('contact', 'x')).toEqual(cipher.blindIndex('contact', 'x'))
    expect(cipher.blindIndex('contact', 'x')).toHaveLength(32)
    expect(cipher.pseudonym('text', 'x')).toMatch(/^[0-9a-f]{16}$/)
  })

  it('cannot be computed without the index key', () => {
    const stranger = createPersonalDataCipher({ ...newDataKeys(), masters: keys.masters })
    expect(stranger.blindIndex('contact', 'x')).not.toEqual(cipher.blindIndex('contact', 'x'))
    expect(stranger.pseudonym('text', 'x')).not.toBe(cipher.pseudonym('text', 'x'))
  })
})
