const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * Waits before each further attempt: soon after a restart of the receiver, then so seldom that a receiver that is gone
 * costs nothing. Three days in all: a failure of a Friday evening is seen to on Monday.
 */
export const retryScheduleMs = [
  5_000,
  30_000,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  4 * hourMs,
  8 * hourMs,
  8 * hourMs,
  12 * hourMs,
  12 * hourMs,
  12 * hourMs,
  12 * hourMs,
] as const

/** When the attempt after `failures` failed ones is due; null when there are no more. */
export function nextAttemptMs(failures: number, nowMs: number, retryAfterMs = 0): number | null {
  const wait = retryScheduleMs[failures - 1]
  if (wait === undefined) return null
  // What the receiver asks for is believed up to an hour: it must not use up the three days by one answer.
  return nowMs + Math.max(wait, Math.min(retryAfterMs, hourMs))
}
