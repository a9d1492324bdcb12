import { logOdds, probabilityOf } from '@wuzei/domain'
import type { Detection, DetectionLevel } from '../model/detection.ts'
import { classifyText } from '../text/classify-text.ts'
import type { TextModel } from '../text/text-model.ts'
import { brands } from '../url/brands.ts'
import { classifyUrl } from '../url/classify-url.ts'
import { indexBrands } from '../url/read-brands.ts'
import type { UrlModel } from '../url/url-model.ts'
import { readAskedFor } from './asked-for.ts'
import { brandFinder, type FindBrand } from './brand-names.ts'
import { findAnswers } from './find-answers.ts'
import { findAsks, isWarning } from './find-asks.ts'
import { findBrandSigns, findCopies, findWornBrand } from './find-brand.ts'
import { findHiding } from './find-hiding.ts'
import { appValues, findPrograms } from './find-programs.ts'
import { findWay } from './find-way.ts'
import { fingerprintPage, type PageFingerprint } from './fingerprint-page.ts'
import { isPrivateHost, readAddress, type PageAddress } from './page-address.ts'
import type { PageCase } from './page-case.ts'
import { siteOwners, type SiteOwner, type SiteOwners } from './page-owners.ts'
import { pageSignRules, reasonOfSign, type PageSign, type SignRule } from './page-signs.ts'
import { readPage } from './read-page.ts'
import type { SubmittedPage } from './submitted-page.ts'

/** Version of the rules: raised when a sign or a weight changes, so that findings tell by what they were made. */
const rulesName = 'page@1.0.0'

/** What pages are judged by, made once by `pageKnowledge`. */
export interface PageKnowledge {
  readonly owners: SiteOwners
  readonly findBrand: FindBrand
  readonly urlModel: UrlModel | undefined
  readonly textModel: TextModel | undefined
  /** Whose icon has this SHA-256, or null. */
  readonly ownerOfIcon: (sha256: string) => SiteOwner | null
}

/** What a caller may add to what the package knows. */
export interface PageKnowledgeOptions {
  readonly urlModel?: UrlModel | undefined
  readonly textModel?: TextModel | undefined
  /** Owners that the caller has verified; asked before the list of brands. `host` is canonical. */
  readonly verifiedOwnerOf?: ((url: string, host: string) => SiteOwner | null) | undefined
  readonly ownerOfIcon?: ((sha256: string) => SiteOwner | null) | undefined
}

/** Makes what pages are judged by. */
export function pageKnowledge(options: PageKnowledgeOptions = {}): PageKnowledge {
  const index = options.urlModel?.brands ?? indexBrands(brands)
  return {
    owners: siteOwners(index, options.verifiedOwnerOf),
    findBrand: brandFinder(),
    urlModel: options.urlModel,
    textModel: options.textModel,
    ownerOfIcon: options.ownerOfIcon ?? (() => null),
  }
}

/** A page that was read: its signs, and what a library can be asked about. */
export interface ExaminedPage {
  readonly at: { readonly host: string; readonly domain: string; readonly scheme: string }
  /** Verified owner of the site, or null. */
  readonly owner: SiteOwner | null
  readonly signs: readonly PageSign[]
  /** Fraud type that the text or the brand tells, or null. */
  readonly fraudType: string | null
  readonly fingerprint: PageFingerprint
  readonly title: string
  /** Shown text, for `extract`. */
  readonly text: string
  /** Where the page leads without being asked: redirects, targets of forms, frames, downloads. Whole addresses. */
  readonly targets: readonly string[]
  /** Links that a person may follow. Whole addresses. */
  readonly links: readonly string[]
  /** Indicators of kind `app`. */
  readonly apps: readonly string[]
  /** True when the page was longer or fuller than what is read. */
  readonly wasCut: boolean
}

/** What is said about a page. */
export interface PageDetection extends Detection {
  readonly signs: readonly PageSign[]
}

/**
 * Judges a page by its source, without running it: where forms lead, whose name it wears, what it asks for, what it
 * hides. `high` takes signs of two groups or one that no honest page has; never `confirmed`, that takes people. On the
 * site of a verified owner it is `safe`, whatever it shows. Time is linear in the length of the source.
 */
export function classifyPage(knowledge: PageKnowledge, submitted: SubmittedPage): PageDetection {
  return judgePage(examinePage(knowledge, submitted))
}

/** Reads a page and finds its signs. */
export function examinePage(knowledge: PageKnowledge, submitted: SubmittedPage): ExaminedPage {
  const steps = examineInSteps(knowledge, submitted)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * As `examinePage`, for a thread that others wait for as well: after every few milliseconds of work it waits for `pause`.
 * A model of the knowledge holds room that calls use anew; it is never in use while this waits.
 */
export async function examinePageInTurns(
  knowledge: PageKnowledge,
  submitted: SubmittedPage,
  pause: () => Promise<void>,
): Promise<ExaminedPage> {
  const steps = examineInSteps(knowledge, submitted)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await pause()
  }
}

