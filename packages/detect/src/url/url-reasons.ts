import type { DetectionReason, RiskyPart } from '../model/detection.ts'
import { treeMargin } from '../model/tree-ensemble.ts'
import { denseCount, denseNames, type DenseFindings } from './dense-features.ts'
import type { BrandMatch } from './read-brands.ts'
import type { UrlReading } from './read-url.ts'
import { urlReasonTexts, type UrlReasonCode } from './url-reason-texts.ts'
import { mostColumn, treeColumnCount, unknownColumn, type UrlModel } from './url-model.ts'

/** Smaller moves of the margin are noise of the model, nothing to tell a person. */
const leastMove = 0.12
/** Nobody reads more. */
const maxReasons = 5

/** A reason that may apply: which numbers it stands for, and the numbers a link without it would have. */
interface Candidate {
  readonly code: UrlReasonCode
  readonly values: Readonly<Record<string, string | number>>
  /** Columns of the model's numbers that this reason would change, with what they would be. */
  readonly without: readonly (readonly [column: number, value: number])[]
  /** What in the link it is about, to be marked. */
  readonly found?: string
}

/**
 * Why the model gave this margin: each candidate's numbers are set to what a link without it would have, and the trees
 * asked again; what lowers the margin most comes first. Expects the model's numbers to be those of this link.
 */
export function explainUrl(
  model: UrlModel,
  input: string,
  url: UrlReading,
  findings: DenseFindings,
  margin: number,
): { reasons: DetectionReason[]; parts: RiskyPart[] } {
  const moved = candidatesOf(url, findings, model.values)
    .map((candidate) => ({ candidate, move: margin - marginWithout(model, candidate) }))
    .filter(({ move }) => move >= leastMove)
    .sort((a, b) => b.move - a.move)
    .slice(0, maxReasons)
  const lower = input.toLowerCase()
  const reasons = moved.map(({ candidate }) => reasonOf(candidate.code, candidate.values))
  if (reasons.length === 0) reasons.push(reasonOf('URL_PATTERN', {}))
  const parts = moved.flatMap(({ candidate }) => {
    const start = candidate.found === undefined ? -1 : lower.indexOf(candidate.found.toLowerCase())
    return start < 0 ? [] : [{ start, end: start + (candidate.found?.length ?? 0), code: candidate.code }]
  })
  return { reasons, parts }
}

function marginWithout(model: UrlModel, { without }: Candidate): number {
  const { values } = model
  const kept = values.slice()
  for (const [column, value] of without) {
    const isSum = column >= denseCount && column < unknownColumn
    if (isSum) {
      values[treeColumnCount - 1] = (values[treeColumnCount - 1] ?? 0) + value - (values[column] ?? 0)
      values[column - denseCount + mostColumn] = 0
      values[column - denseCount + unknownColumn] = 0
    }
    values[column] = value
  }
  const margin = treeMargin(model.trees, values)
  values.set(kept)
  return margin
}

