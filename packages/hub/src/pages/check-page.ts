import { createHash } from 'node:crypto'
import { setImmediate as pause } from 'node:timers/promises'
import type { PageCheckBody, PageCheckReply, Verdict } from '@wuzei/contract'
import {
  examinePageInTurns,
  judgePage,
  pageKnowledge,
  type PageKnowledge,
  type PageSign,
} from '@wuzei/detect'
import {
  actorName,
  CodedError,
  definitionOf,
  explainVerdict,
  lookupCandidates,
  parseIndicator,
  unknownState,
  verdictLevels,
  type Actor,
  type ClientActor,
  type Indicator,
  type PersonActor,
  type VerdictLevel,
} from '@wuzei/domain'
import { ownerOfIcon } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import type { Checker } from '../library/checker.ts'
import { selectVerdict } from '../library/select-verdict.ts'
import { fetchPage } from './fetch-page.ts'
import { keepPage, type KeptPage } from './keep-page.ts'
import { findOnPage, type FoundOnPage } from './find-on-page.ts'

/** Who judges pages. */
export interface PageJudges {
  /** The library alone: what a model thinks of a link counts among the page's signs, once. */
  readonly library: Checker
  /** Whether the hub may fetch pages itself. */
  readonly mayFetch: boolean
}

/**
 * Judges a page that a member sent, or whose address it sent where the hub fetches pages: by the page's source, by what
 * the library knows of everything in it, and by the kits of pages sent before. Keeps what it was told apart by, never
 * its content.
 *
 * @throws CodedError FORBIDDEN for a system without the scope, INDICATOR_INVALID for what is no address, PAGE_NOT_SENT,
 *   OUTBOUND_REFUSED, OUTBOUND_FAILED
 */
export async function checkPage(
  hub: HubContext,
  { library, mayFetch }: PageJudges,
  actor: Actor,
  body: PageCheckBody,
): Promise<PageCheckReply> {
  const member = memberOf(actor)
  const page = await pageOf(hub, body, mayFetch)
  const address = addressOf(page.finalUrl)
  const knowledge = await knowledgeOf(hub, page.faviconSha256)
  const examined = await examinePageInTurns(knowledge, page, pause)
  const found = findOnPage(library, examined, address)
  const kept = await keepPage(hub, {
    page,
    address,
    examined,
    detection: judgePage(examined, found.signs),
    fetched: body.html === undefined,
    tlp: body.tlp ?? 'TLP:AMBER',
    originId: member.organisation.id,
    givenBy: actorName(actor),
  })
  const detection = judgePage(examined, [...found.signs, ...kitSigns(kept)])
  const level = joinLevels(detection.level, found.page)
  const fraudTypes = fraudTypesOf(detection.fraudType, found)
  return {
    id: kept.id,
    level,
    score: detection.score,
    fraudTypes,
    advice: adviceOn(level, fraudTypes, found.page),
    reasons: detection.reasons.map(({ code, text }) => ({ code, text })),
    url: page.finalUrl,
    host: examined.at.host,
    redirects: [...page.redirects],
    tlp: body.tlp ?? 'TLP:AMBER',
    fetched: body.html === undefined,
    wasCut: examined.wasCut,
    model: detection.model,
    page: found.page,
    indicators: found.indicators,
    campaign: kept.campaign,
  }
}

function memberOf(actor: Actor): PersonActor | ClientActor {
  if (actor.type === 'client' && !actor.scopes.includes('check'))
    throw new CodedError('FORBIDDEN', 'this client has no scope for this')
  if (actor.type === 'person' || actor.type === 'client') return actor
  throw new CodedError('FORBIDDEN', 'pages are checked for members')
}

/** A page as it is judged. */
interface PageToJudge {
  readonly finalUrl: string
  readonly redirects: readonly string[]
  readonly html: string
  readonly title?: string | undefined
  readonly scripts?: readonly string[] | undefined
  readonly programs?: PageCheckBody['programs']
  readonly faviconSha256?: string | undefined
}

