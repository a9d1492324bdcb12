import { describe, expect, it } from 'vitest'
import { closingLine, settledTally, skippedReport } from './tally.ts'

const green = { passed: 3, failed: 0, skipped: [] }
const skipped = (count: number, reason: string) =>
  Array.from({ length: count }, (_, index) => ({ name: `${reason} ${index}`, reason }))

describe('the closing line', () => {
  it('counts what passed and failed, and names skipped tests only where there are any', () => {
    expect(closingLine(green)).toBe('3 passed, 0 failed')
    expect(closingLine({ passed: 0, failed: 2, skipped: skipped(1, 'no moon') })).toBe(
      '0 passed, 2 failed, 1 skipped',
    )
  })
})

describe('the settled tally', () => {
  it('is the reported one when the runner agrees', () => {
    expect(settledTally(green, 0)).toEqual(green)
    expect(settledTally({ ...green, failed: 2 }, 1)).toEqual({ ...green, failed: 2 })
  })

  it('has a failure when the runner failed without one', () => {
    expect(settledTally(green, 1)).toEqual({ ...green, failed: 1 })
  })

  it('has a failure when the runner died before it could report', () => {
    expect(settledTally(null, 137)).toEqual({ passed: 0, failed: 1, skipped: [] })
    expect(settledTally(null, 0)).toEqual({ passed: 0, failed: 1, skipped: [] })
  })

  it('has a failure when nothing ran, skipped tests or none', () => {
    expect(settledTally({ passed: 0, failed: 0, skipped: skipped(2, 'no moon') }, 0).failed).toBe(1)
  })
})

describe('the report of what was skipped', () => {
  it('says each reason once, with the tests below it', () => {
    const tally = { ...green, skipped: [...skipped(2, 'no moon'), ...skipped(12, 'no sun')] }
    expect(skippedReport(tally)).toEqual([
      'skipped (2): no moon',
      '  - no moon 0',
      '  - no moon 1',
      'skipped (12): no sun',
      ...skipped(10, 'no sun').map(({ name }) => `  - ${name}`),
      '  … and 2 more',
    ])
    expect(skippedReport(green)).toEqual([])
  })
})
