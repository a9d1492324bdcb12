import { domainDefinition } from '../domain.ts'
import type { Indicator, IndicatorKind } from '../indicator.ts'
import { suffixInfo } from './public-suffix.ts'
import { isOpenMailHost, isSharedByPath, sharedParent } from './shared-hosts.ts'
import { pathExpressions, splitUrlCanonical } from './url-expressions.ts'

/** One entry of the library that bears on a value. */
export interface LookupCandidate {
  readonly kind: IndicatorKind
  readonly canonical: string
}

/** An indicator; with the facts and marks of its parsing the host need not be read again. */
type Looked = Pick<Indicator, 'kind' | 'canonical'> & Partial<Pick<Indicator, 'facts' | 'marks'>>

/** Safe Browsing looks at five host names of a URL; deeper names add cost, not signal. */
const maxHosts = 5

/**
 * Everything the library must look up to judge a value, most specific first; the first is the value itself. A link
 * brings its path prefixes, its host and the host's parents; a domain its root page and parents; an email address its
 * domain, unless everybody can have an address there. Never a public suffix, never a host that many owners share:
 * neither `github.io` for `a.github.io`, nor `t.cn` for `t.cn/x`. At most 12.
 */
export function lookupCandidates(indicator: Looked): LookupCandidate[] {
  const self = { kind: indicator.kind, canonical: indicator.canonical }
  switch (indicator.kind) {
    case 'url':
      return urlCandidates(indicator.canonical, standingIn(indicator))
    case 'domain':
      return [
        self,
        { kind: 'url', canonical: `${indicator.canonical}/` },
        ...hostCandidates(indicator.canonical, standingIn(indicator)).slice(1),
      ]
    case 'ip': {
      const host = indicator.canonical.includes(':') ? `[${indicator.canonical}]` : indicator.canonical
      return [self, { kind: 'url', canonical: `${host}/` }]
    }
    case 'email':
      return [self, ...mailHostCandidates(indicator.canonical)]
    default:
      return [self]
  }
}

function urlCandidates(canonical: string, standing: Standing | null): LookupCandidate[] {
  const { host, hostIsIp, port, path, query } = splitUrlCanonical(canonical)
  const shared = isSharedByPath(host)
  const candidates: LookupCandidate[] = port === '' ? [] : [{ kind: 'url', canonical }]
  for (const expression of pathExpressions(path, query)) {
    if (shared && expression === '/' && path !== '/') continue
    candidates.push({ kind: 'url', canonical: host + expression })
  }
  if (hostIsIp) candidates.push({ kind: 'ip', canonical: host.startsWith('[') ? host.slice(1, -1) : host })
  else if (!shared || path === '/') candidates.push(...hostCandidates(host, standing))
  return candidates
}

/** Where the parents of a host end. */
interface Standing {
  /** The last name to look up. */
  readonly last: string
  /** The name before which to stop, because it belongs to many. */
  readonly shared: string | null
}

/** What parsing found out already; null when it did not or when the host is shared. */
function standingIn({ facts, marks }: Looked): Standing | null {
  const last = facts?.['registrableDomain']
  return last === undefined || marks === undefined || marks.includes('shared-host')
    ? null
    : { last, shared: null }
}

function standingOf(host: string): Standing {
  const info = suffixInfo(host)
  return { last: info?.registrableDomain ?? host, shared: sharedParent(host, info) }
}

/** The host and its parents down to the registrable domain, or to the last name before a shared one. */
function hostCandidates(host: string, known: Standing | null): LookupCandidate[] {
  const candidates: LookupCandidate[] = [{ kind: 'domain', canonical: host }]
  if (isSharedByPath(host)) return candidates
  const { last, shared } = known ?? standingOf(host)
  for (let parent = host; parent !== last && candidates.length < maxHosts; ) {
    parent = parent.slice(parent.indexOf('.') + 1)
    if (parent === shared || isSharedByPath(parent)) break
    candidates.push({ kind: 'domain', canonical: parent })
  }
  return candidates
}

function mailHostCandidates(address: string): LookupCandidate[] {
  const parsed = domainDefinition.parse(address.slice(address.lastIndexOf('@') + 1))
  if (!parsed.ok || isOpenMailHost(parsed.indicator.canonical)) return []
  return hostCandidates(parsed.indicator.canonical, standingIn(parsed.indicator))
}
