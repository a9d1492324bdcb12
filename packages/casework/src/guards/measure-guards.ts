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
