// RFC 3492 parameters for internationalised host names.
const base = 36
const tMin = 1
const tMax = 26
const skew = 38
const damp = 700
const initialBias = 72
const initialCode = 128

/** Longest label decoded or encoded: DNS allows 63 octets, so anything longer cannot be a host label. */
const maxLabelLength = 63

/**
 * Encodes one Unicode label as Punycode, without the `xn--` prefix (RFC 3492 §6.3).
 * Gives null when the result cannot fit into a DNS label.
 */
export function encodePunycode(label: string): string | null {
  const codes = Array.from(label, (character) => character.codePointAt(0) ?? 0)
  if (codes.length > maxLabelLength) return null
  const basic = codes.filter((code) => code < initialCode)
  let output = String.fromCharCode(...basic)
  let handled = basic.length
  if (handled > 0) output += '-'
  let code = initialCode
  let delta = 0
  let bias = initialBias
  while (handled < codes.length) {
    const next = codes.reduce((least, c) => (c >= code && c < least ? c : least), 0x7fffffff)
    delta += (next - code) * (handled + 1)
    code = next
    for (const current of codes) {
      if (current < code) delta += 1
      if (current !== code) continue
      output += encodeVariable(delta, bias)
      bias = adapt(delta, handled + 1, handled === basic.length)
      delta = 0
      handled += 1
    }
    delta += 1
    code += 1
  }
  return output.length > maxLabelLength - 4 ? null : output
}

/** Decodes one Punycode label given without its `xn--` prefix (RFC 3492 §6.2); null when it is malformed. */
export function decodePunycode(encoded: string): string | null {
  if (encoded.length > maxLabelLength) return null
  const split = encoded.lastIndexOf('-')
  const codes = Array.from(split > 0 ? encoded.slice(0, split) : '', (c) => c.charCodeAt(0))
  let position = split > 0 ? split + 1 : 0
  let code = initialCode
  let index = 0
  let bias = initialBias
  while (position < encoded.length) {
    const start = index
    let weight = 1
    for (let k = base; ; k += base) {
      const digit = digitOf(encoded.charCodeAt(position))
      position += 1
      if (digit < 0) return null
      index += digit * weight
      const threshold = Math.min(Math.max(k - bias, tMin), tMax)
      if (digit < threshold) break
      weight *= base - threshold
      if (weight > 0x7fffffff || index > 0x7fffffff) return null
    }
    const size = codes.length + 1
    bias = adapt(index - start, size, start === 0)
    code += Math.floor(index / size)
    index %= size
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null
    codes.splice(index, 0, code)
    index += 1
  }
  return String.fromCodePoint(...codes)
}

function encodeVariable(delta: number, bias: number): string {
  let rest = delta
  let output = ''
  for (let k = base; ; k += base) {
    const threshold = Math.min(Math.max(k - bias, tMin), tMax)
    if (rest < threshold) return output + digitCharacter(rest)
    output += digitCharacter(threshold + ((rest - threshold) % (base - threshold)))
    rest = Math.floor((rest - threshold) / (base - threshold))
  }
}

function adapt(delta: number, size: number, first: boolean): number {
  let rest = first ? Math.floor(delta / damp) : delta >> 1
  rest += Math.floor(rest / size)
  let k = 0
  while (rest > ((base - tMin) * tMax) >> 1) {
    rest = Math.floor(rest / (base - tMin))
    k += base
  }
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew))
}

function digitCharacter(digit: number): string {
  return String.fromCharCode(digit < 26 ? 97 + digit : 22 + digit)
}

function digitOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 48 && code <= 57) return code - 22
  if (code >= 65 && code <= 90) return code - 65
  return -1
}
