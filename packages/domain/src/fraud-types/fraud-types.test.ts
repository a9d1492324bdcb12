import { describe, expect, test } from 'vitest'
import { fraudTypeOf, fraudTypes, isFraudType } from './fraud-types.ts'

/** Every code of the taxonomy, in order. */
const codes = [
  'F01 F01.01 F01.02 F01.03',
  'F02 F02.01 F02.02 F02.03 F02.04',
  'F03 F03.01 F03.02 F03.03',
  'F04 F04.01 F04.02 F04.03 F04.04',
  'F05 F05.01 F05.02',
  'F06 F06.01 F06.02',
  'F07 F07.01 F07.02 F07.03 F07.04 F07.05',
  'F08 F08.01 F08.02 F08.03 F08.04',
  'F09 F09.01 F09.02',
  'F10 F11',
  'F12 F12.01 F12.02 F12.03',
  'F13 F13.01 F13.02 F13.03 F13.04 F13.05',
  'F14 F15 F16 F17 F18 F19 F98 F99',
].flatMap((line) => line.split(' '))

test('the taxonomy is complete, in order, and every code is there once', () => {
  expect(fraudTypes.map((type) => type.code)).toEqual(codes)
})

test('the ten most common types of the ministry are all there', () => {
  const places = new Set(fraudTypes.flatMap((type) => type.mps10))
  expect([...places].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('looking up', () => {
  expect(fraudTypeOf('F08.01')?.family).toBe('F08')
  expect(fraudTypeOf('F08')?.family).toBeNull()
  expect(fraudTypeOf('F08.99')).toBeUndefined()
  expect(isFraudType('F99')).toBe(true)
  for (const code of ['', 'f08', 'F8', 'constructor', '__proto__']) expect(isFraudType(code)).toBe(false)
})

test('a type has its family’s words where it has none of its own', () => {
  const family = fraudTypeOf('F05')
  const type = fraudTypeOf('F05.01')
  expect(type?.advice).toEqual(family?.advice)
  expect(type?.name).not.toEqual(family?.name)
  expect(fraudTypeOf('F05.02')?.advice).not.toEqual(family?.advice)
})

test('tiers: what the rules name is HIGH or above, the rest MEDIUM or LOW', () => {
  for (const type of fraudTypes) {
    // Romance that turns into an investment counts as the investment fraud it is.
    const urgent = /^F0[12568]|^F04\.02|^F13\.04|^F09\.01/.test(type.code)
    expect(['CRITICAL', 'HIGH'].includes(type.defaultTier), type.code).toBe(urgent)
  }
})

describe('words', () => {
  for (const type of fraudTypes) {
    test(`${type.code} is complete in both languages`, () => {
      const { name, advice, signals, firstSteps, vectors, payChannels } = type
      for (const { zh, en } of [name, advice]) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/^[A-Z“][\x20-\x7e“”’]*$/)
      }
      expect(advice.zh.length).toBeLessThanOrEqual(60)
      expect(advice.zh.endsWith('。') && advice.en.endsWith('.')).toBe(true)
      for (const lines of [signals, firstSteps]) {
        expect(lines.zh.length).toBe(lines.en.length)
        for (const line of [...lines.zh, ...lines.en]) expect(line.trim()).toBe(line)
      }
      expect(signals.zh.length).toBeGreaterThanOrEqual(3)
      expect(firstSteps.zh.length).toBe(3)
      expect(vectors.length * payChannels.length).toBeGreaterThan(0)
      // Half-width punctuation between Chinese characters is a typing slip.
      for (const zh of [name.zh, advice.zh, ...signals.zh, ...firstSteps.zh]) {
        expect(zh).not.toMatch(/\p{Script=Han}[,;:!?()]|[,;:!?()]\p{Script=Han}/u)
      }
    })
  }

  test('whoever lost money is told to call the police', () => {
    for (const type of fraudTypes) {
      expect(type.firstSteps.zh.join(''), type.code).toMatch(/110/)
      expect(type.firstSteps.en.join(' '), type.code).toMatch(/\b110\b/)
    }
  })
})
