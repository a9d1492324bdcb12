/**
 * Sixteen hexadecimal digits of a text: two 32-bit lanes of FNV-1a with a last mix (constants of MurmurHash3). For
 * telling templates apart, not for secrets: whoever wants a collision can make one, and gains nothing by it.
 */
export function hash64(text: string): string {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13)
  }
  return hexOf(mixed(a)) + hexOf(mixed(b ^ a))
}

function mixed(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

function hexOf(value: number): string {
  return value.toString(16).padStart(8, '0')
}
