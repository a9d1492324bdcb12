import type { Identity } from '@wuzei/domain'
import { writeIdentity } from '@wuzei/store'
import type { LibraryChange } from '../library-change.ts'
import { remember, type EventSubject } from '../library-memory.ts'
import { keyFromHex } from '../subject.ts'

/** The verified owner of numbers, sites or accounts. `released` are those that no longer belong to it. */
export interface IdentitySet {
  readonly identity: Identity
  readonly indicators: readonly EventSubject[]
  readonly released: readonly EventSubject[]
}

export const setIdentity: LibraryChange<IdentitySet> = {
  type: 'identity.set',
  subjects: (payload) => [...payload.indicators, ...payload.released],
  write: (client, payload) =>
    writeIdentity(
      client,
      payload.identity,
      payload.indicators.map((subject) => keyFromHex(subject.key)),
      payload.released.map((subject) => keyFromHex(subject.key)),
    ),
  fold(memory, payload) {
    for (const subject of payload.indicators) {
      const indicator = remember(memory, subject)
      indicator.decisions = { ...indicator.decisions, identity: payload.identity }
    }
    for (const subject of payload.released) {
      const indicator = remember(memory, subject)
      indicator.decisions = { ...indicator.decisions, identity: null }
    }
  },
}
