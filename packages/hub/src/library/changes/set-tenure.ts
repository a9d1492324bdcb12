import { writeDecision } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { keyFromHex } from '../subject.ts'

/** A number was given to a new holder at `tenureFrom` (epoch seconds): what was said before weighs nothing. */
export interface TenureSet {
  readonly indicator: EventSubject
  readonly tenureFrom: number
  readonly reason: string
}

export const setTenure: LibraryChange<TenureSet> = {
  type: 'indicator.tenure-set',
  subjects: (payload) => [payload.indicator],
  write: (client, payload) =>
    writeDecision(client, keyFromHex(payload.indicator.key), { tenureFrom: payload.tenureFrom }),
  fold(memory, payload) {
    const indicator = remember(memory, payload.indicator)
    indicator.decisions = { ...indicator.decisions, tenureFrom: payload.tenureFrom }
  },
}
