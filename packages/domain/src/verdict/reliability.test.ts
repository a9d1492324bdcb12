import { expect, test } from 'vitest'
import { outcomesRemembered, recordOutcome, reliabilityOf, tierReliability } from './reliability.ts'

test('tiers start where they should: citizens below lists and members, police on top', () => {
  const mean = (tier: keyof typeof tierReliability) => reliabilityOf(tierReliability[tier])
  expect(mean('citizen')).toBeCloseTo(0.7)
  expect(mean('member')).toBeCloseTo(0.9)
  expect(mean('feed')).toBeCloseTo(0.9)
  expect(mean('detector')).toBeCloseTo(0.8)
  expect(mean('police')).toBeCloseTo(0.98)
})

test('outcomes move the mean: confirmations up, retractions and upheld disputes down', () => {
  const at = tierReliability.citizen
  expect(recordOutcome(at, 'confirmed')).toEqual({ alpha: 8, beta: 3 })
  expect(recordOutcome(at, 'retracted')).toEqual({ alpha: 7, beta: 4 })
  expect(recordOutcome(at, 'dispute-upheld')).toEqual({ alpha: 7, beta: 4 })
})

test('a long good record does not hide that a source has turned bad', () => {
  let record = tierReliability.feed
  for (let n = 0; n < 10_000; n += 1) record = recordOutcome(record, 'confirmed')
  expect(record.alpha + record.beta).toBeCloseTo(outcomesRemembered)
  for (let n = 0; n < outcomesRemembered; n += 1) record = recordOutcome(record, 'retracted')
  expect(reliabilityOf(record)).toBeLessThan(0.4)
})
