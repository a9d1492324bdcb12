import { isSharedByPath } from '@wuzei/domain'
import { readBrandPlaces, type BrandPlaces } from './brand-places.ts'
import { countCharacters, kind, roomForCounts } from './character-counts.ts'
import { platformKindOf } from './platform-kinds.ts'
import type { BrandIndex, BrandMatch } from './read-brands.ts'
import type { UrlReading } from './read-url.ts'
import { readTailSigns } from './tail-signs.ts'
import type { UrlCodes } from './url-codes.ts'

/** Names of the numbers that the second stage sees besides the linear sums, in their order. */
export const denseNames = [
  'hostLength',
  'pathLength',
  'queryLength',
  'labels',
  'nameLength',
  'subdomainLength',
  'suffixLength',
  'hostDigits',
  'hostHyphens',
  'hostLongestDigits',
  'hostLongestConsonants',
  'nameDigits',
  'nameHyphens',
  'nameVowelShare',
  'nameEntropy',
  'nameDistinct',
  'subdomainEntropy',
  'pathDigits',
  'pathUpperShare',
  'pathLongestDigits',
  'pathLongestHex',
  'pathLongestWord',
  'pathSpecials',
  'pathHyphens',
  'pathEntropy',
  'depth',
  'lastNameLength',
  'dotsInPath',
  'endsInSlash',
  'parameters',
  'queryDigits',
  'queryLongestHex',
  'percents',
  'atSigns',
  'isIp',
  'hasPort',
  'userInfo',
  'punycode',
  'homoglyphs',
  'platform',
  'restrictedEnding',
  'sharedHost',
  'redirect',
  'apk',
  'siteInPath',
  'urgentInHost',
  'urgentInPath',
  'suffixInside',
  'brandInName',
  'brandInSubdomain',
  'brandInPath',
  'readsAsInHost',
  'oneLetterInHost',
  'lookalikeInPath',
  'brandShare',
] as const
export const denseCount = denseNames.length

/** What was found on the way and the reasons are made of. */
export interface DenseFindings {
  readonly brands: BrandPlaces
  readonly isRedirect: boolean
  readonly isApk: boolean
}

const before = roomForCounts()
const name = roomForCounts()
const path = roomForCounts()
const query = roomForCounts()

/** Fills `into` (of `denseCount` places) with the numbers of a link. */
export function readDense(
  url: UrlReading,
  letters: UrlCodes,
  index: BrandIndex,
  into: Float64Array,
): DenseFindings {
  const { codes, hostEnd, pathEnd, end, nameStart, nameEnd } = letters
  countCharacters(codes, 0, nameStart, before)
  countCharacters(codes, nameStart, nameEnd, name)
  countCharacters(codes, hostEnd, pathEnd, path)
  countCharacters(codes, pathEnd, end, query)
  const brands = readBrandPlaces(url, letters, index)
  const { isRedirect, isApk, namesSite } = readTailSigns(letters)
  const nameLength = nameEnd - nameStart
  const pathLength = pathEnd - hostEnd
  let lastSlash = pathEnd - 1
  while (lastSlash > hostEnd && codes[lastSlash] !== 47) lastSlash -= 1
  into[0] = hostEnd
  into[1] = pathLength
  into[2] = end - pathEnd
  into[3] = labelsOf(url, before.kinds)
  into[4] = nameLength
  into[5] = nameStart
  into[6] = url.suffix.length
  into[7] = of(before.kinds, kind.digit) + of(name.kinds, kind.digit)
  into[8] = of(before.kinds, kind.hyphen) + of(name.kinds, kind.hyphen)
  into[9] = Math.max(before.longestDigits, name.longestDigits)
  into[10] = Math.max(before.longestConsonants, name.longestConsonants)
  into[11] = of(name.kinds, kind.digit)
  into[12] = of(name.kinds, kind.hyphen)
  into[13] = vowelShare(name.kinds)
  into[14] = name.entropy
  into[15] = name.distinct
  into[16] = before.entropy
  into[17] = of(path.kinds, kind.digit)
  into[18] = share(letters.upper, of(path.kinds, kind.vowel) + of(path.kinds, kind.consonant))
  into[19] = path.longestDigits
  into[20] = path.longestHex
  into[21] = path.longestWord
  into[22] = of(path.kinds, kind.special)
  into[23] = of(path.kinds, kind.hyphen)
  into[24] = path.entropy
  into[25] = of(path.kinds, kind.slash)
  into[26] = pathEnd - lastSlash - 1
  into[27] = of(path.kinds, kind.dot)
  into[28] = lastSlash === pathEnd - 1 ? 1 : 0
  into[29] = of(query.kinds, kind.equals)
  into[30] = of(query.kinds, kind.digit)
  into[31] = query.longestHex
  into[32] = of(path.kinds, kind.percent) + of(query.kinds, kind.percent)
  into[33] = of(path.kinds, kind.at) + of(query.kinds, kind.at)
  into[34] = url.isIp ? 1 : 0
  into[35] = url.hasPort ? 1 : 0
  into[36] = url.hasUserInfo ? 1 : 0
  into[37] = url.unicodeHost === url.host ? 0 : 1
  into[38] = url.hasHomoglyphs ? 1 : 0
  into[39] = platformKindOf(url.platform)
  into[40] = hasRestrictedEnding(url.suffix) ? 1 : 0
  into[41] = isSharedByPath(url.host) ? 1 : 0
  into[42] = isRedirect ? 1 : 0
  into[43] = isApk ? 1 : 0
  into[44] = namesSite ? 1 : 0
  putBrands(brands, nameLength, into)
  return { brands, isRedirect, isApk }
}

function putBrands(brands: BrandPlaces, nameLength: number, into: Float64Array): void {
  const like = brands.lookalikeInHost
  const place = brands.lookalikeInName ? 2 : 1
  into[45] = brands.urgentInHost
  into[46] = brands.urgentInPath
  into[47] = brands.suffixInside ? 1 : 0
  into[48] = matched(brands.inName)
  into[49] = matched(brands.inSubdomain)
  into[50] = matched(brands.inPath)
  into[51] = like?.likeness === 'reads-as' ? place : 0
  into[52] = like?.likeness === 'one-letter' ? place + (like.nearKeys ? 2 : 0) : 0
  into[53] = brands.lookalikeInPath === null ? 0 : 1
  into[54] = brands.inName === null ? 0 : share(brands.inName.word.length, nameLength)
}

function labelsOf({ suffix }: UrlReading, kinds: Int32Array): number {
  return of(kinds, kind.dot) + 1 + (suffix === '' ? 0 : 1)
}

function matched(match: BrandMatch | null): number {
  return match === null ? 0 : match.likeness === 'word' ? 2 : 1
}

function of(kinds: Int32Array, at: number): number {
  return kinds[at] ?? 0
}

function vowelShare(kinds: Int32Array): number {
  return share(of(kinds, kind.vowel), of(kinds, kind.vowel) + of(kinds, kind.consonant))
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

/** Endings that a registry gives to schools and offices only, after looking who asks: `edu`, `gov.cn`, `ac.uk`. */
function hasRestrictedEnding(suffix: string): boolean {
  if (!'aegim'.includes(suffix.charAt(0))) return false
  const first = suffix.split('.', 1)[0] ?? ''
  return restricted.has(first) && (suffix.length <= 4 || suffix.length - first.length === 3)
}

const restricted: ReadonlySet<string> = new Set('edu gov mil int ac go gob gouv gv govt'.split(' '))
