import type { ConfirmEntry } from '@wuzei/contract'
import type { EntryReader, LookupCandidate } from '@wuzei/domain'

/** A candidate with what the hub says about it. */
export interface ConfirmedCandidate {
  readonly candidate: LookupCandidate
  readonly entry: ConfirmEntry
}

/** Lets the rule of a check (`decidingEntry`) decide by what the hub answered. */
export const confirmedReader: EntryReader<readonly ConfirmedCandidate[], ConfirmEntry> = {
  find: (found, candidate) => found.find((one) => one.candidate === candidate)?.entry,
  decidedBy: ({ decidedBy }) => decidedBy,
  coversSubdomains: ({ identity }) => identity?.coversSubdomains === true,
  ceiling: ({ ceiling }) => ceiling,
  level: (_, { level }) => level,
  score: (_, { score }) => score,
}