async function pageOf(hub: HubContext, body: PageCheckBody, mayFetch: boolean): Promise<PageToJudge> {
  const { html, title, scripts, programs, icon } = body
  if (html === undefined) {
    if (!mayFetch)
      throw new CodedError('PAGE_NOT_SENT', 'send `html`: this hub does not fetch pages by itself')
    return await fetchPage(hub.outbound, body.url)
  }
  const bytes = icon?.bytes === undefined ? undefined : Buffer.from(icon.bytes, 'base64')
  return {
    finalUrl: body.url,
    redirects: body.redirects ?? [],
    html,
    title,
    scripts,
    programs,
    faviconSha256: bytes ? createHash('sha256').update(bytes).digest('hex') : icon?.sha256?.toLowerCase(),
  }
}

function addressOf(url: string): Indicator {
  const parsed = parseIndicator(url, { kind: 'url' })
  if (!parsed.ok) throw new CodedError('INDICATOR_INVALID', `url: ${parsed.error.message}`)
  return parsed.indicator
}

/** What pages are judged by here: the models of now, and the identities of the library. */
async function knowledgeOf(hub: HubContext, icon: string | undefined): Promise<PageKnowledge> {
  const nowS = hub.clock() / 1000
  const owners = new Map<string, ReturnType<typeof ownerOf>>()
  const ownerOf = (url: string) => {
    const parsed = parseIndicator(url, { kind: 'url' })
    if (!parsed.ok) return null
    const selected = selectVerdict(hub.index, lookupCandidates(parsed.indicator), nowS, new Uint32Array(2))
    const identity = selected?.relative.identity
    return identity ? { id: identity.id, name: identity.name } : null
  }
  const iconOwner = icon === undefined ? null : await ownerOfIcon(hub.database.pool, Buffer.from(icon, 'hex'))
  return pageKnowledge({
    urlModel: hub.models.url.model,
    textModel: hub.models.text.model,
    verifiedOwnerOf(url) {
      const known = owners.get(url)
      if (known !== undefined) return known
      const owner = ownerOf(url)
      owners.set(url, owner)
      return owner
    },
    ownerOfIcon: () => iconOwner,
  })
}

/** What the kit tells, as far as the caller may know of its other sites. */
function kitSigns({ campaign, confirmedHost }: KeptPage): PageSign[] {
  if (!campaign) return []
  if (confirmedHost !== null) return [{ code: 'KIT_OF_CONFIRMED', values: { host: confirmedHost } }]
  return campaign.sites > 1 ? [{ code: 'KIT_OF_SUSPECTED', values: { count: campaign.sites - 1 } }] : []
}

/**
 * A person's word on the address goes before what the page shows; else the worse of both. Where the site has a verified
 * owner it is safe, unless the library says otherwise of just this address.
 */
function joinLevels(ofPage: VerdictLevel, known: Verdict | null): VerdictLevel {
  if (known === null) return ofPage
  if (known.pinnedBy !== null) return known.level
  return rank(known.level) > rank(ofPage) ? known.level : ofPage
}

function rank(level: VerdictLevel): number {
  return verdictLevels.indexOf(level)
}

function fraudTypesOf(ofPage: string | null, { page, indicators }: FoundOnPage): string[] {
  const verdicts = [
    ...(page ? [page] : []),
    ...indicators.filter(({ role }) => role === 'target').map(({ verdict }) => verdict),
  ]
  const known = verdicts.filter(({ level }) => rank(level) >= rank('suspicious'))
  return [...new Set([...(ofPage ? [ofPage] : []), ...known.flatMap(({ fraudTypes }) => fraudTypes)])]
}

/** As for a link of this level and kind of fraud. */
function adviceOn(level: VerdictLevel, fraudTypes: readonly string[], known: Verdict | null) {
  if (known?.level === level) return known.advice
  const seen = { tier: 'detector', groups: 1, count: 1, sources: 1, firstAt: 0, lastAt: 0 } as const
  const state = unknownState(definitionOf('url').kind)
  return explainVerdict(
    level === 'unknown' || level === 'safe' ? state : { ...state, fraudTypes, tiers: [seen] },
    { level, score: 0 },
    0,
  ).advice
}
