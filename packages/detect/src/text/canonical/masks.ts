import type { IndicatorKind } from '@wuzei/domain'

/**
 * What stands for a value in canonical text, as one code of the private use area: a model must learn that a message
 * holds a link, not which one. Digits, places and names stand for nothing: the training texts have them masked, but
 * not everywhere, and a raw text gives no way to find names, so a model that used them would learn the source.
 */
export const maskCodes = {
  link: 0xe000,
  phone: 0xe001,
  messenger: 0xe002,
  qq: 0xe003,
  account: 0xe004,
  mail: 0xe005,
  digits: 0xe006,
} as const

/** Mask of an indicator; 0 for those whose text stays text (a sender's name in brackets). */
export function maskOfIndicator(kind: IndicatorKind, canonical: string): number {
  switch (kind) {
    case 'url':
    case 'domain':
    case 'ip':
    case 'app':
      return maskCodes.link
    case 'phone':
      return maskCodes.phone
    case 'messenger':
      return canonical.startsWith('qq') ? maskCodes.qq : maskCodes.messenger
    case 'account':
    case 'payment':
    case 'wallet':
      return maskCodes.account
    case 'email':
      return maskCodes.mail
    default:
      return 0
  }
}

/** The capital words that stand for masked values in published message collections; -1: stands for nothing. */
const maskWords: readonly (readonly [string, number])[] = [
  ['CELLPHONE', maskCodes.phone],
  ['HOTLINE', maskCodes.phone],
  ['PHONE', maskCodes.phone],
  ['WECHAT', maskCodes.messenger],
  ['DIGIT', maskCodes.digits],
  ['PLACE', -1],
  ['BANK', maskCodes.account],
  ['NAME', -1],
  ['URL', maskCodes.link],
  ['QQ', maskCodes.qq],
]

/** Reads the mask word that begins at a position; null when none does. */
export function maskWordAt(
  text: string,
  at: number,
): { readonly code: number; readonly length: number } | null {
  for (const [word, code] of maskWords) if (text.startsWith(word, at)) return { code, length: word.length }
  return null
}
