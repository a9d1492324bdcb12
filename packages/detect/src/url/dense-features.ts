import { isSharedByPath } from '@wuzei/domain'
import type { BrandIndex, BrandMatch } from './read-brands.ts'
import { readCharacters } from './character-counts.ts'
import { readBrandPlaces, type BrandPlaces } from './brand-places.ts'
import type { UrlReading } from './read-url.ts'

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
  'hostVowelShare',
  'hostEntropy',
  'hostDistinct',
  'pathDigits',
  'pathUpperShare',
  'pathLongestDigits',
  'pathLongestHex',
  'pathLongestWord',
  'pathSpecials',
  'pathEntropy',
  'depth',
  'lastNameLength',
  'dotsInPath',
  'endsInSlash',
  'parameters',
  'queryDigits',
  'queryLongestHex',
  'percents',
  'equalSigns',
  'atSigns',
  'isIp',
  'hasPort',
  'userInfo',
  'punycode',
  'homoglyphs',
  'platform',
  'shortener',
  'redirect',
  'apk',
  'urgentWords',
  'suffixInside',
  'brandInName',
  'brandInSubdomain',
  'brandInPath',
  'lookalikeInHost',
  'lookalikeInPath',
  'brandShare',
] as const
export const denseCount = denseNames.length

/** What was found on the way and the reasons are made of. */
export interface DenseFindings {
  readonly brands: BrandPlaces
  readonly isRedirect: boolean
  readonly isApk: boolean
  readonly isShortener: boolean
  readonly urgentWords: number
}

/** Fills `into` (of `denseCount` places) with the numbers of a link. */
export function readDense(url: UrlReading, index: BrandIndex, into: Float64Array): DenseFindings {
  const host = readCharacters(url.host)
  const path = readCharacters(url.path)
  const query = readCharacters(url.query)
  const brands = readBrandPlaces(url, index)
  const isRedirect = redirects(url)
  const isApk = downloadsApp(url)
  const isShortener = isSharedByPath(url.host)
  const urgentWords = brands.urgentWords
  const nameLength = url.domain.length - (url.suffix === '' ? 0 : url.suffix.length + 1)
  const lastSlash = url.path.lastIndexOf('/')
  let at = 0
  function put(value: number): void {
    into[at++] = value
  }
  put(url.host.length)
  put(url.path.length)
  put(url.query.length)
  put(host.dots + 1)
  put(nameLength)
  put(Math.max(0, url.host.length - url.domain.length))
  put(url.suffix.length)
  put(host.digits)
  put(host.hyphens)
  put(host.longestDigits)
  put(host.longestConsonants)
  put(share(host.vowels, host.letters))
  put(host.entropy)
  put(host.distinct)
  put(path.digits)
  put(share(path.upper, path.letters))
  put(path.longestDigits)
  put(path.longestHex)
  put(path.longestWord)
  put(path.specials)
  put(path.entropy)
  put(path.slashes)
  put(url.path.length - lastSlash - 1)
  put(path.dots)
  put(lastSlash === url.path.length - 1 ? 1 : 0)
  put(query.equals)
  put(query.digits)
  put(query.longestHex)
  put(path.percents + query.percents)
  put(path.equals + query.equals)
  put(path.ats + query.ats)
  put(url.isIp ? 1 : 0)
  put(url.hasPort ? 1 : 0)
  put(url.hasUserInfo ? 1 : 0)
  put(url.host.includes('xn--') ? 1 : 0)
  put(url.hasHomoglyphs ? 1 : 0)
  put(url.platform === null ? 0 : 1)
  put(isShortener ? 1 : 0)
  put(isRedirect ? 1 : 0)
  put(isApk ? 1 : 0)
  put(urgentWords)
  put(brands.suffixInside ? 1 : 0)
  put(matched(brands.inName))
  put(matched(brands.inSubdomain))
  put(matched(brands.inPath))
  put(brands.lookalikeInHost === null ? 0 : brands.lookalikeInHost.nearKeys ? 2 : 1)
  put(brands.lookalikeInPath === null ? 0 : 1)
  put(brands.inName === null ? 0 : share(longestWordOf(brands.inName), nameLength))
  return { brands, isRedirect, isApk, isShortener, urgentWords }
}

function matched(match: BrandMatch | null): number {
  return match === null ? 0 : match.likeness === 'word' ? 2 : 1
}

function longestWordOf(match: BrandMatch): number {
  return match.brand.words.reduce(
    (most, word) => (match.found.includes(word) ? Math.max(most, word.length) : most),
    0,
  )
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

/** An Android package by its ending. */
function downloadsApp({ path, query }: UrlReading): boolean {
  return appFile.test(path) || (query !== '' && appFile.test(query))
}

const appFile = /\.x?apks?(?:$|[?&/;])/i

/** Another address inside path or query, or a parameter that is named like one. */
function redirects({ path, query }: UrlReading): boolean {
  if (path.includes('http') && /https?[:%]/.test(path)) return true
  return query !== '' && (addressInQuery.test(query) || namedLikeAddress.test(query))
}

const addressInQuery = /https?[:%]|%3a%2f%2f|\/\/|\.(?:com|cn|net|org)[/&]/i
const namedLikeAddress =
  /[?&](?:url|redirect|redirect_ur[il]|return|returnurl|next|target|goto|dest|destination|continue|link|to|u)=/i
