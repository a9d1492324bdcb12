/** NOTIFY channel: an event was committed and waits for its number. */
export const PENDING_CHANNEL = 'wuzei_events_pending'

/** NOTIFY channel: events were numbered; the payload is the highest number. */
export const NUMBERED_CHANNEL = 'wuzei_events'
