import { withdrawUntil, writeDecision } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { keyFromHex } from '../subject.ts'

/** A dispute about one indicator was opened, or decided; `at` is in epoch seconds. */
export interface IndicatorDisputed {
  readonly indicator: EventSubject
  readonly dispute: { readonly state: 'open' | 'upheld' | 'rejected'; readonly at: number }
  /**
   * What was said up to this instant (epoch seconds) stays withdrawn, whatever becomes of this dispute: an earlier one
   * about it was upheld, and opening a new one must not bring it back.
   */
  readonly withdrawnUntil: number | null
  readonly reason: string | null
}

export const disputeIndicator: LibraryChange<IndicatorDisputed> = {
  type: 'indicator.disputed',
  subjects: (payload) => [payload.indicator],
  async write(client, payload) {
    const key = keyFromHex(payload.indicator.key)
    await writeDecision(client, key, { dispute: payload.dispute })
    if (payload.withdrawnUntil !== null) await withdrawUntil(client, key, payload.withdrawnUntil)
  },
  fold(memory, payload) {
    const indicator = remember(memory, payload.indicator)
    const { retractedAt } = indicator.decisions
    indicator.decisions = {
      ...indicator.decisions,
      dispute: payload.dispute,
      retractedAt:
        payload.withdrawnUntil === null
          ? retractedAt
          : Math.max(retractedAt ?? payload.withdrawnUntil, payload.withdrawnUntil),
    }
  },
}
