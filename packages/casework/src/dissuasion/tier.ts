import { dissuasionTiers, type DissuasionTier, type RuleSet } from '../rule-sets/rule-set.ts'

/** The tier that a score from 0 to 1 belongs to by the rule set’s thresholds. */
export function tierOfScore(score: number, { dissuasion }: RuleSet): DissuasionTier {
  return dissuasionTiers.find((tier) => score >= dissuasion.tiers[tier].fromScore) ?? 'LOW'
}

/** Of two warnings for one person the more urgent: what joins a task never makes it wait longer. */
export function moreUrgent(first: DissuasionTier, second: DissuasionTier): DissuasionTier {
  return dissuasionTiers.indexOf(first) <= dissuasionTiers.indexOf(second) ? first : second
}
