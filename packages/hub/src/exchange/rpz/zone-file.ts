import type { RuleList } from '../lists/list-formats.ts'
import { expireS, retryS, type RpzZone } from './zone-chunks.ts'
import { passRecord } from './rpz-policy.ts'
import { zoneNames } from './zone-names.ts'
import { serialOf } from './zone-serial.ts'

/** The zone as a file (RFC 1035, 5), for resolvers that fetch it by HTTP. */
export function zoneFileFormat(zone: RpzZone): RuleList {
  const { name, policy, ttlS, refreshS } = zone
  return {
    file: 'rpz.zone',
    kinds: ['domain'],
    summary: `policy zone ${name}`,
    mediaType: 'text/dns; charset=utf-8',
    comment: ';',
    head: (version) => [
      `$ORIGIN ${name}.`,
      `$TTL ${ttlS}`,
      `@ SOA localhost. hostmaster.${name}. ${serialOf(version)} ${refreshS} ${retryS} ${expireS} ${ttlS}`,
      '@ NS localhost.',
    ],
    *lines(rules) {
      for (const [site, { selfPasses, belowPasses }] of zoneNames(rules)) {
        for (const { text } of selfPasses ? [passRecord] : policy.records) yield `${site} ${text}`
        for (const { text } of belowPasses ? [passRecord] : policy.records) yield `*.${site} ${text}`
      }
    },
  }
}
