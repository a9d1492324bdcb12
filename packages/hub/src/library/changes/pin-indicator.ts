import type { Pin } from '@wuzei/domain'
import { writeDecision } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { keyFromHex } from '../subject.ts'

/** A person sets (or with `pin: null` lifts) the verdict of one indicator by hand. */
export interface IndicatorPinned {
  readonly indicator: EventSubject
  readonly pin: Pin | null
  readonly reason: string
}

export const pinIndicator: LibraryChange<IndicatorPinned> = {
  type: 'indicator.pinned',
  subjects: (payload) => [payload.indicator],
  write: (client, payload) => writeDecision(client, keyFromHex(payload.indicator.key), { pin: payload.pin }),
  fold(memory, payload) {
    const indicator = remember(memory, payload.indicator)
    indicator.decisions = { ...indicator.decisions, pin: payload.pin }
  },
}
