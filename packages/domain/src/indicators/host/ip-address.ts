/**
 * Canonical dotted quad of an IPv4 address in any form that inet_aton and browsers take: one to four parts, each
 * decimal, octal (leading 0) or hexadecimal (leading 0x), the last part filling what is left. Null when it is none.
 */
export function canonicalIpv4(input: string): string | null {
  if (input.length > 60) return null
  const parts = input.split('.')
  if (parts.length > 4) return null
  const numbers: number[] = []
  for (const part of parts) {
    const number = ipv4Part(part)
    if (number === null) return null
    numbers.push(number)
  }
  const last = numbers.pop() ?? 0
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return null
  const address = numbers.reduce((sum, number, i) => sum + number * 256 ** (3 - i), last)
  return dottedQuad(address)
}

/** True when every label is a number as IPv4 writes them: browsers take such a host for an address or refuse it. */
export function looksLikeIpv4(host: string): boolean {
  const last = host.charCodeAt(host.length - 1)
  if (!isHexDigit(last) && last !== 120 && last !== 88) return false
  const label = host.slice(host.lastIndexOf('.') + 1)
  return ipv4Part(label) !== null
}

/** The eight 16-bit groups of an IPv6 address, brackets allowed; null when it is none or names a zone. */
export function ipv6Groups(input: string): readonly number[] | null {
  const text = input.startsWith('[') && input.endsWith(']') ? input.slice(1, -1) : input
  if (text.length < 2 || text.length > 45) return null
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = halfGroups(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? halfGroups(halves[1] ?? '', true) : []
  if (head === null || tail === null) return null
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail]
}

/** RFC 5952 text of eight groups; an IPv4-mapped address is written as the IPv4 address that it stands for. */
export function canonicalIpv6(groups: readonly number[]): string {
  const [g6, g7] = [groups[6] ?? 0, groups[7] ?? 0]
  if (groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff) return dottedQuad(g6 * 65536 + g7)
  let bestStart = -1
  let bestLength = 1
  for (let i = 0; i < 8; i += 1) {
    let length = 0
    while (i + length < 8 && groups[i + length] === 0) length += 1
    if (length > bestLength) [bestStart, bestLength] = [i, length]
    if (length > 0) i += length - 1
  }
  const hex = groups.map((g) => g.toString(16))
  if (bestStart < 0) return hex.join(':')
  return `${hex.slice(0, bestStart).join(':')}::${hex.slice(bestStart + bestLength).join(':')}`
}

function halfGroups(half: string, mayEndInIpv4: boolean): number[] | null {
  if (half === '') return []
  const groups: number[] = []
  const parts = half.split(':')
  for (const [i, part] of parts.entries()) {
    if (mayEndInIpv4 && i === parts.length - 1 && part.includes('.')) {
      const quad = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(part) ? canonicalIpv4(part) : null
      if (quad === null) return null
      const [a = 0, b = 0, c = 0, d = 0] = quad.split('.').map(Number)
      groups.push(a * 256 + b, c * 256 + d)
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(part)) return null
      groups.push(Number.parseInt(part, 16))
    }
  }
  return groups.length > 8 ? null : groups
}

function ipv4Part(part: string): number | null {
  if (part === '' || part.length > 13) return null
  if (/^0x[0-9a-f]*$/i.test(part)) return part.length === 2 ? 0 : Number.parseInt(part, 16)
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8)
  return /^[1-9]\d*$/.test(part) ? Number(part) : null
}

function dottedQuad(address: number): string {
  return [address / 2 ** 24, address / 65536, address / 256, address]
    .map((n) => Math.floor(n) % 256)
    .join('.')
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)
}
