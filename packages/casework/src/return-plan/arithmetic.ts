import { add, fraction, scale, zero, type Fraction } from './fraction.ts'

/**
 * The four things that tracing does with numbers. Exactly, a worth is a fraction whose parts grow with every debit of a
 * long statement to millions of digits; between bounds it keeps its length. So a plan is worked out between bounds first,
 * and exactly where those cannot decide on a fen. Either way the result is that of the exact fractions.
 */
export interface Arithmetic<Value> {
  readonly zero: Value
  readonly one: Value
  readonly ratio: (numerator: bigint, denominator: bigint) => Value
  readonly add: (left: Value, right: Value) => Value
  /** `value * numerator / denominator`. */
  readonly scale: (value: Value, numerator: bigint, denominator: bigint) => Value
}

export const exactly: Arithmetic<Fraction> = {
  zero,
  one: { numerator: 1n, denominator: 1n },
  ratio: fraction,
  add,
  scale,
}

/** A number that lies between two others, both in units of 2^-{@link boundsBits}. */
export interface Bounds {
  readonly low: bigint
  readonly high: bigint
}

/**
 * After a million bookings of 10^30 fen each the bounds are still less than 2^-120 fen apart, while shares of real
 * amounts differ by 10^-10 fen and more, or not at all.
 */
export const boundsBits = 256n

const oneUnit = 1n << boundsBits

export const betweenBounds: Arithmetic<Bounds> = {
  zero: { low: 0n, high: 0n },
  one: { low: oneUnit, high: oneUnit },
  ratio: (numerator, denominator) => divided({ low: oneUnit, high: oneUnit }, numerator, denominator),
  add: (left, right) => ({ low: left.low + right.low, high: left.high + right.high }),
  scale: divided,
}

function divided({ low, high }: Bounds, numerator: bigint, denominator: bigint): Bounds {
  return {
    low: (low * numerator) / denominator,
    high: (high * numerator + denominator - 1n) / denominator,
  }
}
