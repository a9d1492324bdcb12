import { withoutInvisible } from './host/invisible.ts'
import type { IndicatorDefinition, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'

/**
 * Applications. Canonical: `apk-sha256:` and the hash of the package file, `cert-sha256:` and the hash of the signing
 * certificate (also in the form of keytool, pairs with colons), or the package name (Android) or bundle identifier
 * (iOS) as it is, capitals included. A hash without a label is taken for the file's.
 */
export const appDefinition: IndicatorDefinition = { kind: 'app', parse: parseApp, mask, display }

const maxAppTextLength = 400
/** Android's own limit for package names. */
const maxPackageNameLength = 223

function parseApp(input: string): ParseResult {
  if (input.length > maxAppTextLength) return failed('INDICATOR_TOO_LONG', 'Too long for an application')
  const text = withoutInvisible(input.normalize('NFKC')).trim()
  if (text === '') return failed('INDICATOR_EMPTY', 'No application given')
  const hash = readHash(text)
  if (hash !== undefined) return recognised('app', hash)
  const name = packageIn(text)
  if (isPackageName(name)) return recognised('app', name)
  return failed('INDICATOR_INVALID', 'An application is a package name such as com.example.app, or a SHA-256')
}

const hashLabel = /^(apk|cert|certificate|sha)-?(?:sha)?-?(?:256)?\s?[:：=]\s?/i

function readHash(text: string): string | undefined {
  const label = hashLabel.exec(text)
  const rest = label === null ? text : text.slice(label[0].length)
  const isPairs = rest.length === 95 && /^(?:[0-9a-f]{2}:){31}[0-9a-f]{2}$/i.test(rest)
  const digits = (isPairs ? rest.replaceAll(':', '') : rest).toLowerCase()
  if (digits.length !== 64 || !/^[0-9a-f]+$/.test(digits)) return undefined
  const named = label?.[1]?.toLowerCase() ?? ''
  const isCertificate = named.startsWith('cert') || (named === '' && isPairs)
  return `${isCertificate ? 'cert' : 'apk'}-sha256:${digits}`
}

const packageForms = [
  /^(?:package|包名|app)\s?[:：=]\s?/i,
  /^market:\/\/details\?id=/i,
  /^https:\/\/play\.google\.com\/store\/apps\/details\?id=/i,
]

function packageIn(text: string): string {
  const form = packageForms.find((candidate) => candidate.test(text))
  if (form === undefined) return text
  const rest = text.replace(form, '')
  const end = rest.indexOf('&')
  return end < 0 ? rest : rest.slice(0, end)
}

/** At least two parts, each beginning with a letter (Android), `-` allowed inside (iOS). */
export function isPackageName(text: string): boolean {
  if (text.length > maxPackageNameLength) return false
  const parts = text.split('.')
  return parts.length >= 2 && parts.every((part) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(part))
}

/** A program hides nobody: names are shown whole, hashes by their head. */
function mask(canonical: string): string {
  const colon = canonical.indexOf(':')
  return colon < 0 ? canonical : `${canonical.slice(0, colon + 13)}…`
}

function display(canonical: string): string {
  return canonical
}
