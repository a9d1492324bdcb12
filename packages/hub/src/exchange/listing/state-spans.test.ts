import { indicatorKinds, readVerdict, unknownState, verdictLevels, type VerdictLevel } from '@wuzei/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSpans } from './state-spans.ts'

const rank = (level: VerdictLevel) => verdictLevels.indexOf(level)

test('a state is listed exactly until the first second at which the model reads it lower', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...indicatorKinds),
      fc.double({ min: 0, max: 14, noNaN: true }),
      fc.constantFrom(...verdictLevels),
      (kind, weight, ceiling) => {
        const state = { ...unknownState(kind), weight, ceiling, refAt: 0 as const }
        const { highForS, confirmedForS } = readSpans(1, state)
        for (const [span, level] of [
          [highForS, 'high'],
          [confirmedForS, 'confirmed'],
        ] as const) {
          if (span === null) throw new Error('a sum never stands for ever')
          expect(rank(readVerdict(state, span).level)).toBeLessThan(rank(level))
          if (span > 0) expect(rank(readVerdict(state, span - 1).level)).toBeGreaterThanOrEqual(rank(level))
        }
      },
    ),
  )
})

test('a pin stands for ever at its level, an owner is never listed', () => {
  const plain = { ...unknownState('phone'), weight: 14, ceiling: 'confirmed' as const, refAt: 0 as const }
  const pin = { level: 'high' as const, by: 'somebody', at: 0, reason: 'because' }
  expect(readSpans(1, { ...plain, pin })).toMatchObject({ highForS: null, confirmedForS: 0, pinned: true })
  const name = { zh: '某', en: 'Some' }
  const identity = { id: 'some', name, category: 'other' as const, spoofed: false }
  expect(readSpans(1, { ...plain, identity })).toMatchObject({ highForS: 0, confirmedForS: 0, pinned: false })
})
