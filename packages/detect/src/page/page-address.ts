import { readUrl } from '../url/read-url.ts'

/** An address of a page, read as far as its owner and its way go. */
export interface PageAddress {
  /** With its scheme, as it would be opened. */
  readonly url: string
  /** `https`, `http`, `data`, `javascript`, `mailto`, …; lower case. */
  readonly scheme: string
  /** '' where the scheme has no host. */
  readonly host: string
  /** Registrable domain, or the host. */
  readonly domain: string
  readonly path: string
  readonly isIp: boolean
  /** Host below which every name has another owner, or null. */
  readonly platform: string | null
}

/** Longer addresses are pictures or noise; their beginning tells where they lead. */
const maxAddressLength = 2_048

/** Reads an address as it stands in a page, against the page's own. */
export function readAddress(reference: string, base: string): PageAddress {
  const url = resolve(clean(reference), base)
  const scheme = /^([a-z][a-z0-9+.-]{0,30}):/i.exec(url)?.[1]?.toLowerCase() ?? 'http'
  if (!hostSchemes.has(scheme))
    return { url, scheme, host: '', domain: '', path: '', isIp: false, platform: null }
  const { host, domain, path, isIp, platform } = readUrl(url)
  return { url, scheme, host, domain, path, isIp, platform }
}

const hostSchemes: ReadonlySet<string> = new Set(['http', 'https', 'ws', 'wss', 'ftp'])

/** Browsers leave out white space around an address and line ends within it. */
function clean(reference: string): string {
  return reference
    .slice(0, maxAddressLength)
    .replace(/[\t\n\r]/g, '')
    .trim()
}

function resolve(reference: string, base: string): string {
  if (/^[a-z][a-z0-9+.-]{0,30}:/i.test(reference))
    return reference.replace(/^(https?):(?![/\\]{2})/i, '$1://')
  const [, scheme = 'http', origin = ''] = /^([a-z]+):\/\/([^/?#]*)/i.exec(base) ?? []
  if (/^[/\\]{2}/.test(reference)) return `${scheme}://${reference.slice(2)}`
  const start = `${scheme}://${origin}`
  if (/^[/\\]/.test(reference)) return `${start}/${reference.slice(1)}`
  const path = /^[^?#]*/.exec(base.slice(start.length))?.[0] ?? '/'
  if (reference === '' || reference.startsWith('#')) return start + path
  if (reference.startsWith('?')) return start + path + reference
  return `${start}${path.slice(0, path.lastIndexOf('/') + 1) || '/'}${reference}`
}

/** Devices at home and in companies ask for passwords on bare numbers (RFC 1918, RFC 4193, loopback). */
export function isPrivateHost(host: string): boolean {
  return /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[?(?:::1|f[cd]|fe80))/.test(host)
}
