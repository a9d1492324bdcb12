/** NOTIFY channel: the listing changed. */
export const LISTING_CHANNEL = 'wuzei_listing'
