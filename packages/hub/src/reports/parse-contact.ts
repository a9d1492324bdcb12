import { CodedError, parseIndicator, type IndicatorKind } from '@wuzei/domain'

/**
 * How a person can be reached: as they wrote it, and in the one form by which the same person is found again.
 * Undefined when nothing was given.
 *
 * @throws CodedError CONTACT_INVALID for what nobody could call or write to
 */
export function parseContact(given: string | undefined): { written: string; canonical: string } | undefined {
  const written = given?.trim() ?? ''
  if (written === '') return undefined
  for (const kind of reachable) {
    const parsed = parseIndicator(written, { kind })
    if (!parsed.ok) continue
    const { canonical, marks } = parsed.indicator
    // 110 and 12345 are everybody's numbers; a company may well be reached at its 95xxx or 400 number.
    const isOwn =
      !marks.includes('forged') && (!marks.includes('short-code') || marks.includes('service-number'))
    if (isOwn && !canonical.includes('\0')) return { written, canonical }
  }
  throw new CodedError('CONTACT_INVALID', 'give a phone number or an e-mail address, or leave it out')
}

const reachable: readonly IndicatorKind[] = ['phone', 'email']
