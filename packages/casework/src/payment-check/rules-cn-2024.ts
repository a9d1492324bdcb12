import type { PaymentRule } from './payment-rules.ts'
import { rulesOfLibrary, rulesOfLists, rulesOfPayee } from './rules-about-payee.ts'
import { rulesOfContact, rulesOfPayer } from './rules-about-payer.ts'

/** The table for China from December 2024, highest decisions first within each group. */
export const rulesCn2024: readonly PaymentRule[] = [
  ...rulesOfLists,
  ...rulesOfLibrary,
  ...rulesOfContact,
  ...rulesOfPayee,
  ...rulesOfPayer,
]
