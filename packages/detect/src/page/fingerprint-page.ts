import { readAddress } from './page-address.ts'
import type { PageReading, ShapeElement } from './page-reading.ts'
import { hash64 } from './hash64.ts'

/** The template of a page, told apart from what was filled into it. */
export interface PageFingerprint {
  /** Hash of the order of elements alone; 16 hexadecimal digits. */
  readonly skeleton: string
  /** SimHash of runs of four elements with classes and field names; 16 hexadecimal digits. */
  readonly simhash: string
  /** Elements that were counted. */
  readonly elements: number
  /** Different runs: a page with few is nobody's template. */
  readonly runs: number
  /**
   * Things that two copies of a kit share and other pages do not: sets of field names (`f:`), the page's own files
   * (`r:`), scripts within it (`s:`). Each a letter and 16 hexadecimal digits, sorted, at most `maxMarks`.
   */
  readonly marks: readonly string[]
}

/** More marks tell nothing more. */
const maxMarks = 64
/** Elements of one run: enough to tell templates apart, few enough that one edit moves only four runs. */
const runLength = 4

/**
 * Takes the template of a page. Texts, addresses of sites, ids, white space, order of attributes and numbers in names
 * do not move it.
 */
export function fingerprintPage(
  page: PageReading,
  { base, domain }: { readonly base: string; readonly domain: string },
): PageFingerprint {
  const tokens = tokensOf(page.shape)
  const { simhash, runs } = simhashOf(tokens)
  return {
    skeleton: hash64(page.shape.map(({ tag, type }) => (type === '' ? tag : `${tag}:${type}`)).join(' ')),
    simhash,
    elements: tokens.length,
    runs,
    marks: marksOf(page, base, domain),
  }
}

/** Most elements of a page look like others of it. */
function tokensOf(shape: readonly ShapeElement[]): string[] {
  const known = new Map<string, string>()
  return shape.map((element) => {
    const written = `${element.tag} ${element.classes} ${element.type} ${element.name}`
    const token = known.get(written) ?? tokenOf(element)
    known.set(written, token)
    return token
  })
}

function tokenOf({ tag, classes, type, name }: ShapeElement): string {
  const named = classes
    .split(/\s+/)
    .filter((part) => part !== '')
    .map(withoutNumbers)
    .toSorted()
  return `${tag}.${[...new Set(named)].join('.')}:${type}:${withoutNumbers(name)}`
}

/** Builds and copies differ in numbers and in hashes appended to names. */
function withoutNumbers(name: string): string {
  return name
    .toLowerCase()
    .replace(/(?:[-_]{1,2})(?=[a-z0-9]*\d)[a-z0-9]{5,}$/, '-#')
    .replace(/\d+/g, '#')
}

function simhashOf(tokens: readonly string[]): { simhash: string; runs: number } {
  const sums = new Int32Array(64)
  const seen = new Set<string>()
  for (let at = 0; at === 0 || at + runLength <= tokens.length; at += 1) {
    const run = tokens.slice(at, at + runLength).join('|')
    // Rows of a table or of a list count once, so that a longer list stays the same page.
    if (seen.has(run)) continue
    seen.add(run)
    const hash = hash64(run)
    for (let half = 0; half < 2; half += 1) {
      const bits = Number.parseInt(hash.slice(half * 8, half * 8 + 8), 16)
      for (let bit = 0; bit < 32; bit += 1) {
        const place = half * 32 + bit
        sums[place] = (sums[place] ?? 0) + (((bits >>> (31 - bit)) & 1) === 1 ? 1 : -1)
      }
    }
  }
  let simhash = ''
  for (let digit = 0; digit < 16; digit += 1) {
    let value = 0
    for (let bit = 0; bit < 4; bit += 1) value = value * 2 + ((sums[digit * 4 + bit] ?? 0) > 0 ? 1 : 0)
    simhash += value.toString(16)
  }
  return { simhash, runs: seen.size }
}

