import { families as contactFamilies } from './families-contact.ts'
import { families as everydayFamilies } from './families-everyday.ts'
import type { FraudFamilyDefinition, FraudType } from './fraud-type.ts'
import { families as impersonationFamilies } from './families-impersonation.ts'
import { families as moneyFamilies } from './families-money.ts'
import { families as tradeFamilies } from './families-trade.ts'

/** Every family and type of fraud in the order of the codes; types without words of their own have their family's. */
export const fraudTypes: readonly FraudType[] = [
  ...moneyFamilies,
  ...tradeFamilies,
  ...impersonationFamilies,
  ...contactFamilies,
  ...everydayFamilies,
].flatMap(expand)

const byCode: ReadonlyMap<string, FraudType> = new Map(fraudTypes.map((type) => [type.code, type]))

/** The family or type with this code; undefined when there is none. */
export function fraudTypeOf(code: string): FraudType | undefined {
  return byCode.get(code)
}

/** True when the code is a family or a type of the taxonomy. */
export function isFraudType(code: string): boolean {
  return byCode.has(code)
}

function expand({ types, ...family }: FraudFamilyDefinition): FraudType[] {
  const parent: FraudType = { ...family, family: null, status: 'active' }
  return [parent, ...types.map((type) => ({ ...parent, ...type, family: family.code }))]
}
