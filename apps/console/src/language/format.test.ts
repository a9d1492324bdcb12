import { expect, test } from 'vitest'
import { formatClock, formatInstant, startOfDay } from './format.ts'

test('every time is of one zone, whatever the zone of the machine', () => {
  const before = process.env['TZ']
  process.env['TZ'] = 'America/New_York'
  try {
    expect(formatInstant('2026-03-01T23:30:05Z', 'zh')).toContain('3月2日')
    expect(formatInstant('2026-03-01T23:30:05Z', 'en')).toMatch(/^2 Mar 2026.*07:30:05/)
    expect(formatClock(Date.parse('2026-03-01T23:30:05Z'))).toBe('07:30:05')
    expect(startOfDay('2026-03-02')).toBe('2026-03-01T16:00:00.000Z')
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
})