function* examineInSteps(knowledge: PageKnowledge, submitted: SubmittedPage): Generator<void, ExaminedPage> {
  const { owners, findBrand } = knowledge
  const page = yield* readPage(submitted.html)
  const at = readAddress(submitted.finalUrl, submitted.finalUrl)
  const base = page.base === null ? submitted.finalUrl : readAddress(page.base, submitted.finalUrl).url
  const title = submitted.title ?? page.title
  const worn = findWornBrand(page, title, findBrand, owners, at)
  const code = [...page.scripts, ...(submitted.scripts ?? []).slice(0, 50), page.handlers].join('\n')
  const pageCase: PageCase = {
    submitted,
    page: { ...page, title },
    asked: readAskedFor(page),
    at,
    base,
    owners,
    findBrand,
    worn: worn?.brand ?? null,
    code: code.slice(0, maxCodeLength),
    warns: isWarning(`${title}\n${page.text}`),
  }
  yield
  const text = pageCase.warns ? null : textSign(knowledge, pageCase)
  yield
  const signs = [
    ...findAnswers(pageCase),
    ...findAsks(pageCase),
    ...findBrandSigns(pageCase, worn?.places ?? 0),
    ...findCopies(pageCase),
    ...iconSigns(knowledge, pageCase),
    ...findHiding(pageCase),
    ...findWay(pageCase),
    ...findPrograms(pageCase),
    ...linkSigns(knowledge, at),
    ...(text ? [text.sign] : []),
  ]
  yield
  return {
    at,
    owner: owners.ownerOf(at),
    signs,
    fraudType: fraudTypeOf(signs, pageCase, text?.fraudType ?? null),
    fingerprint: fingerprintPage(page, { base, domain: at.domain }),
    title,
    text: page.text,
    targets: targetsOf(pageCase),
    links: page.links.slice(0, maxLinks).flatMap((link) => {
      const address = readAddress(link, base)
      return address.host !== '' && address.domain !== at.domain ? [address.url] : []
    }),
    apps: appValues(page.links, submitted.programs),
    wasCut: page.wasCut,
  }
}

/** Units of scripts that are searched; what kits do with answers stands in far less. */
const maxCodeLength = 1024 * 1024
/** Links that a library is asked about. */
const maxLinks = 300

/**
 * One judgement of signs; `further` are what others know of the page (the library, kits). The weightiest sign of each
 * group counts, groups add up as log-odds.
 */
export function judgePage(examined: ExaminedPage, further: readonly PageSign[] = []): PageDetection {
  const signs = [...examined.signs, ...further].toSorted((a, b) => ruleOf(b).weight - ruleOf(a).weight)
  const best = new Map<string, SignRule>()
  for (const sign of signs) {
    const rule = ruleOf(sign)
    if (!best.has(rule.group)) best.set(rule.group, rule)
  }
  const margin = [...best.values()].reduce((sum, { weight }) => sum + weight, priorMargin)
  const score = Math.round(probabilityOf(margin) * 10_000) / 10_000
  if (examined.owner) {
    const { id, name } = examined.owner
    // An owner's site may have been broken into: what speaks most plainly is still told.
    const told = signs.filter((sign) => ruleOf(sign).isDecisive)
    const values = { owner: id, ownerZh: name.zh, ownerEn: name.en }
    const reason = {
      code: 'VERIFIED_OWNER',
      values,
      text: { zh: `这是${name.zh}自己的网站。`, en: `This is a site of ${name.en}.` },
    }
    return {
      score: verifiedScore,
      level: 'safe',
      fraudType: null,
      reasons: [reason, ...told.map(reasonOfSign)],
      signs,
      model: rulesName,
    }
  }
  const level = levelOf(margin, best)
  return {
    score,
    level,
    fraudType: level === 'unknown' ? null : (examined.fraudType ?? 'F13'),
    reasons: signs.filter((sign) => ruleOf(sign).weight >= leastTold).map(reasonOfSign),
    signs,
    model: rulesName,
  }
}

/**
 * Before anything is seen: of pages that somebody submits about one in twenty is fraud. A guess on the careful side;
 * members submit what they doubt.
 */
const priorMargin = logOdds(0.05)
/** More likely fraud than not. */
const suspiciousAbove = 0
/** Ten to one. */
const highAbove = 2.3
/** What a verified owner's page is given: not nought, for nobody is never broken into. */
const verifiedScore = 0.0001
/** Slighter signs move the score a little and would only worry people. */
const leastTold = 0.5

