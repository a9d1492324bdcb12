import type { MessageCheckReply } from '@wuzei/contract'
import type { TextDetection } from '@wuzei/detect'
import type { Bilingual } from '@wuzei/domain'
import type { FoundInMessage } from '../library/check-message.ts'
import type { ForeignLinks } from './find-foreign-links.ts'
import { levelRank } from './join-message.ts'

type Part = MessageCheckReply['parts'][number]

/**
 * Stretches of a message that made it suspicious, each with its reason, in order and without overlaps: the values that
 * are suspicious by themselves or lead to somebody else, and between them the wording.
 */
export function riskyPartsOf(
  wording: TextDetection | undefined,
  indicators: readonly FoundInMessage[],
  foreign: ForeignLinks,
): Part[] {
  const values = indicators.flatMap(({ start, end, verdict }, position): Part[] => {
    const isForeign = foreign.links.has(position)
    if (levelRank(verdict.level) < levelRank('suspicious') && !isForeign) return []
    const reason = isForeign ? foreign.mark : verdict.reasons[0]
    return reason ? [{ start, end, code: reason.code, text: reason.text }] : []
  })
  const said = new Map(wording?.reasons.map(({ code, text }) => [code, text]))
  const words = (wording?.parts ?? []).flatMap((part) =>
    besides(part, indicators).map(
      ({ start, end }): Part => ({ start, end, code: part.code, text: said.get(part.code) ?? usual }),
    ),
  )
  return [...values, ...words].toSorted((a, b) => a.start - b.start)
}

interface Span {
  readonly start: number
  readonly end: number
}

/** What of a stretch lies outside these values, which are in order. */
function besides(part: Span, values: readonly Span[]): Span[] {
  const spans: Span[] = []
  let at = part.start
  for (const { start, end } of values) {
    if (end <= at || start >= part.end) continue
    if (start > at) spans.push({ start: at, end: start })
    at = Math.max(at, end)
  }
  if (at < part.end) spans.push({ start: at, end: part.end })
  return spans.filter(({ start, end }) => end - start >= shortestPart)
}

/** One character between two links is nothing to look at. */
const shortestPart = 2

const usual: Bilingual = { zh: '诈骗信息里常见的说法', en: 'Words that are common in fraudulent messages' }
