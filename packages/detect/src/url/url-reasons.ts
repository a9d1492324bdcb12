import type { DetectionReason, RiskyPart } from '../model/detection.ts'
import { treeContributions } from '../model/tree-ensemble.ts'
import { denseCount, denseNames, type DenseFindings } from './dense-features.ts'
import { hashedGroups } from './hashed-features.ts'
import type { BrandMatch } from './read-brands.ts'
import type { UrlReading } from './read-url.ts'
import { mostColumn, treeColumnCount, unknownColumn, type UrlModel } from './url-model.ts'
import { urlReasonTexts, type UrlReasonCode } from './url-reason-texts.ts'
import type { UrlRule } from './url-rules.ts'

/** Smaller moves of the margin are noise of the model, nothing to tell a person. */
const leastMove = 0.12
/** What anybody can see for himself is told, even where the trees, or the few examples, put no weight on it. */
const plainFact = 1
/** Nobody reads more. */
const maxReasons = 5

type Values = Readonly<Record<string, string | number>>

/** A reason that may apply, and how far the numbers that it stands for moved the margin. */
interface Candidate {
  readonly code: UrlReasonCode
  readonly move: number
  readonly values: Values
  /** What in the link it is about, to be marked; '' for nothing. */
  readonly found: string
}

/**
 * Why the model gave the link it was asked about last its margin: what the numbers behind each reason added on the way
 * down the trees; what added most comes first. A rule's own reason goes before them all.
 */
export function explainUrl(
  model: UrlModel,
  input: string,
  url: UrlReading,
  findings: DenseFindings,
  rule: UrlRule,
): { reasons: DetectionReason[]; parts: RiskyPart[] } {
  treeContributions(model.quick, model.contributions)
  shareTotal(model)
  const { contributions } = model
  const letters = { host: moveOf(columns.host, contributions), tail: moveOf(columns.tail, contributions) }
  const list: Candidate[] = []
  addBrands(list, url, findings, letters, contributions, rule)
  addFacts(list, url, findings, letters, contributions, rule)
  addPatterns(list, url, letters, contributions)
  const moved = list
    .filter(({ move }) => move >= leastMove)
    .sort((a, b) => b.move - a.move)
    .slice(0, maxReasons)
  const reasons = moved.map(({ code, values }) => reasonOf(code, values))
  if (reasons.length === 0) reasons.push(reasonOf('URL_PATTERN', {}))
  return { reasons, parts: partsOf(moved, input.toLowerCase()) }
}

function partsOf(moved: readonly Candidate[], lower: string): RiskyPart[] {
  const parts: RiskyPart[] = []
  for (const { code, found } of moved) {
    if (found === '') continue
    const start = lower.indexOf(found.toLowerCase())
    if (start >= 0) parts.push({ start, end: start + found.length, code })
  }
  return parts
}

/** Makes a reason of a code and its values. */
export function reasonOf(code: UrlReasonCode, values: Values): DetectionReason {
  const { zh = [], en = [] } = pieces.get(code) ?? {}
  return { code, values, text: { zh: filled(zh, values), en: filled(en, values) } }
}

/** Sentences cut at their gaps: text, name, text, name, text. */
const pieces: ReadonlyMap<string, { readonly zh: readonly string[]; readonly en: readonly string[] }> =
  new Map(
    Object.entries(urlReasonTexts).map(([code, { zh, en }]) => [
      code,
      { zh: zh.split(/\{(\w+)\}/), en: en.split(/\{(\w+)\}/) },
    ]),
  )

function filled(parts: readonly string[], values: Values): string {
  let text = parts[0] ?? ''
  for (let at = 1; at < parts.length; at += 2)
    text += `${values[parts[at] ?? ''] ?? ''}${parts[at + 1] ?? ''}`
  return text
}

/** Columns of the sums of these groups, their unknown shares and largest weights, and of these dense numbers. */
function columnsOf(
  groups: readonly (typeof hashedGroups)[number][],
  dense: readonly (typeof denseNames)[number][],
): readonly number[] {
  const sums = groups.flatMap((name) => {
    const group = hashedGroups.indexOf(name)
    return [denseCount + group, unknownColumn + group, mostColumn + group]
  })
  return [...sums, ...dense.map((name) => denseNames.indexOf(name))]
}

/** The numbers behind each reason; brands take with them what the letters of host or path added. */
const hostColumns = columnsOf(
  ['subdomainGrams', 'nameGrams', 'hostWords'],
  [
    'hostLength',
    'labels',
    'nameLength',
    'subdomainLength',
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
  ],
)
const tailColumns = columnsOf(
  ['pathGrams', 'queryGrams', 'tailWords'],
  [
    'pathLength',
    'queryLength',
    'pathDigits',
    'pathUpperShare',
    'pathLongestDigits',
    'pathLongestHex',
    'pathLongestWord',
    'pathSpecials',
    'pathHyphens',
    'pathEntropy',
    'lastNameLength',
    'dotsInPath',
    'parameters',
    'queryDigits',
    'queryLongestHex',
    'percents',
    'atSigns',
    'siteInPath',
  ],
)
const columns = {
  shape: columnsOf(['ending', 'shape'], ['suffixLength', 'depth', 'endsInSlash']),
  host: hostColumns,
  tail: tailColumns,
  lookalike: columnsOf([], ['readsAsInHost', 'oneLetterInHost', 'homoglyphs', 'punycode']),
  subdomain: columnsOf([], ['brandInSubdomain', 'suffixInside']),
  name: columnsOf([], ['brandInName', 'brandShare']),
  path: columnsOf([], ['brandInPath']),
  lookalikeInPath: columnsOf([], ['lookalikeInPath']),
  address: columnsOf([], ['isIp']),
  port: columnsOf([], ['hasPort']),
  mixed: columnsOf([], ['homoglyphs', 'punycode']),
  platform: columnsOf(['ending'], ['platform', 'sharedHost']),
  redirect: columnsOf(['queryGrams'], ['redirect', 'queryLength', 'parameters']),
  apk: columnsOf(['tailWords'], ['apk']),
  urgent: columnsOf(['tailWords'], ['urgentInHost', 'urgentInPath']),
  suffixInside: columnsOf([], ['suffixInside', 'labels']),
} as const

