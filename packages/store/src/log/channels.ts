/** NOTIFY channel: events were numbered; the payload is the highest number. */
export const NUMBERED_CHANNEL = 'wuzei_events'
