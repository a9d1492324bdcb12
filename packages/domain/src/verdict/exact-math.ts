/*
 * Logarithm and powers from additions and multiplications only. `Math.log` and `Math.exp` may differ in the last bit
 * between engines; these give the same bits everywhere, which "rebuilt bit for bit" needs.
 */

/** Natural logarithm of a positive finite number, to about 1e-15. Throws RangeError for anything else. */
export function naturalLog(value: number): number {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`no logarithm of ${value}`)
  let mantissa = value
  let exponent = 0
  while (mantissa > 1.5) {
    mantissa /= 2
    exponent += 1
  }
  while (mantissa < 0.75) {
    mantissa *= 2
    exponent -= 1
  }
  // ln m = 2 artanh((m - 1) / (m + 1)); |s| is at most 0.2, so 12 terms are below one unit in the last place.
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  let sum = 0
  for (let n = 23; n >= 1; n -= 2) sum = sum * square + 1 / n
  return exponent * Math.LN2 + 2 * s * sum
}

/** 2 to the power of -x for x >= 0, to about 1e-15; 0 beyond 1,000. */
export function halved(x: number): number {
  if (x > 1000) return 0
  const whole = Math.floor(x)
  // 2^-f = e^(-f ln 2) with f in [0, 1): the Taylor series converges to one unit in the last place in 18 terms.
  const y = -(x - whole) * Math.LN2
  let sum = 1
  for (let n = 18; n >= 1; n -= 1) sum = 1 + (y * sum) / n
  return sum * powerOfHalf(whole)
}

function powerOfHalf(whole: number): number {
  let result = 1
  let factor = 0.5
  for (let rest = whole; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= factor
    factor *= factor
  }
  return result
}

/** Log-odds of a probability strictly between 0 and 1. */
export function logOdds(probability: number): number {
  return naturalLog(probability / (1 - probability))
}

/** Probability of log-odds; the inverse of `logOdds`. */
export function probabilityOf(odds: number): number {
  if (odds >= 0) return 1 / (1 + halved(odds * Math.LOG2E))
  const power = halved(-odds * Math.LOG2E)
  return power / (1 + power)
}
