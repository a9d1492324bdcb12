import { isIP } from 'node:net'

/**
 * The network that a reporter's address stands in: /24 for IPv4 and /48 for IPv6, which is what one subscriber
 * or office is given (RFC 6177) and all that is kept of an address (response plan §8.3). Feed it to
 * `pseudonym('origin', …)`.
 *
 * An IPv4 address inside IPv6 (`::ffff:…`) counts as IPv4. Anything that is no address gives `unknown`, so
 * reports without an origin count as one origin and cannot pass for many.
 */
export function originNetwork(address: string): string {
  const bare = address.replace(/%.*$/, '')
  const version = isIP(bare)
  if (version === 4) return networkOf4(bare)
  if (version !== 6) return 'unknown'
  const groups = groupsOf6(bare)
  const [high = 0, low = 0] = groups.slice(6)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return networkOf4([high >> 8, high & 255, low >> 8, low & 255].join('.'))
  const prefix = groups.slice(0, 3).map((group) => group.toString(16))
  return `${prefix.join(':')}::/48`
}

function networkOf4(address: string): string {
  return `${address.split('.').slice(0, 3).join('.')}.0/24`
}

/** The eight groups of an IPv6 address that `isIP` has already found valid. */
function groupsOf6(address: string): number[] {
  const hexadecimal = address.replace(/\d+\.\d+\.\d+\.\d+$/, (tail) => {
    const [a = 0, b = 0, c = 0, d = 0] = tail.split('.').map(Number)
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [left = '', right] = hexadecimal.split('::')
  const head = groupsOfPart(left)
  if (right === undefined) return head
  const tail = groupsOfPart(right)
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail]
}

function groupsOfPart(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
}
