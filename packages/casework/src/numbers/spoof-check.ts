/** What is known of a number that a victim saw on the display, before anybody thinks of shutting it (rules §3.2). */
export interface SeenNumber {
  /** As the display showed it. */
  readonly display: string
  /** It belongs to the police, an emergency service, a bank, a carrier or another verified owner. */
  readonly isOfficial: boolean
  /** Its range and length are in use; null when nobody could say. */
  readonly isAssigned: boolean | null
  /** The records of its own operator have an outgoing call at that time; null when not asked yet. */
  readonly hasOutgoingCall: boolean | null
}

export type SpoofFinding =
  | 'PASSED'
  | 'OFFICIAL'
  | 'FOREIGN_PREFIX'
  | 'UNASSIGNED'
  | 'NO_SUCH_CALL'
  | 'NOT_CHECKED'

/**
 * Whether the number that was seen is the one that called. Only `PASSED` may be shut; everything else is traced through
 * the operator that delivered the call, because the number's owner is probably honest. Not knowing is not passing.
 */
export function checkSpoof({ display, isOfficial, isAssigned, hasOutgoingCall }: SeenNumber): SpoofFinding {
  const shown = display.normalize('NFKC').replaceAll(/[\s\p{Pd}().]/gu, '')
  if (foreignOfficial.test(shown)) return 'FOREIGN_PREFIX'
  if (isOfficial || serviceNumber.test(shown)) return 'OFFICIAL'
  if (isAssigned === false) return 'UNASSIGNED'
  if (hasOutgoingCall === false) return 'NO_SUCH_CALL'
  return isAssigned === null || hasOutgoingCall === null ? 'NOT_CHECKED' : 'PASSED'
}

/** A public service shown with an international prefix, `+86110` or `0086 96110`: no network delivers it so. */
const foreignOfficial = /^(?:\+|00)\d{0,4}?(?:11\d|12\d{1,3}|96110|12381|100(?:00|10|86)|95\d{3,4})$/

/** Emergency and public services, 96110 also behind an area code; 12381; carriers; banks and insurers under 95. */
const serviceNumber = /^(?:11[0-9]|12[0-9]{1,3}|(?:0\d{2,3})?96110|12381|100(?:00|10|86)|95\d{3,4})$/
