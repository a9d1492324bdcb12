import type { Evidence } from './types.ts'
import { halved, logOdds } from './exact-math.ts'
import { dayS, kindParameters, publicDamping } from './parameters.ts'
import type { IndicatorKind } from '../indicators/indicator.ts'
import type { Sighting } from './sightings.ts'

/** What the public adds, with its correlations damped. */
export interface PublicWeight {
  /** Log-odds at `at`, after diminishing returns and the cap for the breadth reached. */
  readonly weight: number
  /** Instant the weight stands for: the newest sighting that added anything; 0 when none did. */
  readonly at: number
  /** Statements of which no two share a reporter, device or network, and few a text: independent people. */
  readonly groups: number
  /** Most live independent statements there ever were at one moment. */
  readonly breadth: number
  /** True once enough networks spoke over enough time for `high`. */
  readonly broad: boolean
  /** Log-odds each statement added, in the order given. */
  readonly added: readonly number[]
}

/** Live weight something shared by several statements (a network, a text, …) has already lent. */
interface Share {
  weight: number
  at: number
}

/**
 * Adds up citizens' sightings, oldest first. Whatever several statements share — reporter, device, network, text, the
 * burst they came in — lends a limited live weight; a further statement adds only what is left or has faded since.
 * One pass: adding a newest sighting never changes what earlier ones added, so it can only raise the sum.
 */
export function weighPublic(kind: IndicatorKind, sightings: readonly Sighting[]): PublicWeight {
  const { prior, halfLifeDays } = kindParameters[kind]
  const halfLifeS = halfLifeDays * dayS
  const shares = new Map<string, Share>()
  const added: number[] = []
  let sum = 0
  let live = 0
  let breadth = 0
  let broad = false
  let at = 0
  let firstAt: number | null = null
  for (const sighting of sightings) {
    const parts = sharedParts(sighting.evidence, halfLifeS)
    const extra = takeFrom(shares, parts, sighting)
    added.push(extra)
    if (extra <= 0) continue
    const faded = halved((sighting.at - at) / halfLifeS)
    sum = sum * faded + extra
    live = live * faded + extra / sighting.weight
    at = sighting.at
    firstAt ??= at
    breadth = Math.max(breadth, live)
    broad ||= live >= publicDamping.highBreadth && at - firstAt >= publicDamping.highSpanHours * 3600
  }
  const { saturation, broadScore, narrowScore } = publicDamping
  const cap = logOdds(broad ? broadScore : narrowScore) - logOdds(prior)
  const weight = Math.min((sum * saturation) / (sum + saturation), cap)
  return { weight, at, groups: countIndependent(sightings), breadth, broad, added }
}

interface SharedPart {
  readonly key: string
  /** Full statements' worth that may be live at a time. */
  readonly capacity: number
  readonly halfLifeS: number
}

/** All statements share the burst they come in. */
const burstKey = 'burst'

function sharedParts(evidence: Evidence, halfLifeS: number): SharedPart[] {
  const { perNetwork, perReporter, perDevice, perText, burst, burstHalfLifeHours } = publicDamping
  const parts: SharedPart[] = [
    // Statements of unknown origin share one: not knowing where it came from must not be an advantage.
    { key: `network ${evidence.origin ?? ''}`, capacity: perNetwork, halfLifeS },
    { key: burstKey, capacity: burst, halfLifeS: burstHalfLifeHours * 3600 },
  ]
  const { reporter, device, text } = evidence
  if (reporter !== null) parts.push({ key: `reporter ${reporter}`, capacity: perReporter, halfLifeS })
  if (device !== null) parts.push({ key: `device ${device}`, capacity: perDevice, halfLifeS })
  if (text !== null) parts.push({ key: `text ${text}`, capacity: perText, halfLifeS })
  return parts
}

/** Takes as much of the sighting's weight as every shared part still has room for, and returns it. */
function takeFrom(
  shares: Map<string, Share>,
  parts: readonly SharedPart[],
  { at, weight }: Sighting,
): number {
  let room = weight
  for (const { key, capacity, halfLifeS } of parts) {
    const share = shares.get(key)
    if (share === undefined) continue
    share.weight *= halved((at - share.at) / halfLifeS)
    share.at = at
    room = Math.min(room, capacity * weight - share.weight)
  }
  if (room <= 0) return 0
  for (const { key } of parts) {
    const share = shares.get(key)
    if (share === undefined) shares.set(key, { weight: room, at })
    else share.weight += room
  }
  return room
}

/** Counts for the explanation: each statement that shares nothing with those counted before it. */
function countIndependent(sightings: readonly Sighting[]): number {
  const uses = new Map<string, number>()
  let count = 0
  for (const { evidence } of sightings) {
    const parts = sharedParts(evidence, 0).filter(({ key }) => key !== burstKey)
    if (parts.some(({ key, capacity }) => (uses.get(key) ?? 0) >= capacity)) continue
    for (const { key } of parts) uses.set(key, (uses.get(key) ?? 0) + 1)
    count += 1
  }
  return count
}
