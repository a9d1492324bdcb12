import { writeDecision } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { keyFromHex } from '../subject.ts'

/** An indicator is taken off the list: everything said up to `retractedAt` (epoch seconds) weighs nothing. */
export interface IndicatorRetracted {
  readonly indicator: EventSubject
  readonly retractedAt: number
  readonly reason: string
}

export const retractIndicator: LibraryChange<IndicatorRetracted> = {
  type: 'indicator.retracted',
  subjects: (payload) => [payload.indicator],
  write: (client, payload) =>
    writeDecision(client, keyFromHex(payload.indicator.key), { retractedAt: payload.retractedAt }),
  fold(memory, payload) {
    const indicator = remember(memory, payload.indicator)
    indicator.decisions = { ...indicator.decisions, retractedAt: payload.retractedAt }
  },
}
