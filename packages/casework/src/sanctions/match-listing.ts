/** A person in the register of sanctions, as blind indexes. */
export interface ListedPerson {
  readonly nameKey: string
  readonly identityKey: string
  readonly startAtMs: number
  readonly endAtMs: number
  readonly isInForce: boolean
  readonly measures: readonly string[]
}

/** What a bank or operator is told: that there is something and what it must do, never why. */
export type ListingAnswer =
  | { readonly answer: 'HIT'; readonly measures: readonly string[] }
  | { readonly answer: 'NO_HIT' }

/** Asks the register for one person. Name and identity number must both fit: a name alone never blocks anybody. */
export function askListing(
  listed: readonly ListedPerson[],
  person: { readonly nameKey: string; readonly identityKey: string },
  nowMs: number,
): ListingAnswer {
  const measures = listed
    .filter(
      ({ nameKey, identityKey, startAtMs, endAtMs, isInForce }) =>
        isInForce &&
        nameKey === person.nameKey &&
        identityKey === person.identityKey &&
        startAtMs <= nowMs &&
        nowMs < endAtMs,
    )
    .flatMap((entry) => entry.measures)
  return measures.length === 0
    ? { answer: 'NO_HIT' }
    : { answer: 'HIT', measures: [...new Set(measures)].toSorted() }
}
