import { assess, type Evidence, type IndicatorKind, type VerdictState } from '@wuzei/domain'

/** A value as people send it and the indicator that it is. */
export interface SampleValue {
  readonly value: string
  readonly kind: IndicatorKind
  readonly canonical: string
}

/** Deterministic numbers for benchmarks (mulberry32): the same values in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const prefixes = ['138', '139', '150', '151', '159', '176', '180', '186', '189', '199']
const endings = ['com', 'top', 'xyz', 'cn', 'shop', 'net', 'vip']

/** What a bank or operator asks about: six numbers, three sites and one link in ten. */
export function sampleValue(random: () => number): SampleValue {
  const choice = random()
  if (choice < 0.6) {
    const number = `${prefixes[Math.floor(random() * prefixes.length)]}${digits(random, 8)}`
    return { value: number, kind: 'phone', canonical: `+86${number}` }
  }
  const host = `${letters(random, 5 + Math.floor(random() * 8))}.${endings[Math.floor(random() * endings.length)]}`
  if (choice < 0.9) return { value: host, kind: 'domain', canonical: host }
  const path = `/${letters(random, 6)}/${digits(random, 4)}`
  return { value: `https://${host}${path}`, kind: 'url', canonical: `${host}${path}` }
}

/** A verdict as lists give it: few shapes for many entries. */
export function sampleState(kind: IndicatorKind, random: () => number, nowS: number): VerdictState {
  const seenAt = nowS - 86_400 * Math.ceil(random() * 30)
  const evidence: Evidence = {
    source: `import:list-${Math.floor(random() * 4)}`,
    tier: 'feed',
    reliability: 0.9,
    reporter: null,
    origin: null,
    device: null,
    text: null,
    fraudType: random() < 0.5 ? 'F13.03' : 'F02.01',
    count: 1 + Math.floor(random() * 5),
    firstAt: seenAt,
    lastAt: seenAt,
    echo: false,
    retracted: false,
  }
  return assess({
    kind,
    evidence: [evidence],
    tenureFrom: null,
    pin: null,
    identity: null,
    dispute: null,
    retractedAt: null,
  })
}

function digits(random: () => number, length: number): string {
  let text = ''
  for (let index = 0; index < length; index += 1) text += Math.floor(random() * 10)
  return text
}

function letters(random: () => number, length: number): string {
  let text = ''
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(97 + Math.floor(random() * 26))
  return text
}
