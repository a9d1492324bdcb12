/** Ascending numbers of 32 bits as Golomb-Rice coded differences. */
export interface RiceDeltas {
  readonly firstValue: number
  /** Low bits of a difference that are written as they are; 0 where there is no difference. */
  readonly riceParameter: number
  /** Differences in the data: one less than there are numbers. */
  readonly count: number
  readonly data: Buffer
}

/** The parameters that a version of the protocol allows. */
export interface RiceRange {
  readonly least: number
  readonly most: number
}

/** Chosen so that nothing is shorter: the neighbours of the estimate are counted out. */
const neighbours = [-1, 0, 1]

/**
 * Writes a number as quotient and remainder by 2^parameter: the quotient in ones closed by a zero, then the remainder
 * from its lowest bit. Bytes are filled from their lowest bit (Safe Browsing v4 and v5, Rice-delta encoding).
 *
 * @throws RangeError for no numbers
 */
export function encodeRice(ascending: Uint32Array, range: RiceRange): RiceDeltas {
  const [firstValue] = ascending
  if (firstValue === undefined) throw new RangeError('no numbers to encode')
  const count = ascending.length - 1
  if (count === 0) return { firstValue, riceParameter: 0, count, data: Buffer.alloc(0) }
  const { parameter, bits } = shortest(ascending, range)
  const data = Buffer.alloc(Math.ceil(bits / 8))
  const low = parameter > 16 ? 16 : parameter
  let at = 0
  let held = 0
  let used = 0
  /** At most 24 bits beside the at most 7 that wait for their byte. */
  const put = (value: number, width: number): void => {
    held |= value << used
    used += width
    while (used >= 8) {
      data[at++] = held & 0xff
      held >>>= 8
      used -= 8
    }
  }
  for (let index = 1; index <= count; index += 1) {
    const difference = (ascending[index] ?? 0) - (ascending[index - 1] ?? 0)
    let quotient = Math.floor(difference / 2 ** parameter)
    for (; quotient >= 16; quotient -= 16) put(0xffff, 16)
    put((1 << quotient) - 1, quotient + 1)
    put(difference & ((1 << low) - 1), low)
    if (parameter > 16) put((difference >>> 16) & ((1 << (parameter - 16)) - 1), parameter - 16)
  }
  if (used > 0) data[at] = held & 0xff
  return { firstValue, riceParameter: parameter, count, data }
}

function shortest(ascending: Uint32Array, range: RiceRange): { parameter: number; bits: number } {
  const count = ascending.length - 1
  const mean = ((ascending[count] ?? 0) - (ascending[0] ?? 0)) / count
  // The best parameter for the gaps of a random set (Golomb, Run-length encodings, 1966).
  const estimate = Math.round(Math.log2(Math.max(1, mean * Math.LN2)))
  const candidates = new Set(
    neighbours.map((step) => Math.min(range.most, Math.max(range.least, estimate + step))),
  )
  let best = { parameter: range.least, bits: Number.POSITIVE_INFINITY }
  for (const parameter of candidates) {
    const divisor = 2 ** parameter
    let bits = count * (parameter + 1)
    for (let index = 1; index <= count; index += 1)
      bits += Math.floor(((ascending[index] ?? 0) - (ascending[index - 1] ?? 0)) / divisor)
    if (bits < best.bits) best = { parameter, bits }
  }
  return best
}
