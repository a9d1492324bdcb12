/** Whoever took the feed within this time is connected: streams are noted four times as often. */
export const connectedForMs = 60_000

/**
 * When those who have not confirmed a retraction are reminded, in seconds after it: within the deadline of connected
 * members once, then for those who were away. After the last, the retraction stays open for all to see.
 */
export const reminderScheduleS = [30, 120, 600, 3_600, 21_600, 86_400, 172_800, 345_600, 604_800] as const

/** All connected members are to have confirmed within this time. */
export const retractionDeadlineMs = 60_000
