import { expect, test } from 'vitest'
import { retryDelayMs } from './call.ts'
import { readFailure, WuzeiError } from './failure.ts'

const longestMs = 5_000
const many = (error: WuzeiError, attempt: number) =>
  Array.from({ length: 200 }, () => retryDelayMs(error, attempt, longestMs) ?? -1)

test('waits are spread from nothing to twice as long each time, and never longer than there is patience', () => {
  const lost = new WuzeiError('UNREACHABLE', 'no network')
  for (const [attempt, mostMs] of [
    [0, 500],
    [1, 1_000],
    [3, 4_000],
    [9, longestMs],
  ] as const) {
    const waits = many(lost, attempt)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...waits)).toBeLessThan(mostMs)
    // Of 200 draws the chance that none lies in the upper half is 2^-200.
    expect(Math.max(...waits)).toBeGreaterThan(mostMs / 2)
    expect(Math.min(...waits)).toBeLessThan(mostMs / 2)
  }
})

test('what the hub asks for is the least; where that is more than there is patience, nobody waits', () => {
  const busy = (retryAfterS: number) => new WuzeiError('OVERLOADED', 'busy', { status: 503, retryAfterS })
  const waits = many(busy(2), 0)
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(2_000)
  expect(new Set(waits).size).toBeGreaterThan(100)
  expect(retryDelayMs(busy(6), 0, longestMs)).toBeUndefined()
})

test('what asking again cannot better is not asked again', () => {
  for (const status of [400, 401, 403, 404, 409, 422, 500])
    expect(retryDelayMs(new WuzeiError('X', 'no', { status }), 0, longestMs)).toBeUndefined()
  expect(retryDelayMs(new WuzeiError('ABORTED', 'given up'), 0, longestMs)).toBeUndefined()
})

test.each([
  ['3', 3],
  ['-1', undefined],
  ['soon', undefined],
  [new Date(Date.now() - 60_000).toUTCString(), undefined],
])('the time to wait: %s', async (header, seconds) => {
  const answer = new Response('', { status: 503, headers: { 'retry-after': header } })
  expect((await readFailure(answer)).retryAfterS).toBe(seconds)
})

test('the time to wait may be an instant', async () => {
  const header = new Date(Date.now() + 3_600_000).toUTCString()
  const failure = await readFailure(new Response('', { status: 503, headers: { 'retry-after': header } }))
  expect(failure.retryAfterS).toBeGreaterThan(3_000)
  expect(failure.retryAfterS).toBeLessThanOrEqual(3_600)
})
