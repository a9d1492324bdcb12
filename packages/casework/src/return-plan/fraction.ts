/** An exact number: numerator over a positive denominator, in lowest terms. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const zero: Fraction = { numerator: 0n, denominator: 1n }

/** `numerator / denominator` in lowest terms. The denominator is positive. */
export function fraction(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 1n) return { numerator, denominator }
  const divisor = greatestCommonDivisor(numerator, denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

export function add(left: Fraction, right: Fraction): Fraction {
  if (left.numerator === 0n) return right
  if (right.numerator === 0n) return left
  if (left.denominator === right.denominator)
    return fraction(left.numerator + right.numerator, left.denominator)
  return fraction(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  )
}

/** `value * numerator / denominator`, where the two are plain amounts; cheap however long `value` is. */
export function scale(value: Fraction, numerator: bigint, denominator: bigint): Fraction {
  if (value.numerator === 0n || numerator === 0n) return zero
  const factor = fraction(numerator, denominator)
  // Both fractions are in lowest terms, so only the crossed pairs can share a divisor.
  const above = greatestCommonDivisor(factor.denominator, value.numerator % factor.denominator)
  const below = greatestCommonDivisor(factor.numerator, value.denominator % factor.numerator)
  return {
    numerator: (value.numerator / above) * (factor.numerator / below),
    denominator: (value.denominator / below) * (factor.denominator / above),
  }
}

export function isEqual(left: Fraction, right: Fraction): boolean {
  return left.numerator === right.numerator && left.denominator === right.denominator
}

/** The values as whole numbers on one scale: their ratios to each other stay exact. */
export function onCommonScale(values: readonly Fraction[]): readonly bigint[] {
  const scaleFactor = values.reduce(
    (multiple, { denominator }) => (multiple / greatestCommonDivisor(multiple, denominator)) * denominator,
    1n,
  )
  return values.map(({ numerator, denominator }) => numerator * (scaleFactor / denominator))
}

/** Greatest common divisor of two numbers that are not both zero; the sign plays no part. */
function greatestCommonDivisor(first: bigint, second: bigint): bigint {
  let larger = first < 0n ? -first : first
  let smaller = second < 0n ? -second : second
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}
