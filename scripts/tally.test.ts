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
    expect(settledTally(green, 0)).toEqual({ tally: green, note: null })
    const red = { ...green, failed: 2 }
    expect(settledTally(red, 1)).toEqual({ tally: red, note: null })
  })

  it.each([
    ['the runner failed without a failed test', green, 1, 'The test runner ended with status 1'],
    ['the runner died before it could report', null, 137, 'The test runner ended without a report'],
    ['the runner never reported', null, 0, 'The test runner ended without a report'],
    ['there was no test', { ...green, passed: 0 }, 0, 'No test ran'],
    ['all were skipped', { passed: 0, failed: 0, skipped: skipped(2, 'no moon') }, 0, 'No test ran'],
  ])('has a failure, and says why, when %s', (_, reported, exitCode, note) => {
    const settled = settledTally(reported, exitCode)
    expect(settled.tally).toEqual({ ...(reported ?? { passed: 0, skipped: [] }), failed: 1 })
    expect(settled.note).toBe(note)
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
