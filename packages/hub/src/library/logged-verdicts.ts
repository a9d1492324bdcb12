import type { LoggedEvent } from '@wuzei/store'
import type { EventVerdict } from './library-change.ts'

/** Verdicts in an event's payload. The log was written by `commitChange`, so their form is known. */
export function verdictsOf(event: Pick<LoggedEvent, 'payload'>): readonly EventVerdict[] {
  const payload: unknown = event.payload
  return hasVerdicts(payload) ? payload.verdicts : []
}

function hasVerdicts(payload: unknown): payload is { readonly verdicts: readonly EventVerdict[] } {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    'verdicts' in payload &&
    Array.isArray(payload.verdicts)
  )
}