/** What the letters of host and tail added. */
interface LetterMoves {
  readonly host: number
  readonly tail: number
}

function moveOf(list: readonly number[], contributions: Float64Array): number {
  let sum = 0
  for (const column of list) sum += contributions[column] ?? 0
  return sum
}

/** Each group's sum counts by itself; what trees made of the total is the groups' that raised it. */
function shareTotal({ values, contributions }: UrlModel): void {
  const added = contributions[treeColumnCount - 1] ?? 0
  let raised = 0
  for (let column = denseCount; column < unknownColumn; column += 1)
    raised += Math.max(0, values[column] ?? 0)
  for (let column = denseCount; column < unknownColumn; column += 1) {
    const sum = values[column] ?? 0
    const part = raised === 0 ? 0 : (added * Math.max(0, sum)) / raised
    contributions[column] = (contributions[column] ?? 0) + sum + part
  }
}

function addBrands(
  list: Candidate[],
  url: UrlReading,
  { brands }: DenseFindings,
  letters: LetterMoves,
  contributions: Float64Array,
  rule: UrlRule,
): void {
  function add(
    code: UrlReasonCode,
    match: BrandMatch | null,
    numbers: readonly number[],
    ofLetters: number,
  ): void {
    if (match === null) return
    const { brand, found } = match
    const isRule = rule === 'copied' && code === 'BRAND_LOOKALIKE'
    const values = {
      brand: brand.id,
      brandZh: brand.name.zh,
      brandEn: brand.name.en,
      site: brand.domains[0] ?? brand.sharedDomains[0] ?? '',
      found,
      domain: url.domain,
    }
    list.push({ code, values, found, move: isRule ? Infinity : ofLetters + moveOf(numbers, contributions) })
  }
  add('BRAND_LOOKALIKE', brands.lookalikeInHost, columns.lookalike, letters.host)
  add('BRAND_IN_SUBDOMAIN', brands.inSubdomain, columns.subdomain, letters.host)
  add('BRAND_IN_DOMAIN', brands.inName, columns.name, letters.host)
  add('BRAND_IN_PATH', brands.inPath, columns.path, letters.tail)
  add('BRAND_LOOKALIKE_IN_PATH', brands.lookalikeInPath, columns.lookalikeInPath, letters.tail)
}

/** Facts that stand for themselves. */
function addFacts(
  list: Candidate[],
  url: UrlReading,
  findings: DenseFindings,
  letters: LetterMoves,
  contributions: Float64Array,
  rule: UrlRule,
): void {
  const { host, platform } = url
  function add(code: UrlReasonCode, numbers: readonly number[], values: Values, found: string): void {
    list.push({ code, move: moveOf(numbers, contributions), values, found })
  }
  if (url.isIp) {
    const move = Math.max(plainFact, letters.host + moveOf(columns.address, contributions))
    list.push({ code: 'HOST_IS_ADDRESS', move, values: { host }, found: host })
  }
  if (url.hasUserInfo) list.push({ code: 'NAME_BEFORE_HOST', move: plainFact, values: { host }, found: '' })
  if (url.hasPort) add('UNUSUAL_PORT', columns.port, { host }, '')
  if (url.hasHomoglyphs) {
    const values = { host: url.unicodeHost }
    if (rule === 'copied') list.push({ code: 'MIXED_LETTERS', move: Infinity, values, found: host })
    else add('MIXED_LETTERS', columns.mixed, values, host)
  }
  if (platform !== null) add('FREE_PLATFORM', columns.platform, { platform }, platform)
  if (findings.isRedirect) add('LEADS_ELSEWHERE', columns.redirect, {}, '')
  if (findings.isApk) {
    const move = Math.max(plainFact, moveOf(columns.apk, contributions))
    list.push({ code: 'APP_DOWNLOAD', move, values: {}, found: '.apk' })
  }
  const words = findings.brands.urgentInHost + findings.brands.urgentInPath
  if (words > 0) add('ASKS_FOR_SECRETS', columns.urgent, { words }, '')
  if (findings.brands.suffixInside)
    add('ENDING_INSIDE', columns.suffixInside, { domain: url.domain }, url.domain)
}

function addPatterns(
  list: Candidate[],
  url: UrlReading,
  letters: LetterMoves,
  contributions: Float64Array,
): void {
  const { unicodeHost, host, path, query, suffix } = url
  list.push({ code: 'HOST_PATTERN', move: letters.host, values: { host: unicodeHost }, found: host })
  if (path.length + query.length > 1)
    list.push({
      code: 'PATH_PATTERN',
      move: letters.tail,
      values: { path: shortened(path + query) },
      found: path,
    })
  list.push({
    code: 'SHAPE_PATTERN',
    move: moveOf(columns.shape, contributions),
    values: { suffix },
    found: '',
  })
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
