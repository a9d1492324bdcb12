import { shanghaiDay } from '../time/shanghai-time.ts'
import { cn2016 } from './cn-2016.ts'
import { cn2019 } from './cn-2019.ts'
import { cn2024 } from './cn-2024.ts'
import { demo } from './demo.ts'
import type { RuleSet, RuleSetId } from './rule-set.ts'

/** Every rule set, by id. */
export const ruleSets: Readonly<Record<RuleSetId, RuleSet>> = {
  'CN-2016': cn2016,
  'CN-2019': cn2019,
  'CN-2024': cn2024,
  DEMO: demo,
}

/**
 * The rule set in force at an instant, by the day it has in Shanghai. Before the first there is no better one than the
 * first, so old cases get that.
 */
export function ruleSetAt(atMs: number): RuleSet {
  const day = shanghaiDay(atMs)
  const later = [cn2019, cn2024].filter(({ effectiveFrom }) => effectiveFrom !== null && effectiveFrom <= day)
  return later.at(-1) ?? cn2016
}
