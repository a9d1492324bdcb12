import { canonicalHost } from './host/host-name.ts'
import { looksLikeIpv4 } from './host/ip-address.ts'
import { refang } from './host/refang.ts'
import { displayHost, readSite } from './host/site.ts'
import type { IndicatorDefinition, ParseResult } from './indicator.ts'
import { maxIndicatorLength } from './indicator.ts'
import { failed } from './parse-result.ts'

/**
 * Host names. Canonical: lower-case A-labels without outer dots, without a port, without leading `www.` labels
 * (`www.example.com` and `example.com` are one site in people's reports) and without a leading `*.`. The ending must
 * be in the public suffix list. Facts: `registrableDomain`, `publicSuffix`, and `unicode` for international names.
 */
export const domainDefinition: IndicatorDefinition = {
  kind: 'domain',
  parse,
  mask: (canonical) => canonical,
  display: displayHost,
}

function parse(input: string): ParseResult {
  if (input.length > maxIndicatorLength) return failed('INDICATOR_TOO_LONG', 'The domain is too long')
  const text = refang(input)
  if (text === '') return failed('INDICATOR_EMPTY', 'The domain is empty')
  const host = canonicalHost(withoutPortAndStar(text))
  if (host === null || looksLikeIpv4(host)) return failed('INDICATOR_INVALID', 'This is no domain name')
  const site = readSite(host)
  if (site === null) return failed('INDICATOR_INVALID', 'No registered ending fits this domain name')
  return {
    ok: true,
    indicator: { kind: 'domain', canonical: site.host, marks: site.marks, facts: site.facts },
  }
}

function withoutPortAndStar(text: string): string {
  const name = text.startsWith('*.') ? text.slice(2) : text
  const colon = name.lastIndexOf(':')
  return colon > 0 && /^:\d{1,5}$/.test(name.slice(colon)) ? name.slice(0, colon) : name
}
