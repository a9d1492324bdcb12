import {
  explainVerdict,
  verdictLevels,
  type IndicatorMark,
  type TierSummary,
  type VerdictExplanation,
  type VerdictReading,
  type VerdictState,
} from '@wuzei/domain'
import type { LinkOpinion } from './link-opinion.ts'

/** A verdict with a model's opinion in it. */
export interface OpinionInVerdict extends VerdictExplanation {
  readonly reading: VerdictReading
  readonly fraudTypes: readonly string[]
}

/**
 * Whether a model may be asked: nobody has decided, no owner is verified, nothing was withdrawn by a person, and what
 * has been said so far does not reach a level, or only by a model's own finding, which the model can explain.
 */
export function isOpenToOpinion(
  { kind, pin, identity, retracted, cleared, tiers }: VerdictState,
  { level }: VerdictReading,
): boolean {
  if (kind !== 'url' && kind !== 'domain') return false
  if (pin !== null || identity !== null || retracted || cleared) return false
  if (level === 'unknown' || tiers.length === 0) return true
  return tiers.some(isOfModels) && tiers.every((tier) => isOfModels(tier) || tier.tier === 'citizen')
}

/** Whether models have spoken in a summary of evidence. */
export function isOfModels({ models }: TierSummary): boolean {
  return models !== undefined
}

/**
 * Says a verdict with an opinion: the worse level of both, the model's reasons first, and the words for that level.
 * `nowS` is epoch seconds.
 */
export function sayWithOpinion(
  state: VerdictState,
  reading: VerdictReading,
  opinion: LinkOpinion,
  nowS: number,
  marks: readonly IndicatorMark[],
): OpinionInVerdict {
  if (opinion.level === 'unknown') {
    const said = explainVerdict(state, reading, nowS, marks)
    return { reading, fraudTypes: state.fraudTypes, ...said, reasons: [...opinion.reasons, ...said.reasons] }
  }
  const worse = rank(opinion.level) > rank(reading.level) ? opinion.level : reading.level
  const joined: VerdictReading = { level: worse, score: Math.max(opinion.score, reading.score) }
  const fraudTypes =
    opinion.fraudType === null || state.fraudTypes.includes(opinion.fraudType)
      ? state.fraudTypes
      : [...state.fraudTypes, opinion.fraudType]
  const found = { tier: 'detector', groups: 1, count: 1, sources: 1, firstAt: nowS, lastAt: nowS } as const
  const tiers = state.tiers.some(isOfModels) ? state.tiers : [...state.tiers, found]
  const withFinding = { ...state, fraudTypes, tiers }
  const { answer, reasons, advice } = explainVerdict(withFinding, joined, nowS, marks)
  return {
    reading: joined,
    fraudTypes,
    answer,
    // What was seen in the link says more than that something was seen.
    reasons: [...opinion.reasons, ...reasons.filter(({ code }) => code !== 'DETECTOR_FINDING')],
    advice,
  }
}

function rank(level: VerdictReading['level']): number {
  return verdictLevels.indexOf(level)
}
