import { assess, type Evidence, type VerdictState } from '@wuzei/domain'
import { expect, test } from 'vitest'
import { createVerdictIndex } from '../../verdict-index/verdict-index.ts'
import { confirmPrefix } from './confirm-prefix.ts'

const nowS = 1_780_000_000

function stateOf(pin: 'high' | 'suspicious' | null): VerdictState {
  const evidence: Evidence[] = []
  return assess({
    kind: 'phone',
    evidence,
    tenureFrom: null,
    pin: pin && { level: pin, by: 'administrator:1', at: nowS, reason: 'seen it' },
    identity: null,
    dispute: null,
    retractedAt: null,
  })
}

test('only what decides is answered, and only below the prefix', () => {
  const index = createVerdictIndex()
  index.upsert(0x80000000, 1, stateOf('high'))
  index.upsert(0x80000001, 2, stateOf(null))
  index.upsert(0x7fffffff, 3, stateOf('high'))
  expect(confirmPrefix(index, { prefix: 1, bits: 1 }, nowS)).toEqual([
    {
      key: '8000000000000001',
      level: 'high',
      score: expect.any(Number),
      fraudTypes: [],
      decidedBy: 'pin',
      ceiling: expect.any(String),
      identity: null,
      disputed: false,
    },
  ])
  expect(confirmPrefix(index, { prefix: 0, bits: 0 }, nowS)).toHaveLength(2)
})

test.each([
  ['answered', 1_025, 'high'],
  ['looked at', 8_193, null],
] as const)('more than can be %s is refused; with more bits it is not', (_what, count, pin) => {
  const index = createVerdictIndex()
  const state = stateOf(pin)
  for (let at = 0; at < count; at++) index.upsert(at * 0x40000, at, state)
  expect(() => confirmPrefix(index, { prefix: 0, bits: 0 }, nowS)).toThrow(
    expect.objectContaining({ code: 'SHIELD_PREFIX_TOO_SHORT' }),
  )
  expect(confirmPrefix(index, { prefix: 0, bits: 4 }, nowS).length).toBeLessThan(1_025)
})
