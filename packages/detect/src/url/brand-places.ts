import { skeleton } from '@wuzei/domain'
import type { Brand } from './brand.ts'
import type { BrandIndex, BrandMatch } from './read-brands.ts'
import type { UrlReading } from './read-url.ts'
import { isWordCode, lastLabels, maxHostLength, textOf, type UrlCodes } from './url-codes.ts'
import { filterOf, hashCodes, mayHave } from './word-hash.ts'

/** Where in a link brands stand that are not its owner. */
export interface BrandPlaces {
  /** The brand on whose own site others publish, where the link lies on one; its name there copies nobody. */
  home: Brand | null
  inName: BrandMatch | null
  inSubdomain: BrandMatch | null
  inPath: BrandMatch | null
  lookalikeInHost: BrandMatch | null
  /** True when the look-alike stands in the registered name, not before it. */
  lookalikeInName: boolean
  lookalikeInPath: BrandMatch | null
  /** Words such as `login` or `verify`, in host and path. */
  urgentInHost: number
  urgentInPath: number
  /** An ending such as `com` as a label before the registrable domain: `icbc.com.cn.evil.top`. */
  suffixInside: boolean
}

/** More words are no link a person reads; the rest is not looked at. */
const maxWords = 48

/** Words with which pages ask for secrets, English and pinyin. */
const urgent: ReadonlySet<string> = new Set(
  (
    'login logon signin sign account accounts secure security verify verification verified update confirm unlock ' +
    'suspended limited billing invoice payment wallet webmail mailbox password passwd recover recovery support ' +
    'service customer banking bank online auth webscr restore unblock reactivate appeal authenticate validation validate refund bonus claim airdrop ' +
    'dengji denglu yanzheng tuikuan tuishui butie lingqu jihuo shenfen anquan kefu renzheng zhongjiang dingdan'
  ).split(' '),
)
const urgentFilter = filterOf(urgent)

const endings: ReadonlySet<string> = new Set('com net org gov edu cn'.split(' '))
const endingFilter = filterOf(endings)

/** Nothing found yet. */
function roomForPlaces(): BrandPlaces {
  return {
    home: null,
    inName: null,
    inSubdomain: null,
    inPath: null,
    lookalikeInHost: null,
    lookalikeInName: false,
    lookalikeInPath: null,
    urgentInHost: 0,
    urgentInPath: 0,
    suffixInside: false,
  }
}

/** Reads every word of host and path against the brands. */
export function readBrandPlaces(url: UrlReading, letters: UrlCodes, index: BrandIndex): BrandPlaces {
  const places = roomForPlaces()
  places.home = index.brandOf(url.host)
  const words = url.isIp
    ? 0
    : url.unicodeHost === url.host
      ? readHost(letters.codes, letters.nameStart, letters.nameEnd, url, index, places)
      : readFoldedHost(url, index, places)
  readPath(letters, words, index, places)
  return places
}

/** A host of other scripts is read as it looks in Latin letters. */
function readFoldedHost(url: UrlReading, index: BrandIndex, places: BrandPlaces): number {
  const host = skeleton(url.unicodeHost).slice(0, maxHostLength)
  const codes = Uint8Array.from(host, (letter) => Math.min(255, letter.charCodeAt(0)))
  const nameStart = Math.max(0, codes.length - lastLabels(host, url.domain).length)
  const nameEnd = url.suffix === '' ? codes.length : codes.length - lastLabels(host, url.suffix).length - 1
  return readHost(codes, nameStart, nameEnd, url, index, places)
}

function readHost(
  codes: Uint8Array,
  nameStart: number,
  nameEnd: number,
  url: UrlReading,
  index: BrandIndex,
  places: BrandPlaces,
): number {
  let words = 0
  let from = 0
  let before = -1
  for (let at = 0; at <= nameEnd && words < maxWords; at += 1) {
    if (at < nameEnd && isWordCode(codes[at] ?? 0)) continue
    if (at > from) {
      words += 1
      readHostWord(codes, from, at, from >= nameStart, url, index, places)
      if (before >= 0 && codes[from - 1] === 45) {
        const match = index.matchPair(codes, before, from - 1, at)
        if (match !== null && match.brand !== places.home) addLookalike(match, from >= nameStart, places)
      }
      before = from
    }
    from = at + 1
  }
  return words
}

function readHostWord(
  codes: Uint8Array,
  from: number,
  to: number,
  inName: boolean,
  url: UrlReading,
  index: BrandIndex,
  places: BrandPlaces,
): void {
  const hash = hashCodes(codes, from, to)
  if (mayHave(urgentFilter, hash) && urgent.has(textOf(codes, from, to))) places.urgentInHost += 1
  if (!inName && mayHave(endingFilter, hash) && endings.has(textOf(codes, from, to)))
    places.suffixInside = true
  const match = index.match(codes, from, to)
  if (match === null || match.brand === places.home) return
  const isLike = match.likeness === 'reads-as' || match.likeness === 'one-letter'
  if (isLike) addLookalike(match, inName, places)
  else if (url.hasHomoglyphs)
    addLookalike({ ...match, likeness: 'reads-as', found: url.unicodeHost }, inName, places)
  else if (inName) places.inName ??= match
  else places.inSubdomain ??= match
}

/** What reads as a brand goes before what is a letter away from one. */
function addLookalike(match: BrandMatch, inName: boolean, places: BrandPlaces): void {
  const before = places.lookalikeInHost
  if (before !== null && (before.likeness === 'reads-as' || match.likeness !== 'reads-as')) return
  places.lookalikeInHost = match
  places.lookalikeInName = inName
}

function readPath(letters: UrlCodes, wordsBefore: number, index: BrandIndex, places: BrandPlaces): void {
  const { codes, hostEnd, pathEnd } = letters
  let words = wordsBefore
  let from = hostEnd + 1
  for (let at = from; at <= pathEnd && words < maxWords; at += 1) {
    if (at < pathEnd && isWordCode(codes[at] ?? 0)) continue
    if (at > from) {
      words += 1
      const hash = hashCodes(codes, from, at)
      if (mayHave(urgentFilter, hash) && urgent.has(textOf(codes, from, at))) places.urgentInPath += 1
      const match = index.match(codes, from, at)
      if (match === null || match.brand === places.home) {
        from = at + 1
        continue
      }
      if (match.likeness === 'reads-as' || match.likeness === 'one-letter') places.lookalikeInPath ??= match
      else places.inPath ??= match
    }
    from = at + 1
  }
}
