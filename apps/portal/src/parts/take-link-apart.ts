import type { Verdict } from '../wire.ts'

/** What of a verdict this needs. */
export type CheckedLink = Pick<Verdict, 'value' | 'canonical' | 'facts' | 'reasons'>

/** What a stretch of an address is. */
export type LinkPart = 'scheme' | 'userInfo' | 'front' | 'site' | 'port' | 'path' | 'query'

/** A stretch of an address with what is odd about it. */
export interface LinkPiece {
  readonly part: LinkPart
  readonly text: string
  readonly odd: Verdict['reasons']
}

/** An address in pieces; `whole` is what is odd about it but belongs to no piece. */
export interface LinkInPieces {
  readonly pieces: readonly LinkPiece[]
  readonly whole: Verdict['reasons']
}

/** Which piece each reason of the link's judgement is about. */
const partOfReason: Readonly<Record<string, LinkPart>> = {
  NAME_BEFORE_HOST: 'userInfo',
  BRAND_IN_SUBDOMAIN: 'front',
  ENDING_INSIDE: 'front',
  BRAND_LOOKALIKE: 'site',
  BRAND_IN_DOMAIN: 'site',
  HOST_IS_ADDRESS: 'site',
  MIXED_LETTERS: 'site',
  LOOK_ALIKE: 'site',
  FREE_PLATFORM: 'site',
  SHORT_LINK: 'site',
  HOST_PATTERN: 'site',
  SHAPE_PATTERN: 'site',
  UNUSUAL_PORT: 'port',
  BRAND_IN_PATH: 'path',
  BRAND_LOOKALIKE_IN_PATH: 'path',
  APP_DOWNLOAD: 'path',
  ASKS_FOR_SECRETS: 'path',
  PATH_PATTERN: 'path',
  LEADS_ELSEWHERE: 'query',
}

/** Said elsewhere on the page, or no oddity. */
const notOdd: ReadonlySet<string> = new Set([
  'NOTHING_KNOWN',
  'IDENTITY_VERIFIED',
  'DISPUTED',
  'PINNED',
  'OVERRULED',
])

/**
 * Takes a checked link apart: what stands before the real site, the site itself, what stands behind it. The site is
 * the registrable domain where there is one, else the whole host. What has no piece of its own is odd as a whole.
 */
export function takeLinkApart({ value, canonical, facts, reasons }: CheckedLink): LinkInPieces {
  const host = /^(\[[^\]]*\]|[^/:?#]*)/.exec(canonical)?.[0] ?? canonical
  const site = facts['registrableDomain'] ?? host
  const behind = canonical.slice(host.length)
  const queryAt = behind.indexOf('?')
  const path = queryAt < 0 ? behind : behind.slice(0, queryAt)
  const port = /^:\d+/.exec(path)?.[0] ?? ''
  const written = /^\s*([a-z]+):\/\/(?:([^/?#]*)@)?/i.exec(value)
  const texts: Record<LinkPart, string> = {
    scheme: written ? (/s$/i.test(written[1] ?? '') ? 'https://' : 'http://') : '',
    userInfo: written?.[2] === undefined ? '' : `${written[2]}@`,
    front: host === site ? '' : host.slice(0, host.length - site.length),
    site,
    port,
    path: path.slice(port.length).replace(/^\/$/, ''),
    query: queryAt < 0 ? '' : behind.slice(queryAt),
  }
  const odd = reasons.filter(({ code }) => !notOdd.has(code))
  const placeOf = (code: string): LinkPart | undefined => {
    const part = partOfReason[code]
    return part !== undefined && texts[part] !== '' ? part : undefined
  }
  return {
    pieces: linkParts
      .filter((part) => texts[part] !== '')
      .map((part) => ({ part, text: texts[part], odd: odd.filter(({ code }) => placeOf(code) === part) })),
    whole: odd.filter(({ code }) => placeOf(code) === undefined),
  }
}

const linkParts: readonly LinkPart[] = ['scheme', 'userInfo', 'front', 'site', 'port', 'path', 'query']
