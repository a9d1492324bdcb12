import { cn2016 } from './cn-2016.ts'
import type { RuleSet } from './rule-set.ts'

/** China from April 2019: N85 (银发〔2019〕85号) and N304 lengthen the listing and ease the 24 hours at machines. */
export const cn2019: RuleSet = {
  ...cn2016,
  id: 'CN-2019',
  effectiveFrom: '2019-04-01', // F
  sanction: {
    ...cn2016.sanction,
    nonCounterSuspendMonths: 60, // F: five years
    openBlockMonths: 60, // F: five years
    criminalOpenBlockMonths: 60, // F: five years
  },
  atm: { delayHours: 24, waivableByPayeeConfirmation: true }, // F: N85
}
