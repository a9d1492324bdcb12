import { parseIndicator, type VerdictLevel } from '@wuzei/domain'
import type { Checker } from '../../library/checker.ts'

/** What a gateway is told about the address that somebody wants to open. */
export interface AddressJudgement {
  readonly allow: boolean
  readonly level: VerdictLevel
  readonly fraudTypes: readonly string[]
}

const nothingKnown: AddressJudgement = { allow: true, level: 'unknown', fraudTypes: [] }

/**
 * Whether a gateway lets an address pass: not when its verdict is `high` or above. What is no address passes, because
 * a gateway that cannot read something must not stand in everybody's way.
 */
export function judgeAddress(checker: Checker, address: string): AddressJudgement {
  const parsed = parseIndicator(address)
  if (!parsed.ok) return nothingKnown
  const verdict: { level: VerdictLevel; fraudTypes: string[] } = JSON.parse(
    checker.checkIndicator(parsed.indicator, address).toString(),
  )
  const { level, fraudTypes } = verdict
  return { allow: level !== 'high' && level !== 'confirmed', level, fraudTypes }
}
