import { withoutInvisible } from './invisible.ts'
import { decodePunycode, encodePunycode } from './punycode.ts'

/** RFC 1035 limits in octets. */
const maxHostLength = 253
const maxLabelLength = 63

/**
 * Canonical form of a host name: lower-case A-labels, no leading, trailing or doubled dots (Safe Browsing's rule).
 * Letters, digits, `-` and `_` are accepted wherever DNS accepts them. Gives null for anything that is no DNS name.
 */
export function canonicalHost(input: string): string | null {
  let plain = true
  let lastDot = -1
  for (let i = 0; i < input.length; i += 1) {
    const code = input.charCodeAt(i)
    if (code === 46) {
      if (i - lastDot === 1 || i - lastDot > maxLabelLength + 1) plain = false
      lastDot = i
    } else if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 95)) {
      plain = false
      break
    }
  }
  if (plain && lastDot !== input.length - 1 && input.length <= maxHostLength) {
    return input.length - lastDot - 1 > maxLabelLength ? null : input
  }
  return canonicalHostSlowly(input)
}

/** Unicode form of a canonical host; labels that do not decode stay as they are. */
export function unicodeHost(host: string): string {
  if (!host.includes('xn--')) return host
  return host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label))
    .join('.')
}

function canonicalHostSlowly(input: string): string | null {
  if (input.length > maxHostLength * 4) return null
  const folded = withoutInvisible(input)
    .replace(/[\u3002\uff0e\uff61]/g, '.')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
  const labels: string[] = []
  for (const label of folded.split('.')) {
    if (label === '') continue
    const ascii = asciiLabel(label)
    if (ascii === null) return null
    labels.push(ascii)
  }
  const host = labels.join('.')
  return host === '' || host.length > maxHostLength ? null : host
}

function asciiLabel(label: string): string | null {
  let ascii = true
  for (let i = 0; i < label.length; i += 1) {
    const code = label.charCodeAt(i)
    if (code > 0x7f) {
      ascii = false
      if (!isLabelCode(label.codePointAt(i) ?? 0)) return null
    } else if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 95)) {
      return null
    }
  }
  if (ascii) return label.length > maxLabelLength ? null : label
  const encoded = encodePunycode(label)
  return encoded === null ? null : `xn--${encoded}`
}

/** Letters, marks and digits of any script, and the middle dot and low surrogates that belong to them. */
function isLabelCode(code: number): boolean {
  if (code >= 0xdc00 && code <= 0xdfff) return true // second half of a pair checked at its first half
  return /^[\p{L}\p{M}\p{N}\u00b7\u30fb\u0f0b\p{So}]$/u.test(String.fromCodePoint(code))
}
