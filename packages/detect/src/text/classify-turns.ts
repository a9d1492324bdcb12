import { classifyText, levelOf } from './classify-text.ts'
import type { TextDetection } from './classify-text.ts'
import type { TextModel } from './text-model.ts'

/** Turns that are read together: what a call is about shows in a few sentences, and a long call stays cheap. */
const turnsTogether = 12

/** What a dialogue looked like after each turn. */
export interface TurnsDetection {
  /** After each turn: the score so far, never falling, because a swindler's later politeness undoes nothing. */
  readonly running: readonly { readonly score: number; readonly level: TextDetection['level'] }[]
  /** Number of the turn, from 0, after which the score first was suspicious; null if never. */
  readonly suspiciousAt: number | null
  /** What was found in the turns up to the highest score; `parts` are places in those turns joined by a line feed. */
  readonly highest: TextDetection
  /** First and last turn (included) of that stretch. */
  readonly stretch: { readonly from: number; readonly to: number }
}

/**
 * Reads the turns of one party of a dialogue, oldest first, and gives a running score: after every turn the last
 * twelve are read together. Give the turns of whoever may be a swindler; what the person called says tells little. No
 * turns give the score of an empty text.
 */
export function classifyTurns(model: TextModel, turns: readonly string[]): TurnsDetection {
  let highest = classifyText(model, '')
  let stretch = { from: 0, to: 0 }
  let suspiciousAt: number | null = null
  const running: { score: number; level: TextDetection['level'] }[] = []
  turns.forEach((_, turn) => {
    const from = Math.max(0, turn + 1 - turnsTogether)
    const detection = classifyText(model, turns.slice(from, turn + 1).join('\n'))
    if (turn === 0 || detection.score > highest.score) {
      highest = detection
      stretch = { from, to: turn }
    }
    const level = levelOf(model, highest.score)
    if (suspiciousAt === null && level !== 'unknown') suspiciousAt = turn
    running.push({ score: highest.score, level })
  })
  return { running, suspiciousAt, highest, stretch }
}
