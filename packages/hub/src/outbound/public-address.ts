import { BlockList, isIP } from 'node:net'

/**
 * IPv4 that is not the public internet. Source: IANA IPv4 Special-Purpose Address Registry (RFC 6890 and later), and
 * multicast (RFC 5771).
 */
const closedIpv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const

/**
 * Within 2000::/3, the only IPv6 that is routed: documentation, benchmarks, and forms that carry an IPv4 address and
 * could lead anywhere (Teredo, 6to4). Source: IANA IPv6 Special-Purpose Address Registry.
 */
const closedIpv6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const closed = new BlockList()
for (const [net, prefix] of closedIpv4) closed.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of closedIpv6) closed.addSubnet(net, prefix, 'ipv6')
const routed = new BlockList()
routed.addSubnet('2000::', 3, 'ipv6')
const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** True for an address of the public internet; false for private, link-local, loopback, metadata, and for no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !closed.check(address, 'ipv4')
  // ::ffff:10.0.0.1 and the like lie outside 2000::/3.
  return family === 6 && routed.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}

/** True for this very machine. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
}
