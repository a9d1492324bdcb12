/** Writes bits, most significant first, into a buffer of fixed size; a write past its end throws a RangeError. */
export class BitWriter {
  readonly #bytes: Uint8Array
  #at: number
  #pending = 0
  #pendingBits = 0

  constructor(bytes: Uint8Array, fromByte = 0) {
    this.#bytes = bytes
    this.#at = fromByte
  }

  /** Bits written since the start of the buffer. */
  get position(): number {
    return this.#at * 8 + this.#pendingBits
  }

  /** The low `bits` bits of a whole number below 2^53. */
  write(value: number, bits: number): void {
    if (bits > maxBitsAtOnce) {
      const above = bits - maxBitsAtOnce
      this.write(Math.floor(value / 2 ** maxBitsAtOnce), above)
      this.write(value % 2 ** maxBitsAtOnce, maxBitsAtOnce)
      return
    }
    this.#pending = (this.#pending << bits) | value
    this.#pendingBits += bits
    while (this.#pendingBits >= 8) {
      this.#pendingBits -= 8
      this.#put((this.#pending >>> this.#pendingBits) & 0xff)
    }
    this.#pending &= (1 << this.#pendingBits) - 1
  }

  /** Rice code: the value's part above `riceBits` as so many ones and a zero, then the low bits. */
  writeRice(value: number, riceBits: number): void {
    const scale = 2 ** riceBits
    const quotient = Math.floor(value / scale)
    if (quotient + 1 + riceBits <= maxBitsAtOnce) {
      const ones = (2 << quotient) - 2
      this.write((ones << riceBits) | (value - quotient * scale), quotient + 1 + riceBits)
      return
    }
    for (let ones = quotient; ones > 0; ones -= maxOnesAtOnce) {
      const now = Math.min(ones, maxOnesAtOnce)
      this.write((1 << now) - 1, now)
    }
    this.write(0, 1)
    this.write(value - quotient * scale, riceBits)
  }

  /** Fills the last byte with zeros; gives the number of bytes of the buffer that are used. */
  finish(): number {
    if (this.#pendingBits > 0) this.write(0, 8 - this.#pendingBits)
    return this.#at
  }

  #put(byte: number): void {
    if (this.#at >= this.#bytes.length) throw new RangeError('More bits than the buffer holds')
    this.#bytes[this.#at++] = byte
  }
}

/** Bits that `writeRice` takes for the value. */
export function riceLength(value: number, riceBits: number): number {
  return Math.floor(value / 2 ** riceBits) + 1 + riceBits
}

/** With up to seven bits still pending a write stays within 31 bits. */
const maxBitsAtOnce = 24
const maxOnesAtOnce = 16
