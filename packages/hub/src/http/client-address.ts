import { isIP } from 'node:net'
import { originNetwork } from '../personal-data/origin-network.ts'

/**
 * Whom a rate limit counts: an IPv4 address, or the network that an IPv6 subscriber is given, because who has one
 * address of it has all of them.
 */
export function rateLimitKey(request: { readonly ip: string }): string {
  const { ip } = request
  // A search is cheaper than the expression, and every check comes through here.
  const mapped = ip.includes(':') ? ip.replace(/^::ffff:(?=\d+\.)/, '') : ip
  return isIP(mapped) === 4 ? mapped : originNetwork(mapped)
}
