import { writeDecision } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { keyFromHex } from '../subject.ts'

/** A dispute about one indicator was opened, or decided; `at` is in epoch seconds. */
export interface IndicatorDisputed {
  readonly indicator: EventSubject
  readonly dispute: { readonly state: 'open' | 'upheld' | 'rejected'; readonly at: number }
  readonly reason: string | null
}

export const disputeIndicator: LibraryChange<IndicatorDisputed> = {
  type: 'indicator.disputed',
  subjects: (payload) => [payload.indicator],
  write: (client, payload) =>
    writeDecision(client, keyFromHex(payload.indicator.key), { dispute: payload.dispute }),
  fold(memory, payload) {
    const indicator = remember(memory, payload.indicator)
    indicator.decisions = { ...indicator.decisions, dispute: payload.dispute }
  },
}
