import { canonicalHost, unicodeHost } from './host/host-name.ts'
import { hasHomoglyphs } from './host/homoglyphs.ts'
import { withoutInvisible } from './host/invisible.ts'
import { suffixInfo } from './host/public-suffix.ts'
import { displayHost } from './host/site.ts'
import type { IndicatorDefinition, IndicatorMark, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'

/**
 * E-mail addresses (RFC 5321 dot-atoms, RFC 6531 for other scripts). Canonical: all in lower case, the domain as
 * A-labels. Only Gmail's own rules are applied besides, because Google documents them: dots do not count, what follows
 * `+` does not count, and `googlemail.com` is `gmail.com`. Facts: `domain`.
 */
export const emailDefinition: IndicatorDefinition = { kind: 'email', parse: parseEmail, mask, display }

/** RFC 5321, 4.5.3.1: local part 64 octets, path 256. */
const maxLocalLength = 64
const maxEmailLength = 254
/** Room for `mailto:`, a name and angle brackets. */
const maxEmailTextLength = 400

function parseEmail(input: string): ParseResult {
  if (input.length > maxEmailTextLength) return failed('INDICATOR_TOO_LONG', 'Too long for an e-mail address')
  const text = bareAddress(withoutInvisible(input.normalize('NFKC')).trim())
  if (text === '') return failed('INDICATOR_EMPTY', 'No e-mail address given')
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at).toLowerCase()
  const domain = at < 1 ? null : canonicalHost(text.slice(at + 1))
  if (domain === null || !isLocalPart(local) || suffixInfo(domain)?.registrableDomain == null) {
    return failed('INDICATOR_INVALID', 'Not an e-mail address')
  }
  const canonical = isGmail(domain) ? gmailAddress(local) : `${local}@${domain}`
  if (canonical === undefined || canonical.length > maxEmailLength) {
    return failed('INDICATOR_INVALID', 'Not an e-mail address')
  }
  return recognised('email', canonical, hostMarks(domain), {
    domain: canonical.slice(canonical.lastIndexOf('@') + 1),
  })
}

/** `mailto:a@b.c?subject=x` and `Name <a@b.c>` hold one address. */
function bareAddress(text: string): string {
  const open = text.lastIndexOf('<')
  if (open >= 0 && text.endsWith('>')) return text.slice(open + 1, -1).trim()
  if (!text.slice(0, 7).toLowerCase().startsWith('mailto:')) return text
  const end = text.indexOf('?')
  return end < 0 ? text.slice(7) : text.slice(7, end)
}

const localCharacter = /^[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~.]+$/u

function isLocalPart(local: string): boolean {
  if (local.length === 0 || local.length > maxLocalLength || !localCharacter.test(local)) return false
  return !local.startsWith('.') && !local.endsWith('.') && !local.includes('..')
}

function isGmail(domain: string): boolean {
  return domain === 'gmail.com' || domain === 'googlemail.com'
}

function gmailAddress(local: string): string | undefined {
  const plus = local.indexOf('+')
  const name = (plus < 0 ? local : local.slice(0, plus)).replaceAll('.', '')
  return name === '' ? undefined : `${name}@gmail.com`
}

function hostMarks(domain: string): IndicatorMark[] {
  const marks: IndicatorMark[] = []
  if (!domain.includes('xn--')) return marks
  marks.push('idn')
  if (hasHomoglyphs(unicodeHost(domain))) marks.push('homoglyph')
  return marks
}

/** First letter and the domain. */
function mask(canonical: string): string {
  const at = canonical.lastIndexOf('@')
  const [first = ''] = canonical.slice(0, at)
  return `${at > first.length ? first : ''}***@${displayHost(canonical.slice(at + 1))}`
}

function display(canonical: string): string {
  const at = canonical.lastIndexOf('@')
  return `${canonical.slice(0, at)}@${displayHost(canonical.slice(at + 1))}`
}
