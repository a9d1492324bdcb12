import { skeleton } from '@wuzei/domain'
import type { BrandIndex, BrandMatch } from './read-brands.ts'
import type { UrlReading } from './read-url.ts'

/** Where in a link brands stand that are not its owner. */
export interface BrandPlaces {
  readonly inName: BrandMatch | null
  readonly inSubdomain: BrandMatch | null
  readonly inPath: BrandMatch | null
  readonly lookalikeInHost: BrandMatch | null
  readonly lookalikeInPath: BrandMatch | null
  /** Words such as `login` or `verify`, in host and path. */
  readonly urgentWords: number
  /** An ending such as `com` as a label before the registrable domain: `icbc.com.cn.evil.top`. */
  readonly suffixInside: boolean
}

/** More words are no link a person reads; the rest is not looked at. */
const maxWords = 48

/** Words with which pages ask for secrets, English and pinyin. */
const urgent: ReadonlySet<string> = new Set(
  (
    'login logon signin sign account accounts secure security verify verification verified update confirm unlock ' +
    'suspended limited billing invoice payment wallet webmail mailbox password passwd recover recovery support ' +
    'service customer banking bank online auth authenticate validation validate refund bonus claim airdrop ' +
    'dengji denglu yanzheng tuikuan tuishui butie lingqu jihuo shenfen anquan kefu renzheng zhongjiang dingdan'
  ).split(' '),
)

const endings: ReadonlySet<string> = new Set('com net org gov edu cn'.split(' '))

/** Reads every word of host and path against the brands. */
export function readBrandPlaces(url: UrlReading, index: BrandIndex): BrandPlaces {
  const isFolded = url.unicodeHost !== url.host
  const host = isFolded ? skeleton(url.unicodeHost) : url.host
  const nameStart = Math.max(0, host.length - (isFolded ? lastLabels(host, url.domain) : url.domain.length))
  const hostEnd = url.isIp ? 0 : url.suffix === '' ? host.length : host.length - url.suffix.length - 1
  const places: Found = { ...nothingFound }
  let words = 0
  let from = 0
  for (let at = 0; at <= hostEnd && words < maxWords; at += 1) {
    if (at < hostEnd && isWordCode(host.charCodeAt(at))) continue
    if (at > from) {
      words += 1
      readHostWord(host.slice(from, at), from >= nameStart, isFolded && url.hasHomoglyphs, url, index, places)
    }
    from = at + 1
  }
  const { path } = url
  from = 1
  for (let at = 1; at <= path.length && words < maxWords; at += 1) {
    if (at < path.length && isWordCode(path.charCodeAt(at))) continue
    if (at > from) {
      words += 1
      readPathWord(path.slice(from, at).toLowerCase(), index, places)
    }
    from = at + 1
  }
  return places
}

type Found = { -readonly [Key in keyof BrandPlaces]: BrandPlaces[Key] }

const nothingFound: BrandPlaces = {
  inName: null,
  inSubdomain: null,
  inPath: null,
  lookalikeInHost: null,
  lookalikeInPath: null,
  urgentWords: 0,
  suffixInside: false,
}

function readHostWord(
  word: string,
  inName: boolean,
  hasHomoglyphs: boolean,
  url: UrlReading,
  index: BrandIndex,
  places: Found,
): void {
  if (urgent.has(word)) places.urgentWords += 1
  if (!inName && endings.has(word)) places.suffixInside = true
  const match = index.match(word)
  if (match === null) return
  if (match.likeness === 'look-alike') places.lookalikeInHost ??= match
  else if (hasHomoglyphs)
    places.lookalikeInHost ??= { ...match, likeness: 'look-alike', found: url.unicodeHost }
  else if (inName) places.inName ??= match
  else places.inSubdomain ??= match
}

function readPathWord(word: string, index: BrandIndex, places: Found): void {
  if (urgent.has(word)) places.urgentWords += 1
  const match = index.match(word)
  if (match === null) return
  if (match.likeness === 'look-alike') places.lookalikeInPath ??= match
  else places.inPath ??= match
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code > 127
}

/** Length of the last labels of a folded host, as many as the domain has. */
function lastLabels(host: string, domain: string): number {
  const labels = domain.split('.').length
  return host.split('.').slice(-labels).join('.').length
}
