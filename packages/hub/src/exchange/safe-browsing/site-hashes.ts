import { hash } from 'node:crypto'
import { sharedParent, splitUrlCanonical, type IndicatorKind } from '@wuzei/domain'

/** Kinds of which browsers can be told. */
export const siteKinds: readonly IndicatorKind[] = ['domain', 'url', 'ip']

/** A listed indicator, as far as browsers are concerned. */
export interface ListedSite {
  readonly kind: IndicatorKind
  readonly canonical: string
}

/** Version 4 looks at a host and at the last five labels of it; a host of up to five is reached from below `www.`. */
const labelsWithinReach = 5

/** Every name above a site that somebody vouches for. */
export type NamesAboveVouched = ReadonlySet<string>

/** SHA-256 of each expression by which a browser finds this entry; none where it would find more than is listed. */
export function siteHashes(site: ListedSite, aboveVouched: NamesAboveVouched): Buffer[] {
  return siteExpressions(site, aboveVouched).map((expression) => hash('sha256', expression, 'buffer'))
}

/**
 * The `host/path` expressions that stand for a listed entry. A browser asks for the host it visits and for up to four
 * of its parents, and for the path and the folders above it (`urlExpressions`), so:
 *
 * - `evil.top` and `evil.top/` are both `evil.top/`, which covers everything at and below the site;
 * - our canonical forms have no leading `www.`; `evil.top/pay` is reached from `www.evil.top/pay` as its parent host,
 *   but beyond five labels the parents begin lower, so there the form with `www.` is said too;
 * - an address is `203.0.113.5/` or `[2001:db8::5]/`;
 * - ports are not said, as browsers do not ask for them: a whole host at one port would stand for the host at every
 *   port, so it is left out; a page at a port stands for the same path at the others;
 * - a page of a host that gives its subdomains away (`weebly.com/login`) would stand for the same path of every owner
 *   below it, so it is left out;
 * - a browser asks for the parents of every host it visits, and no list of either version can answer “but not this
 *   one”. So of a host above a site that somebody vouches for only `www.` of it is said, which reaches those who go
 *   there by that name, and nobody who goes to the vouched site.
 */
export function siteExpressions({ kind, canonical }: ListedSite, aboveVouched: NamesAboveVouched): string[] {
  if (kind === 'ip') return [`${canonical.includes(':') ? `[${canonical}]` : canonical}/`]
  const text = kind === 'domain' ? `${canonical}/` : canonical
  const { host, hostIsIp, port, path, query } = splitUrlCanonical(text)
  if (port !== '' && path === '/' && query === '') return []
  if (hostIsIp) return [host + path + query]
  if (sharedParent(host) === host) return []
  const expression = host + path + query
  if (aboveVouched.has(host)) return aboveVouched.has(`www.${host}`) ? [] : [`www.${expression}`]
  return host.split('.').length > labelsWithinReach ? [expression, `www.${expression}`] : [expression]
}
