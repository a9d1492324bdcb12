import { cn2024 } from './cn-2024.ts'
import type { RuleSet } from './rule-set.ts'

/** For demonstrations and teaching: today's rules with the protective hold switched on. Chosen by name only. */
export const demo: RuleSet = {
  ...cn2024,
  id: 'DEMO',
  effectiveFrom: null,
  protectiveHold: { ...cn2024.protectiveHold, enabled: true },
}
