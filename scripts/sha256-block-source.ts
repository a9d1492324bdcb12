/**
 * The text of `packages/domain/src/indicators/key/compress-block.ts`: SHA-256's compression function with all 64 rounds
 * written out.
 *
 * Measured 2026-11-23 on a shared 2-core machine, by turns in one process: text of a phone number to key, fastest tenth of
 * 150 slices of 5,000, in Node 24 and Chromium 156. The library's function 0.50 and 1.22 µs: it keeps its state in fields,
 * which in Chromium hold no more than 31 bits and become floating-point numbers. Eight rounds in a loop 0.54 and 0.54; all
 * rounds written out 0.47 and 0.44; the same with the two forms of `roundLines` 0.36 and 0.36. WebAssembly of the same
 * rounds gained a twentieth over them being written out, and pages with a strict policy refuse it; `crypto.hash` of
 * Node took 1.66.
 */
export function sha256BlockSource(): string {
  const constants = roundConstants()
  const lines = constants.flatMap((constant, round) => [
    ...(round < blockWords ? [] : [scheduleLine(round)]),
    ...roundLines(round, constant),
  ])
  return [
    '// biome-ignore-all format: made by scripts/sha256-block-source.ts, not by hand.',
    '',
    '/**',
    ' * Adds one block to a SHA-256 (FIPS 180-4, 6.2.2): sixteen big-endian words from `words[at]` on, into the eight words of',
    ' * `state`. Why it is written out: see the script.',
    ' */',
    'export function compressBlock(words: Int32Array, at: number, state: Int32Array): void {',
    ...variables.map((name, index) => `  let ${name} = state[${index}] ?? 0`),
    ...Array.from({ length: blockWords }, (_, index) => `  let w${index} = words[at + ${index}] ?? 0`),
    '  let s = 0',
    '  let t = 0',
    '  let u = 0',
    '  let v = b ^ c',
    ...lines.map((line) => `  ${line}`),
    ...variables.map((name, index) => `  state[${index}] = (state[${index}] ?? 0) + ${name}`),
    '}',
    '',
  ].join('\n')
}

const blockWords = 16
const rounds = 64
const variables = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/**
 * One round. Instead of moving eight values along, each round names them anew. Two forms are not those of the
 * standard, equal to them, and shorter: the sums of three rotations are taken one inside the other, and
 * `Maj(a, b, c) = b ^ ((a ^ b) & (b ^ c))`, whose second bracket is the first one of the round before.
 */
function roundLines(round: number, constant: number): string[] {
  const name = (position: number) => variables[(position - (round % 8) + 8) % 8] ?? ''
  const [a, b, d] = [name(0), name(1), name(3)]
  const [e, f, g, h] = [name(4), name(5), name(6), name(7)]
  const fresh = round % 2 === 0 ? 'u' : 'v'
  return [
    `s = ${rotated(e, 14)} ^ ${e}; s = ${rotated('s', 5)} ^ ${e}; s = ${rotated('s', 6)}`,
    `t = (${h} + s + (${g} ^ (${e} & (${f} ^ ${g}))) + ${constant} + w${round % blockWords}) | 0; ${d} = (${d} + t) | 0`,
    `s = ${rotated(a, 9)} ^ ${a}; s = ${rotated('s', 11)} ^ ${a}; s = ${rotated('s', 2)}`,
    `${fresh} = ${a} ^ ${b}; ${h} = (t + s + (${b} ^ (u & v))) | 0`,
  ]
}

/** The next word of the schedule, in the place of the one that is not needed any more. */
function scheduleLine(round: number): string {
  const word = (back: number) => `w${(round - back) % blockWords}`
  const [w2, w7, w15, w16] = [word(2), word(7), word(15), word(16)]
  const s0 = `(${rotated(w15, 7)} ^ ${rotated(w15, 18)} ^ (${w15} >>> 3))`
  const s1 = `(${rotated(w2, 17)} ^ ${rotated(w2, 19)} ^ (${w2} >>> 10))`
  return `${w16} = (${w16} + ${s0} + ${w7} + ${s1}) | 0`
}

function rotated(name: string, bits: number): string {
  return `((${name} >>> ${bits}) | (${name} << ${32 - bits}))`
}

/** The first 32 bits of the fractions of the cube roots of the first 64 primes, as signed words. */
function roundConstants(): number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < rounds; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes.map((prime) => Number(BigInt.asIntN(32, cubeRoot(BigInt(prime) << 96n))))
}

/** The largest whole number whose cube is not above `of`; below 2^40 for what is asked here. */
function cubeRoot(of: bigint): bigint {
  let root = 0n
  for (let bit = 39n; bit >= 0n; bit--) {
    const tried = root | (1n << bit)
    if (tried ** 3n <= of) root = tried
  }
  return root
}