function marksOf(page: PageReading, base: string, domain: string): string[] {
  const marks = new Set<string>()
  for (const { fields } of page.forms) {
    const names = [...new Set(fields.map(({ name }) => withoutNumbers(name)))].filter((name) => name !== '')
    const set = names.toSorted().join(' ')
    if (names.length >= leastFieldNames && !commonForms.has(set)) marks.add(`f:${hash64(set)}`)
  }
  const files = [...page.scriptSources, ...page.styles, ...page.images.map(({ source }) => source)]
  for (const reference of files.slice(0, 400)) {
    const { host, path, domain: site } = readAddress(reference, base)
    // What lies elsewhere is a library, or the copied owner's.
    if (host === '' || site !== domain) continue
    const normal = path.toLowerCase().split(/[?#]/, 1)[0]?.replace(/\d+/g, '#') ?? ''
    const file = normal.split('/').slice(-3).join('/')
    if (file.length >= leastPathLength && !commonFile.test(normal)) marks.add(`r:${hash64(file)}`)
  }
  for (const script of page.scripts) {
    const normal = normalScript(script)
    if (normal.length >= leastScriptLength && !commonScript.test(script)) marks.add(`s:${hash64(normal)}`)
  }
  const forms = [...marks].filter((mark) => mark.startsWith('f:'))
  const others = [...marks].filter((mark) => !mark.startsWith('f:'))
  return [...forms, ...others].slice(0, maxMarks).toSorted()
}

/** One name (`q`, `email`) is everybody's; two or more may be somebody's. */
const leastFieldNames = 2

/** Names of fields that well-known software brings along, or that anybody would choose. */
const commonForms: ReadonlySet<string> = new Set([
  'log pwd rememberme',
  'log pwd',
  'author comment email url',
  'author comment email url wp-comment-cookies-consent',
  'email password remember',
  'email name password password_confirmation',
  'password remember username',
  'captcha password username',
  'password rememberme username',
  'email message name',
  'email message name subject',
  'email name',
  'name pass',
  'name password',
  'formhash loginfield password questionid username',
  'password username',
  'email password',
  'password user',
  'login password',
  'account password',
  'account pwd',
  'mobile password',
  'password phone',
  'pwd username',
  'body subject',
])

/** Own files shorter than this are `/a.js`. */
const leastPathLength = 8
/** Software and libraries that thousands of sites carry under the same names. */
const commonFile =
  /wp-(?:content|includes|admin)|\/(?:jquery|bootstrap|font-?awesome|popper|vue|react|axios|layui|layer|swiper|element-ui|antd|normalize|reset|animate|modernizr|lodash|moment|rem|flexible|zepto|vconsole|fastclick|clipboard)[.\-_#a-z]*\.(?:js|css)$|cdn-cgi|\/(?:favicon|logo|style|styles|main|app|index|common|global|base|site|bundle|vendor|runtime|polyfills|script|scripts|login)(?:[.\-_][a-z#]*)?\.(?:ico|png|svg|jpe?g|gif|js|css)$|\/(?:sites\/(?:default|all)|typo3|media\/(?:jui|system)|static\/admin|skin\/frontend|umi)/
/** Shorter ones are written alike by chance. */
const leastScriptLength = 60
/** Counters and loaders that are pasted as they come. */
const commonScript =
  /googletagmanager|google-analytics|gtag\(|hm\.baidu\.com|_hmt|cnzz\.com|fbq\(|clarity\.ms|dataLayer|wpemojiSettings|webpackJsonp|__NEXT_DATA__|document\.(?:documentElement|body)\.className/

/** A script without what differs between copies: white space, comments, texts, addresses, numbers. */
function normalScript(script: string): string {
  return withoutComments(script.slice(0, maxScriptLength))
    .replace(/"[^"\n\\]*"|'[^'\n\\]*'|`[^`\\]*`/g, '""')
    .replace(/\d+/g, '0')
    .replace(/\s+/g, '')
}

/** By searching forward only, so that comments that never end cost nothing. */
function withoutComments(script: string): string {
  const kept: string[] = []
  for (let from = 0; ; ) {
    const start = script.indexOf('/*', from)
    const end = start < 0 ? -1 : script.indexOf('*/', start + 2)
    kept.push(script.slice(from, end < 0 ? script.length : start))
    if (end < 0) return kept.join('').replace(/(?:^|\s)\/\/[^\n]*/g, '')
    from = end + 2
  }
}

/** The beginning tells which script it is. */
const maxScriptLength = 32 * 1024
