/** A stretch of a text, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Cuts a text at its findings; of two that overlap the first is kept, and no character is lost. */
export function splitText<Found extends Span>(text: string, findings: readonly Found[]): Piece<Found>[] {
  const pieces: Piece<Found>[] = []
  let at = 0
  for (const [index, found] of findings.entries()) {
    if (found.start < at) continue
    if (found.start > at) pieces.push({ start: at, text: text.slice(at, found.start), found: null, index })
    pieces.push({ start: found.start, text: text.slice(found.start, found.end), found, index })
    at = found.end
  }
  if (at < text.length) pieces.push({ start: at, text: text.slice(at), found: null, index: -1 })
  return pieces
}

/** A stretch of the text, with what was found in it and its place in the list. */
export interface Piece<Found> {
  readonly start: number
  readonly text: string
  readonly found: Found | null
  readonly index: number
}
