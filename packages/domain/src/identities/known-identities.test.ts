import { describe, expect, test } from 'vitest'
import { indicatorKey } from '../indicators/key.ts'
import { definitionOf } from '../indicators/registry.ts'
import { knownIdentities } from './known-identities.ts'

describe('the yellow pages the library starts with', () => {
  test('ids are unique, and no number or site has two owners', () => {
    const ids = knownIdentities.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const values = knownIdentities.flatMap(({ indicators }) =>
      indicators.map(({ kind, value }) => `${kind} ${value}`),
    )
    expect(new Set(values).size).toBe(values.length)
    expect(values.length).toBeGreaterThan(100)
  })

  for (const { id, indicators } of knownIdentities) {
    test(`${id}: every value is canonical and genuine`, () => {
      expect(indicators.length).toBeGreaterThan(0)
      for (const { kind, value } of indicators) {
        const result = definitionOf(kind).parse(value)
        expect(result.ok && result.indicator.canonical, value).toBe(value)
        expect(result.ok && result.indicator.marks).not.toContain('forged')
        expect(typeof indicatorKey(kind, value)).toBe('bigint')
      }
    })
  }

  test('a platform vouches for its own site, not for what others publish below it', () => {
    for (const { category, indicators } of knownIdentities) {
      for (const { kind, coversSubdomains } of indicators) {
        expect(coversSubdomains).toBe(kind === 'domain' && category !== 'platform')
      }
    }
  })

  test('banks, police and operators warn of forged calls', () => {
    for (const { id, category, spoofed } of knownIdentities) {
      if (['bank', 'police', 'operator'].includes(category)) expect(spoofed, id).toBe(true)
    }
  })
})
