import { organisationLevels, type OrganisationLevel } from '@wuzei/domain'
import type { Guard, GuardRefusal } from '../engine/situation.ts'

/** What is asked of measures of more than one kind. */
export const measureGuards = {
  /** A person who is hit by it, or an auditor, must be able to read why. */
  reasonGiven: ({ command }) =>
    (command.reason ?? '').trim() === '' ? refuse('REASON_MISSING', 'give a reason') : null,
} as const satisfies Record<string, Guard>

export function refuse(code: GuardRefusal['code'], detail: string): GuardRefusal {
  return { code, detail }
}

/** The refusal when what a guard must know was not read: unknown is never taken for harmless. */
export function unknown(what: string): GuardRefusal {
  return { code: 'FACT_UNKNOWN', detail: `${what} is not known` }
}

/** Place of a level, 0 for the highest; undefined for who has none. */
export function rankOf(level: string | null): number | undefined {
  const rank = organisationLevels.findIndex((name) => name === level)
  return rank < 0 ? undefined : rank
}

/** The refusal when an actor's organ is below a level. */
export function isAtLeast(held: OrganisationLevel | null, needed: OrganisationLevel): GuardRefusal | null {
  const rank = rankOf(held)
  const least = rankOf(needed)
  return rank !== undefined && least !== undefined && rank <= least
    ? null
    : refuse('LEVEL_TOO_LOW', `an organ of the level ${needed} or above must do this`)
}
