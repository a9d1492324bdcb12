import type { Detection, RiskyPart } from '../model/detection.ts'
import { fraudTypeOf } from './fraud-type-of.ts'
import { harmfulParts } from './harmful-parts.ts'
import { reasonsOf } from './reasons.ts'
import { scoreText } from './score-text.ts'
import type { ScoredText } from './score-text.ts'
import { senderEvidence } from './sender-evidence.ts'
import { textLabels } from './text-label.ts'
import type { TextLabel } from './text-label.ts'
import type { TextModel } from './text-model.ts'

/** What a text model says about one text. */
export interface TextDetection extends Detection {
  /** The label with the highest probability. */
  readonly label: TextLabel
  /** Calibrated probability of every label; they add up to one. */
  readonly scores: Readonly<Record<TextLabel, number>>
  /** What moved the score, as stretches of the given text, in order, without overlaps. */
  readonly parts: readonly RiskyPart[]
}

/** What is known about a text beside its words. */
export interface TextContext {
  /** Sender as the phone shows it: a number, or the name of a service. */
  readonly from?: string | undefined
}

/**
 * Labels one message, raw or masked, Chinese or English, and says why. `score` is the probability that it is fraud or
 * illegal trade. A text alone is at most `suspicious`, or `high` above the threshold that one harmless text in a
 * thousand passes; it is never `confirmed`, and never `safe`, because words prove nothing. Time is linear in the
 * length; any string is accepted.
 */
export function classifyText(model: TextModel, text: string, context: TextContext = {}): TextDetection {
  const scored = scoreText(model, text)
  const sender = senderEvidence(text, scored.canonical, context.from)
  const scores = probabilities(scored, model.weights.sharpness, sender.logOdds)
  const score = scores.fraud + scores.illegal
  const level = levelOf(model, score)
  const suspicious = level !== 'unknown'
  return {
    label: likeliest(scores),
    scores,
    score,
    level,
    fraudType: suspicious ? fraudTypeOf(scored, scores) : null,
    reasons: suspicious ? [...sender.reasons, ...reasonsOf(model, scored)] : sender.reasons,
    parts: suspicious ? harmfulParts(model, scored) : [],
    model: model.name,
  }
}

/** Level of a score by the thresholds of the model. */
export function levelOf({ weights }: TextModel, score: number): 'unknown' | 'suspicious' | 'high' {
  if (score > weights.highAbove) return 'high'
  return score > weights.suspiciousAbove ? 'suspicious' : 'unknown'
}

/** Probabilities of margins; what is known of the sender counts for fraud. */
export function probabilities(
  { margins }: Pick<ScoredText, 'margins'>,
  sharpness: number,
  fraudLogOdds: number,
): Record<TextLabel, number> {
  const odds = textLabels.map(
    (label, index) => (margins[index] ?? 0) * sharpness + (label === 'fraud' ? fraudLogOdds : 0),
  )
  const largest = Math.max(...odds)
  const powers = odds.map((value) => Math.exp(value - largest))
  const sum = powers.reduce((total, power) => total + power, 0)
  const [normal = 0, ad = 0, fraud = 0, illegal = 0, other = 0] = powers.map((power) => power / sum)
  return { normal, ad, fraud, illegal, other }
}

function likeliest(scores: Readonly<Record<TextLabel, number>>): TextLabel {
  let best: TextLabel = 'normal'
  for (const label of textLabels) if (scores[label] > scores[best]) best = label
  return best
}
