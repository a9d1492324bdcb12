import type { FraudType, PortalApi } from '../wire.ts'
import type { FraudTypeCard, FraudTypeNames } from './page-data.ts'
import { problemOf } from './problem.ts'

/**
 * Names of the given codes. A verdict must appear even when the taxonomy cannot be had, so a code without a name
 * is simply absent and the page leaves it out.
 */
export async function namesOf(codes: readonly string[], api: PortalApi): Promise<FraudTypeNames> {
  if (codes.length === 0) return {}
  const wanted = new Set(codes)
  try {
    const { fraudTypes } = await api.fraudTypes()
    return Object.fromEntries(
      fraudTypes.filter(({ code }) => wanted.has(code)).map(({ code, name }) => [code, name]),
    )
  } catch (error) {
    problemOf(error)
    return {}
  }
}

/** Families that happen to people: facilitation (F19) and civil disputes (F98) are for officers. */
export function sortedFamilies(fraudTypes: readonly FraudType[]): FraudType[] {
  return fraudTypes
    .filter((type) => type.family === null && !officersOnly.has(type.code))
    .sort((left, right) => left.code.localeCompare(right.code))
}

export function toCard({ code, name, signals, status }: FraudType): FraudTypeCard {
  return { code, name, signal: signals[0] ?? null, retired: status === 'retired' }
}

const officersOnly: ReadonlySet<string> = new Set(['F19', 'F98'])
