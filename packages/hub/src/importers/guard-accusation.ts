import {
  definitionOf,
  isOpenMailHost,
  isSharedByPath,
  knownIdentities,
  sharedParent,
  type ErrorCode,
  type Indicator,
  type IndicatorKind,
} from '@wuzei/domain'
import { wellKnownSites } from './well-known-sites.ts'

/** Why a list's word about a value is not taken. */
export interface Objection {
  readonly code: ErrorCode
  readonly message: string
}

/**
 * Lists err, and a list is believed by machine: this keeps it from accusing what certainly belongs to somebody
 * honest. Numbers and sites of verified owners, well-known sites as a whole, hosts that many share as a whole, and
 * addresses that nobody can own. Pages and customers' hosts below shared ones pass.
 */
export function objectionTo(indicator: Indicator): Objection | undefined {
  if (indicator.marks.includes('private-range'))
    return { code: 'INDICATOR_INVALID', message: 'Nobody can own this address in public' }
  if (verifiedValues.get(indicator.kind)?.has(indicator.canonical) === true) return verifiedOwner
  if (indicator.kind === 'domain') return objectionToHost(indicator.canonical, true)
  if (indicator.kind !== 'url') return undefined
  const host = indicator.facts['host'] ?? ''
  return objectionToHost(host, indicator.canonical === `${host}/`)
}

const verifiedOwner: Objection = {
  code: 'IMPORT_VERIFIED_OWNER',
  message: 'This belongs to a verified owner; if it is abused, report it, and people will decide',
}
const sharedHost: Objection = {
  code: 'IMPORT_SHARED_HOST',
  message: 'Many owners share this host; name the page or the customer’s own host below it',
}
const wellKnown: Objection = {
  code: 'IMPORT_WELL_KNOWN',
  message: 'This is a well-known site; name the page on it',
}

/** `whole`: the host itself is named, not a page on it. */
function objectionToHost(host: string, whole: boolean): Objection | undefined {
  for (let parent = host; parent.includes('.'); parent = parent.slice(parent.indexOf('.') + 1)) {
    if (coveringDomains.has(parent)) return verifiedOwner
  }
  if (!whole) return undefined
  if (verifiedValues.get('domain')?.has(host) === true) return verifiedOwner
  if (isSharedByPath(host) || sharedParent(host) === host || isOpenMailHost(host)) return sharedHost
  return wellKnownSites.has(host) ? wellKnown : undefined
}

/** Canonical values of verified owners, by kind: millions of values are looked up here, and joining two texts is slow. */
const verifiedValues: ReadonlyMap<IndicatorKind, ReadonlySet<string>> = groupByKind(
  knownIdentities.flatMap(({ indicators }) =>
    indicators.map(({ kind, value }) => {
      const parsed = definitionOf(kind).parse(value)
      return { kind, canonical: parsed.ok ? parsed.indicator.canonical : value }
    }),
  ),
)

function groupByKind(
  values: readonly Pick<Indicator, 'kind' | 'canonical'>[],
): Map<IndicatorKind, Set<string>> {
  const byKind = new Map<IndicatorKind, Set<string>>()
  for (const { kind, canonical } of values) byKind.set(kind, (byKind.get(kind) ?? new Set()).add(canonical))
  return byKind
}

/** Domains whose every page and subdomain is the verified owner's own. */
const coveringDomains: ReadonlySet<string> = new Set(
  knownIdentities.flatMap(({ indicators }) =>
    indicators.filter((item) => item.kind === 'domain' && item.coversSubdomains).map((item) => item.value),
  ),
)
