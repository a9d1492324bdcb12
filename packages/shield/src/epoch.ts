import { saltBytes } from './keyed-mix.ts'

/**
 * How keys become values, and values bits. Lists of one epoch have deltas between them; lists of two epochs have
 * nothing in common that could be compared.
 *
 * A key's value is `floor(hash * bucketCount * 2^bucketBits / 2^64)`, its hash being `createKeyedMix(salt)` of it. The
 * value's bucket is its part above `bucketBits`.
 */
export interface Epoch {
  /** 16 random bytes, new for every epoch and every holder whose lists must not be joined with another's. */
  readonly salt: Uint8Array
  /** 1 to 2^21 - 1, so that products of it and a word stay exact numbers. */
  readonly bucketCount: number
  /** 7 to 46. */
  readonly bucketBits: number
  /** Bits of a gap that are written as they are (Rice's parameter), 1 to 40. */
  readonly riceBits: number
}

/** What an epoch is planned for. */
export interface EpochPlan {
  readonly salt: Uint8Array
  /** Entries the list will have, give or take; it may grow past it, at the cost of its false-positive rate. */
  readonly expectedCount: number
  /** Chance that a value which was never put in is answered with "maybe": 2^-40 to 1/4. */
  readonly falsePositiveRate: number
}

/** Suspects: what the hub has to answer needlessly, one in 10,000 strangers. */
export const suspectFalsePositiveRate = 1e-4

/**
 * Known-good entries: whoever holds the list can try names until one passes for good, so chance must be made dear. The
 * key itself, 64 bits for all the entries there are, allows little more.
 */
export const knownGoodFalsePositiveRate = 2 ** -40

/** More would pass what 31-bit positions can address. */
export const maxEntries = 100_000_000

export const maxBucketCount = 2 ** 21 - 1

/** Parameters for so many entries at that rate. Throws a RangeError for what no list can be. */
export function planEpoch({ salt, expectedCount, falsePositiveRate }: EpochPlan): Epoch {
  if (salt.length !== saltBytes) throw new RangeError(`A salt has ${saltBytes} bytes`)
  if (!(expectedCount >= 0 && expectedCount <= maxEntries)) throw new RangeError('Too many entries')
  if (!(falsePositiveRate >= 2 ** -40 && falsePositiveRate <= 0.25)) {
    throw new RangeError('The false-positive rate must be between 2^-40 and 1/4')
  }
  const riceBits = bestRiceBits(falsePositiveRate)
  const bucketBits = riceBits + bucketBitsAboveRice
  const buckets = Math.max(1, Math.ceil(expectedCount / falsePositiveRate / 2 ** bucketBits))
  if (buckets > maxBucketCount || Math.log2(buckets) + bucketBits > 64) {
    throw new RangeError('So many entries at so small a rate need more than 64 bits')
  }
  return { salt, bucketCount: buckets, bucketBits, riceBits }
}

/** The rate at which a list of `count` entries in this epoch answers "maybe" for strangers. */
export function falsePositiveRateOf(epoch: Epoch, count: number): number {
  return count / (epoch.bucketCount * 2 ** epoch.bucketBits)
}

/**
 * A bucket spans 2^6 times what is written plainly of a gap, which makes 30 to 60 entries, half of which a look-up
 * decodes. Twice as many would save 0.15 bits an entry and take half as long again (docs/adr/0007).
 */
const bucketBitsAboveRice = 6

/**
 * Gaps between random values fall off geometrically; the mean length of their Rice code has one lowest point, which
 * this gives for values that take up `density` of their range.
 */
export function bestRiceBits(density: number, leastBits = 1): number {
  let best = leastBits
  for (let bits = best + 1; bits <= 40; bits++) {
    if (meanCodeBits(bits, density) < meanCodeBits(best, density)) best = bits
  }
  return best
}

function meanCodeBits(riceBits: number, density: number): number {
  return riceBits + 1 / -Math.expm1(-density * 2 ** riceBits)
}
