import { expect, it } from 'vitest'
import { askListing, type ListedPerson } from './match-listing.ts'

const listed: ListedPerson = {
  nameKey: 'n',
  identityKey: 'i',
  startAtMs: 100,
  endAtMs: 200,
  isInForce: true,
  measures: ['NO_NEW_ACCOUNT', 'COUNTER_ONLY'],
}
const person = { nameKey: 'n', identityKey: 'i' }

it('tells measures and nothing else, while the listing is in force', () => {
  expect(askListing([listed, { ...listed, measures: ['COUNTER_ONLY'] }], person, 150)).toEqual({
    answer: 'HIT',
    measures: ['COUNTER_ONLY', 'NO_NEW_ACCOUNT'],
  })
  expect(askListing([listed], person, 99)).toEqual({ answer: 'NO_HIT' })
  expect(askListing([listed], person, 200)).toEqual({ answer: 'NO_HIT' })
  expect(askListing([{ ...listed, isInForce: false }], person, 150)).toEqual({ answer: 'NO_HIT' })
})

it('never hits by name alone or number alone', () => {
  expect(askListing([listed], { ...person, identityKey: 'other' }, 150)).toEqual({ answer: 'NO_HIT' })
  expect(askListing([listed], { ...person, nameKey: 'other' }, 150)).toEqual({ answer: 'NO_HIT' })
})
