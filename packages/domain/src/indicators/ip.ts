import { canonicalIpv4, canonicalIpv6, ipv6Groups } from './host/ip-address.ts'
import { specialUse } from './host/ip-ranges.ts'
import { refang } from './host/refang.ts'
import type { IndicatorDefinition, ParseResult } from './indicator.ts'
import { maxIndicatorLength } from './indicator.ts'
import { failed } from './parse-result.ts'

/**
 * IP addresses. Canonical: dotted quad, or RFC 5952 text; an IPv4-mapped IPv6 address is the IPv4 address. A port
 * is dropped; a zone or a prefix length makes the value invalid. Facts: `version`, and `use` for special ranges.
 */
export const ipDefinition: IndicatorDefinition = {
  kind: 'ip',
  parse,
  mask,
  display: (canonical) => canonical,
}

function parse(input: string): ParseResult {
  if (input.length > maxIndicatorLength) return failed('INDICATOR_TOO_LONG', 'The address is too long')
  const text = refang(input)
  if (text === '') return failed('INDICATOR_EMPTY', 'The address is empty')
  const address = readAddress(text)
  if (address === null) return failed('INDICATOR_INVALID', 'This is no IPv4 or IPv6 address')
  const use = specialUse(address)
  const version = address.includes(':') ? '6' : '4'
  return {
    ok: true,
    indicator: {
      kind: 'ip',
      canonical: address,
      marks: use === null ? [] : ['private-range'],
      facts: use === null ? { version } : { version, use },
    },
  }
}

function readAddress(text: string): string | null {
  const quad = /^((?:(?:0x[0-9a-f]{1,8}|\d{1,11})\.){3}(?:0x[0-9a-f]{1,8}|\d{1,11}))(?::(\d{1,5}))?$/i.exec(
    text,
  )
  if (quad !== null) return isPort(quad[2]) ? canonicalIpv4(quad[1] ?? '') : null
  const bracketed = /^(\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?$/i.exec(text)
  if (bracketed !== null && !isPort(bracketed[2])) return null
  const groups = ipv6Groups(bracketed?.[1] ?? text)
  return groups === null ? null : canonicalIpv6(groups)
}

function isPort(text: string | undefined): boolean {
  return text === undefined || Number(text) <= 65535
}

/** The network only: /24 for IPv4, /48 for IPv6. */
function mask(canonical: string): string {
  if (!canonical.includes(':')) return `${canonical.slice(0, canonical.lastIndexOf('.'))}.0/24`
  const groups = ipv6Groups(canonical) ?? []
  return `${canonicalIpv6([...groups.slice(0, 3), 0, 0, 0, 0, 0])}/48`
}