/** Makes a reason of a code and its values. */
export function reasonOf(
  code: UrlReasonCode,
  values: Readonly<Record<string, string | number>>,
): DetectionReason {
  const { zh, en } = urlReasonTexts[code]
  return { code, values, text: { zh: filled(zh, values), en: filled(en, values) } }
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

const hostGrams = denseCount
const hostWords = denseCount + 1
const tailGrams = denseCount + 2
const tailWords = denseCount + 3
const shape = denseCount + 4

function candidatesOf(url: UrlReading, findings: DenseFindings, values: Float64Array): Candidate[] {
  const list = [...brandCandidates(url, findings, values), ...factCandidates(url, findings)]
  const positive = (...columns: number[]) =>
    columns.filter((at) => (values[at] ?? 0) > 0).map((at) => [at, 0] as const)
  const host = positive(hostGrams, hostWords)
  if (host.length > 0)
    list.push({ code: 'HOST_PATTERN', values: { host: url.unicodeHost }, without: host, found: url.host })
  const tail = positive(tailGrams, tailWords)
  if (tail.length > 0 && url.path.length + url.query.length > 1)
    list.push({
      code: 'PATH_PATTERN',
      values: { path: shortened(url.path + url.query) },
      without: tail,
      found: url.path,
    })
  const build = positive(shape)
  if (build.length > 0) list.push({ code: 'SHAPE_PATTERN', values: { suffix: url.suffix }, without: build })
  return list
}

/** Brands take with them what their letters add to the linear sums of the host. */
function brandCandidates(url: UrlReading, { brands }: DenseFindings, values: Float64Array): Candidate[] {
  const list: Candidate[] = []
  const lettersInHost = [hostGrams, hostWords].map((at) => [at, Math.min(0, values[at] ?? 0)] as const)
  const lettersInPath = [tailGrams, tailWords].map((at) => [at, Math.min(0, values[at] ?? 0)] as const)
  function add(code: UrlReasonCode, match: BrandMatch | null, without: Candidate['without']): void {
    if (match === null) return
    const { brand, found } = match
    const site = brand.domains[0] ?? brand.sharedDomains[0] ?? ''
    list.push({
      code,
      values: {
        brand: brand.id,
        brandZh: brand.name.zh,
        brandEn: brand.name.en,
        site,
        found,
        domain: url.domain,
      },
      without,
      found,
    })
  }
  add('BRAND_LOOKALIKE', brands.lookalikeInHost, [
    [columnOf('lookalikeInHost'), 0],
    [columnOf('homoglyphs'), 0],
    ...lettersInHost,
  ])
  add('BRAND_IN_SUBDOMAIN', brands.inSubdomain, [
    [columnOf('brandInSubdomain'), 0],
    [columnOf('suffixInside'), 0],
    ...lettersInHost,
  ])
  add('BRAND_IN_DOMAIN', brands.inName, [
    [columnOf('brandInName'), 0],
    [columnOf('brandShare'), 0],
    ...lettersInHost,
  ])
  add('BRAND_IN_PATH', brands.inPath, [[columnOf('brandInPath'), 0], ...lettersInPath])
  add('BRAND_LOOKALIKE_IN_PATH', brands.lookalikeInPath, [[columnOf('lookalikeInPath'), 0], ...lettersInPath])
  return list
}

/** Facts that stand for themselves. */
function factCandidates(url: UrlReading, findings: DenseFindings): Candidate[] {
  const list: Candidate[] = []
  function add(applies: boolean, candidate: Candidate): void {
    if (applies) list.push(candidate)
  }
  const { host, platform } = url
  add(url.isIp, {
    code: 'HOST_IS_ADDRESS',
    values: { host },
    without: [
      [columnOf('isIp'), 0],
      [columnOf('hostDigits'), 0],
      [columnOf('hostLongestDigits'), 0],
      [hostGrams, 0],
      [hostWords, 0],
    ],
    found: host,
  })
  add(url.hasUserInfo, { code: 'NAME_BEFORE_HOST', values: { host }, without: [[columnOf('userInfo'), 0]] })
  add(url.hasPort, { code: 'UNUSUAL_PORT', values: { host }, without: [[columnOf('hasPort'), 0]] })
  add(url.hasHomoglyphs, {
    code: 'MIXED_LETTERS',
    values: { host: url.unicodeHost },
    without: [
      [columnOf('homoglyphs'), 0],
      [columnOf('punycode'), 0],
    ],
    found: host,
  })
  add(platform !== null, {
    code: 'FREE_PLATFORM',
    values: { platform: platform ?? '' },
    without: [
      [columnOf('platform'), 0],
      [shape, 0],
      [hostWords, 0],
    ],
    found: platform ?? '',
  })
  add(findings.isShortener, {
    code: 'SHORT_LINK',
    values: { host },
    without: [[columnOf('shortener'), 0]],
    found: host,
  })
  add(findings.isRedirect, { code: 'LEADS_ELSEWHERE', values: {}, without: [[columnOf('redirect'), 0]] })
  add(findings.isApk, {
    code: 'APP_DOWNLOAD',
    values: {},
    without: [
      [columnOf('apk'), 0],
      [tailWords, 0],
    ],
    found: '.apk',
  })
  add(findings.urgentWords > 0, {
    code: 'ASKS_FOR_SECRETS',
    values: { words: findings.urgentWords },
    without: [
      [columnOf('urgentWords'), 0],
      [tailWords, 0],
    ],
  })
  add(findings.brands.suffixInside, {
    code: 'ENDING_INSIDE',
    values: { domain: url.domain },
    without: [
      [columnOf('suffixInside'), 0],
      [columnOf('labels'), 2],
    ],
    found: url.domain,
  })
  return list
}

function columnOf(name: (typeof denseNames)[number]): number {
  return denseNames.indexOf(name)
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
