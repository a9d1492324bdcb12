import { parse } from 'tldts'

/** How a host stands below the public suffix list. */
export interface SuffixInfo {
  /** `com`, `com.cn`, `github.io`. */
  readonly publicSuffix: string
  /** One label below the suffix; null when the host is itself a suffix. */
  readonly registrableDomain: string | null
  /** True for the list's private section: every name below such a suffix has its own owner. */
  readonly isPrivate: boolean
}

const options = {
  allowPrivateDomains: true,
  extractHostname: false,
  validateHostname: false,
  detectIp: false,
  detectSpecialUse: false,
} as const

/**
 * Reads a canonical host (lower-case A-labels) against the public suffix list, ICANN and private sections.
 * Gives null when no suffix of the list fits, so that file names and invented endings are not taken for hosts.
 */
export function suffixInfo(host: string): SuffixInfo | null {
  if (host !== last.host) {
    last.info = readSuffix(host)
    last.host = host
  }
  return last.info
}

/** Parsing a value and finding its library entries ask for the same host one after the other. */
const last: { host: string; info: SuffixInfo | null } = { host: '', info: null }

function readSuffix(host: string): SuffixInfo | null {
  const result = parse(host, options)
  const isPrivate = result.isPrivate === true
  if (!isPrivate && result.isIcann !== true) return null
  return { publicSuffix: result.publicSuffix ?? host, registrableDomain: result.domain, isPrivate }
}