function levelOf(margin: number, best: ReadonlyMap<string, SignRule>): DetectionLevel {
  const isDecided = best.size >= 2 || [...best.values()].some(({ isDecisive }) => isDecisive)
  if (margin >= highAbove && isDecided) return 'high'
  return margin >= suspiciousAbove ? 'suspicious' : 'unknown'
}

function ruleOf({ code }: PageSign): SignRule {
  return pageSignRules[code]
}

function iconSigns({ ownerOfIcon }: PageKnowledge, { submitted, at, owners }: PageCase): PageSign[] {
  if (!submitted.faviconSha256) return []
  const owner = ownerOfIcon(submitted.faviconSha256.toLowerCase())
  if (!owner || owners.ownerOf(at)?.id === owner.id) return []
  return [{ code: 'BRAND_ICON', values: { brandZh: owner.name.zh, brandEn: owner.name.en, site: at.host } }]
}

/** Devices in one's own network have no name that could be judged. */
function linkSigns({ urlModel }: PageKnowledge, { url, host }: PageAddress): PageSign[] {
  if (!urlModel || isPrivateHost(host)) return []
  const { level, reasons } = classifyUrl(urlModel, url)
  if (level !== 'high' && level !== 'suspicious') return []
  const values = { why: reasons[0]?.text.zh ?? '', whyEn: reasons[0]?.text.en ?? '' }
  return [{ code: level === 'high' ? 'LINK_DANGEROUS' : 'LINK_SUSPICIOUS', values }]
}

/** The model has learned from messages: the beginning of a page is as long as one, and tells what it is for. */
const judgedTextLength = 1_200

/** Where scams go on: a chat of two. */
const messengerLink =
  /^(?:https?:\/\/(?:t\.me|telegram\.me|wa\.me|api\.whatsapp\.com|line\.me|lin\.ee|u\.wechat\.com|work\.weixin\.qq\.com)\/|(?:weixin|whatsapp|tg):)/i

function textSign(
  { textModel }: PageKnowledge,
  { page, asked, submitted }: PageCase,
): { sign: PageSign; fraudType: string | null } | null {
  if (!textModel) return null
  // Manuals and articles ask for nothing, and to a model of messages many of them look like advertisements.
  const asks = asked.forms.some(({ form }) => form.fields.length >= 2) || asked.isSecret
  const offers =
    findPrograms({ page, submitted }).length > 0 || page.links.some((link) => messengerLink.test(link))
  if (!asks && !offers) return null
  const text = `${page.title}\n${page.text}`.slice(0, judgedTextLength)
  const { level, fraudType } = classifyText(textModel, text)
  if (level !== 'high' && level !== 'suspicious') return null
  return { sign: { code: level === 'high' ? 'TEXT_DANGEROUS' : 'TEXT_SUSPICIOUS', values: {} }, fraudType }
}

const fraudTypeOfSign: Partial<Record<PageSign['code'], string>> = {
  SAFE_ACCOUNT: 'F08.01',
  CASE_AGAINST_YOU: 'F08.01',
  FEE_BEFORE_LOAN: 'F05.01',
  ASKS_FOR_SEED_PHRASE: 'F02.02',
}

/** What the page asks for tells most, then whom it poses as, then programs, then its words. */
function fraudTypeOf(signs: readonly PageSign[], { worn }: PageCase, ofText: string | null): string | null {
  for (const { code } of signs) {
    const type = fraudTypeOfSign[code]
    if (type) return type
  }
  if (worn && signs.some(({ code }) => code === 'POSES_AS_BRAND' || code === 'WEARS_BRAND'))
    return worn.fraudType
  if (signs.some(({ code }) => code === 'APP_PAST_SHOPS' || code === 'IPHONE_PROFILE'))
    return ofText ?? 'F13.02'
  return ofText
}

function targetsOf({ submitted, page, asked, base, at }: PageCase): string[] {
  const programs = page.links.filter((link) => /\.(?:apk|exe|msi|dmg|mobileconfig)(?:$|[?#])/i.test(link))
  const references = [
    ...(submitted.redirects ?? []).slice(0, 40),
    ...asked.forms.flatMap(({ form }) => form.action ?? []),
    ...page.frames.map(({ source }) => source).slice(0, 40),
    ...programs.slice(0, 40),
    ...(submitted.programs ?? []).flatMap(({ url }) => url ?? []).slice(0, 40),
  ]
  const found = references.map((reference) => readAddress(reference, base))
  return [...new Set(found.filter(({ host }) => host !== '' && host !== at.host).map(({ url }) => url))]
}
