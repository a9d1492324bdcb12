import { cn2019 } from './cn-2019.ts'
import type { RuleSet } from './rule-set.ts'

/** China from December 2024: the joint measures (JPM) grade the listing and keep basic services. */
export const cn2024: RuleSet = {
  ...cn2019,
  id: 'CN-2024',
  effectiveFrom: '2024-12-01', // F
  sanction: {
    ...cn2019.sanction,
    nonCounterSuspendMonths: 24, // F: two years where identified administratively
    openBlockMonths: 24, // F
    criminalOpenBlockMonths: 36, // F: three years where punished by a court
    maxContinuousMonths: 60, // F: five years in all
    minLevel: { administrative: 'city', criminal: 'city', organiser: 'province' }, // F: split by class; D: which
  },
}
