import { isIP } from 'node:net'
import { originNetwork } from '../personal-data/origin-network.ts'

/**
 * Whom a rate limit counts: an IPv4 address, or the network that an IPv6 subscriber is given, because who has one
 * address of it has all of them.
 */
export function rateLimitKey(request: { readonly ip: string }): string {
  const mapped = request.ip.replace(/^::ffff:(?=\d+\.)/, '')
  return isIP(mapped) === 4 ? mapped : originNetwork(mapped)
}
