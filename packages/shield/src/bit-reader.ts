import { CodedError } from '@wuzei/domain'

/** Reads what `BitWriter` wrote, from input that nobody has vouched for: past its end it throws `SHIELD_FORMAT`. */
export class BitReader {
  readonly #bytes: Uint8Array
  #position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** A whole number of `bits` bits, at most 52. */
  read(bits: number): number {
    let value = 0
    for (let left = bits; left > 0; ) {
      const inByte = this.#position & 7
      const now = Math.min(left, 8 - inByte)
      const byte = this.#byte(this.#position >>> 3)
      value = value * 2 ** now + ((byte >>> (8 - inByte - now)) & ((1 << now) - 1))
      this.#position += now
      left -= now
    }
    return value
  }

  readRice(riceBits: number): number {
    let quotient = 0
    while (this.read(1) === 1) quotient++
    return quotient * 2 ** riceBits + this.read(riceBits)
  }

  /** Whether nothing but the zeros that fill the last byte is left. */
  atEnd(): boolean {
    const left = this.#bytes.length * 8 - this.#position
    return left < 8 && this.read(left) === 0
  }

  #byte(at: number): number {
    const byte = this.#bytes[at]
    if (byte === undefined) throw new CodedError('SHIELD_FORMAT', 'The delta ends too early')
    return byte
  }
}
