import { ipv6Groups } from './ip-address.ts'

/** IANA special-purpose registries: first address, prefix length, name of the use. */
const ipv4Ranges: readonly (readonly [string, number, string])[] = [
  ['0.0.0.0', 8, 'this-network'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'carrier-nat'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'protocol'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'benchmark'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
]

const ipv6Ranges: readonly (readonly [string, number, string])[] = [
  ['::', 128, 'unspecified'],
  ['::1', 128, 'loopback'],
  ['100::', 64, 'discard'],
  ['2001:db8::', 32, 'documentation'],
  ['3fff::', 20, 'documentation'],
  ['fc00::', 7, 'private'],
  ['fe80::', 10, 'link-local'],
  ['ff00::', 8, 'multicast'],
]

const ipv4Table = ipv4Ranges.map(([first, bits, use]) => ({
  first: ipv4Number(first),
  size: 2 ** (32 - bits),
  use,
}))
const ipv6Table = ipv6Ranges.map(([first, bits, use]) => ({ first: ipv6Groups(first) ?? [], bits, use }))

/** Special use of a canonical address that nobody owns in public (RFC 6890 registries); null for public ones. */
export function specialUse(address: string): string | null {
  if (!address.includes(':')) {
    const number = ipv4Number(address)
    return ipv4Table.find(({ first, size }) => number >= first && number < first + size)?.use ?? null
  }
  const groups = ipv6Groups(address)
  if (groups === null) return null
  return ipv6Table.find(({ first, bits }) => sharesPrefix(groups, first, bits))?.use ?? null
}

function ipv4Number(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function sharesPrefix(a: readonly number[], b: readonly number[], bits: number): boolean {
  for (let i = 0, left = bits; left > 0; i += 1, left -= 16) {
    const mask = left >= 16 ? 0xffff : (0xffff << (16 - left)) & 0xffff
    if (((a[i] ?? 0) & mask) !== ((b[i] ?? 0) & mask)) return false
  }
  return true
}
