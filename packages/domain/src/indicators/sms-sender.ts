import { hasHomoglyphs, skeleton } from './host/homoglyphs.ts'
import { withoutInvisible } from './host/invisible.ts'
import type { IndicatorDefinition, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'

/**
 * Names that stand where a message's sender number would, or before its text in 【】. Canonical: NFKC, lower case,
 * brackets and invisible characters gone, white space single. Look-alike letters of other scripts stay what they are,
 * with mark `homoglyph` and the fact `looksLike`: a name that imitates a bank must never share the bank's key.
 * Digits alone are a telephone number, not a name.
 */
export const smsSenderDefinition: IndicatorDefinition = {
  kind: 'sms-sender',
  parse: parseSmsSender,
  mask: (canonical) => canonical, // the name of an institution, or of somebody who poses as one
  display: (canonical) => (/\p{Script=Han}/u.test(canonical) ? `【${canonical}】` : canonical),
}

/** Alphanumeric senders have 11 characters (3GPP TS 23.040), Chinese signatures up to 18; some phones show names. */
const maxSenderLength = 30
const maxSenderTextLength = 80

const nameForm = /^[\p{L}\p{M}\p{N} &.+'_()/·-]+$/u

function parseSmsSender(input: string): ParseResult {
  if (input.length > maxSenderTextLength) return failed('INDICATOR_TOO_LONG', 'Too long for a sender name')
  const name = withoutInvisible(input.normalize('NFKC'))
    .replace(/[【】[\]「」『』〔〕]/g, ' ')
    .toLowerCase()
    .normalize('NFKC')
    .split(/\s+/)
    .filter((word) => word !== '')
    .join(' ')
  if (name === '') return failed('INDICATOR_EMPTY', 'No sender name given')
  if ([...name].length > maxSenderLength || !nameForm.test(name) || !/\p{L}/u.test(name)) {
    return failed('INDICATOR_INVALID', 'Not the name of a sender')
  }
  if (!name.split(' ').some((word) => hasHomoglyphs(word))) return recognised('sms-sender', name)
  return recognised('sms-sender', name, ['homoglyph'], { looksLike: skeleton(name) })
}
