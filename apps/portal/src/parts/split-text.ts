import type { MessageCheckReply } from '../wire.ts'

type Found = MessageCheckReply['indicators'][number]

/** Cuts a text at its findings; of two that overlap the first is kept, and no character is lost. */
export function splitText(text: string, indicators: readonly Found[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const [index, found] of indicators.entries()) {
    if (found.start < at) continue
    if (found.start > at) pieces.push({ start: at, text: text.slice(at, found.start), found: null, index })
    pieces.push({ start: found.start, text: text.slice(found.start, found.end), found, index })
    at = found.end
  }
  if (at < text.length) pieces.push({ start: at, text: text.slice(at), found: null, index: -1 })
  return pieces
}

/** A stretch of the text, with what was found in it and its place in the list. */
export interface Piece {
  readonly start: number
  readonly text: string
  readonly found: Found | null
  readonly index: number
}
