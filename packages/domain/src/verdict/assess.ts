import type { IndicatorKind } from '../indicators/indicator.ts'
import { halved } from './exact-math.ts'
import {
  ceilingWeight,
  dayS,
  fraudTypesKept,
  kindParameters,
  membersForConfirmed,
  publicDamping,
  repeatShare,
  weightGrid,
  weightMaximum,
} from './parameters.ts'
import { type PublicWeight, weighPublic } from './public-weight.ts'
import { countEvidence, type Sighting } from './sightings.ts'
import {
  type AssessmentInput,
  type Evidence,
  type Identity,
  type SourceTier,
  sourceTiers,
  type TierSummary,
  type VerdictLevel,
  type VerdictState,
} from './types.ts'
import { modelOfSource, voiceOfSource } from './voice.ts'

/**
 * Weighs everything known about one indicator. The same input gives the same bits in whatever order the evidence
 * comes; time does not enter (see `readVerdict`). The model is explained in docs/verdicts.md.
 *
 * Adding a statement newer than all others never lowers the score at any instant from then on (but for the rounding
 * of the weight to 1/4096).
 */
export function assess(input: AssessmentInput): VerdictState {
  const { kind } = input
  const counted = countEvidence(input)
  const citizens = counted.sightings.filter((sighting) => sighting.evidence.tier === 'citizen')
  const others = counted.sightings.filter((sighting) => sighting.evidence.tier !== 'citizen')
  const fromPublic = weighPublic(kind, citizens)
  const sources = weighSources(kind, others)
  const refAt = Math.max(fromPublic.at, others.at(-1)?.at ?? 0)
  const sum = sumAt(refAt, kind, fromPublic, sources)
  return {
    kind,
    weight: Math.round(Math.min(sum, weightMaximum) * weightGrid) / weightGrid,
    refAt,
    ceiling: ceilingOf(fromPublic, sources),
    fraudTypes: strongestFraudTypes(citizens, fromPublic, sources),
    tiers: summarise(counted.evidence, fromPublic, sources),
    pin: input.pin,
    identity: input.identity,
    disputed: input.dispute?.state === 'open',
    retracted: counted.evidence.length === 0 && (counted.withdrawn || input.retractedAt !== null),
    ...(counted.evidence.length > 0 && isWithdrawnFrom(input) ? { cleared: true } : {}),
    ...(counted.formerHolder ? { formerHolder: true } : {}),
  }
}

function isWithdrawnFrom({ retractedAt, dispute }: AssessmentInput): boolean {
  return retractedAt !== null || dispute?.state === 'upheld'
}

/** The state of an indicator nobody has said anything about. */
export function unknownState(kind: IndicatorKind): VerdictState {
  return {
    kind,
    weight: 0,
    refAt: 0,
    ceiling: 'unknown',
    fraudTypes: [],
    tiers: [],
    pin: null,
    identity: null,
    disputed: false,
    retracted: false,
  }
}

/** The state of a verified number, site or account nobody has said anything about. */
export function stateOfIdentity(kind: IndicatorKind, identity: Identity): VerdictState {
  return { ...unknownState(kind), identity }
}

/** Live weight of one source that is not the public: the strongest of its statements, faded from its newest. */
interface SourceWeight {
  readonly tier: Exclude<SourceTier, 'citizen'>
  weight: number
  at: number
  /** Most one statement of it ever weighed, fresh. */
  strongest: number
  /** The same of statements that may by themselves make a value dangerous; a model's lesser finding may not. */
  lifting: number
  fraudType: string | null
}

function weighSources(kind: IndicatorKind, sightings: readonly Sighting[]): SourceWeight[] {
  const halfLifeS = kindParameters[kind].halfLifeDays * dayS
  const sources = new Map<string, SourceWeight>()
  for (const { at, weight, evidence } of sightings) {
    const { tier, source, fraudType, finding } = evidence
    if (tier === 'citizen') continue
    const voice = `${tier} ${voiceOfSource(source)}`
    const lifting = finding === 'suspicious' ? 0 : weight
    const known = sources.get(voice)
    if (known === undefined) {
      sources.set(voice, { tier, weight, at, strongest: weight, lifting, fraudType })
      continue
    }
    known.weight = Math.max(weight, known.weight * halved((at - known.at) / halfLifeS))
    known.at = at
    known.strongest = Math.max(known.strongest, weight)
    known.lifting = Math.max(known.lifting, lifting)
    known.fraudType = fraudType ?? known.fraudType
  }
  return [...sources.values()]
}

function sumAt(
  refAt: number,
  kind: IndicatorKind,
  fromPublic: PublicWeight,
  sources: readonly SourceWeight[],
): number {
  const halfLifeS = kindParameters[kind].halfLifeDays * dayS
  const faded = (weight: number, at: number) => weight * halved((refAt - at) / halfLifeS)
  let sum = fromPublic.weight === 0 ? 0 : faded(fromPublic.weight, fromPublic.at)
  for (const tier of sourceTiers) {
    if (tier === 'citizen') continue
    const weights = sources
      .filter((source) => source.tier === tier)
      .map((source) => faded(source.weight, source.at))
      .sort((a, b) => b - a)
    let share = 1
    for (const weight of weights) {
      sum += weight * share
      share *= repeatShare[tier]
    }
  }
  return sum
}

function ceilingOf(fromPublic: PublicWeight, sources: readonly SourceWeight[]): VerdictLevel {
  const members = sources.filter((source) => source.tier === 'member').length
  const police = sources.some((source) => source.tier === 'police')
  if (police || members >= membersForConfirmed) return 'confirmed'
  if (fromPublic.broad || sources.some((source) => source.lifting >= ceilingWeight)) return 'high'
  if (sources.length > 0 || fromPublic.breadth >= publicDamping.suspiciousBreadth) return 'suspicious'
  return 'unknown'
}

function strongestFraudTypes(
  citizens: readonly Sighting[],
  fromPublic: PublicWeight,
  sources: readonly SourceWeight[],
): string[] {
  const support = new Map<string, number>()
  const add = (fraudType: string | null, weight: number) => {
    if (fraudType !== null && weight > 0) support.set(fraudType, (support.get(fraudType) ?? 0) + weight)
  }
  for (const [index, sighting] of citizens.entries()) {
    add(sighting.evidence.fraudType, fromPublic.added[index] ?? 0)
  }
  for (const source of sources) add(source.fraudType, source.strongest)
  return [...support]
    .sort(([a, supportA], [b, supportB]) => supportB - supportA || (a < b ? -1 : 1))
    .slice(0, fraudTypesKept)
    .map(([fraudType]) => fraudType)
}

function summarise(
  evidence: readonly Evidence[],
  fromPublic: PublicWeight,
  sources: readonly SourceWeight[],
): TierSummary[] {
  return sourceTiers.flatMap((tier) => {
    const said = evidence.filter((item) => item.tier === tier)
    if (said.length === 0) return []
    const sourceCount = new Set(said.map((item) => voiceOfSource(item.source))).size
    const models = [...new Set(said.flatMap((item) => modelOfSource(item.source) ?? []))].sort()
    return {
      tier,
      groups:
        tier === 'citizen' ? fromPublic.groups : sources.filter((source) => source.tier === tier).length,
      count: said.reduce((total, item) => total + item.count, 0),
      sources: sourceCount,
      firstAt: said.reduce((first, item) => Math.min(first, item.firstAt), Infinity),
      lastAt: said.reduce((last, item) => Math.max(last, item.lastAt), 0),
      ...(models.length > 0 ? { models } : {}),
    }
  })
}
