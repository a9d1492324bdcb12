/** Safe Browsing: the exact host and at most four shorter ones, taken from the last five labels. */
const maxShorterHosts = 4
/** Safe Browsing: the root and at most three folders below it. */
const maxPathPrefixes = 4

/** Parts of a `url` canonical: `host[:port]/path[?query]`. */
export interface UrlCanonicalParts {
  readonly host: string
  readonly hostIsIp: boolean
  /** With its colon; '' when default. */
  readonly port: string
  readonly path: string
  /** With its question mark; '' when there is none. */
  readonly query: string
}

/** Splits a `url` canonical at its fixed places. */
export function splitUrlCanonical(canonical: string): UrlCanonicalParts {
  const slash = canonical.indexOf('/')
  const authority = canonical.slice(0, slash)
  const colon = authority.endsWith(']') ? -1 : authority.lastIndexOf(':')
  const host = colon < 0 ? authority : authority.slice(0, colon)
  const question = canonical.indexOf('?', slash)
  return {
    host,
    hostIsIp: host.startsWith('[') || /^[\d.]+$/.test(host),
    port: colon < 0 ? '' : authority.slice(colon),
    path: question < 0 ? canonical.slice(slash) : canonical.slice(slash, question),
    query: question < 0 ? '' : canonical.slice(question),
  }
}

/**
 * Safe Browsing's host-suffix and path-prefix expressions of a `url` canonical, most specific first: up to 5 hosts
 * times 6 paths, at most 30. Ports are left out, as the rules say.
 */
export function urlExpressions(canonical: string): string[] {
  const { host, hostIsIp, path, query } = splitUrlCanonical(canonical)
  const paths = pathExpressions(path, query)
  return hostExpressions(host, hostIsIp).flatMap((one) => paths.map((p) => one + p))
}

/** The paths of `urlExpressions`: exact with query, exact, then folders from the deepest of four to the root. */
export function pathExpressions(path: string, query: string): string[] {
  const prefixes: string[] = []
  for (let at = 0; at >= 0 && prefixes.length < maxPathPrefixes; at = path.indexOf('/', at + 1)) {
    prefixes.unshift(path.slice(0, at + 1))
  }
  const exact = query === '' ? [path] : [path + query, path]
  return [...exact, ...prefixes.filter((prefix) => prefix !== path)]
}

function hostExpressions(host: string, hostIsIp: boolean): string[] {
  if (hostIsIp) return [host]
  const labels = host.split('.')
  const hosts = [host]
  for (let i = Math.max(1, labels.length - maxShorterHosts - 1); i <= labels.length - 2; i += 1) {
    hosts.push(labels.slice(i).join('.'))
  }
  return hosts
}
