import type { SourceTier } from './types.ts'

/** A source's record as a Beta distribution: `alpha` right, `beta` wrong, both above 0. */
export interface Reliability {
  readonly alpha: number
  readonly beta: number
}

/** What later became of a statement. */
export type Outcome = 'confirmed' | 'retracted' | 'dispute-upheld'

/** Where a source starts before anything is known of it: mean, and how many outcomes it takes to change it. */
export const tierReliability: Readonly<Record<SourceTier, Reliability>> = {
  // Seven of ten reports by people turn out right; ten cases of their own outweigh this.
  citizen: { alpha: 7, beta: 3 },
  // Institutions report after their own check.
  member: { alpha: 18, beta: 2 },
  // Confirmed in an investigation; errors happen and are retracted.
  police: { alpha: 49, beta: 1 },
  // Between a guess and a member; every detector is measured and gets its own record.
  detector: { alpha: 8, beta: 2 },
  // Curated public lists; a list of mere complaints is imported with a record of its own.
  feed: { alpha: 18, beta: 2 },
}

/** Outcomes remembered: beyond this the past is scaled down, so that a source that turns bad is noticed. */
export const outcomesRemembered = 500

/** Mean reliability, 0..1: the share of the source's statements that is expected to be right. */
export function reliabilityOf({ alpha, beta }: Reliability): number {
  return alpha / (alpha + beta)
}

/** The record after one more outcome. Police or a human confirmed: right. Retracted or successfully disputed: wrong. */
export function recordOutcome(record: Reliability, outcome: Outcome): Reliability {
  const alpha = record.alpha + (outcome === 'confirmed' ? 1 : 0)
  const beta = record.beta + (outcome === 'confirmed' ? 0 : 1)
  const kept = Math.min(1, outcomesRemembered / (alpha + beta))
  return { alpha: alpha * kept, beta: beta * kept }
}
