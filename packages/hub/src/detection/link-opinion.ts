import { classifyUrl, type UrlModel } from '@wuzei/detect'
import type { Indicator, Reason } from '@wuzei/domain'

/** What the model of links says about one that the library does not know. */
export interface LinkOpinion {
  /** `unknown` when there is something to say all the same: that a short link hides where it leads. */
  readonly level: 'unknown' | 'suspicious' | 'high'
  /** Calibrated probability of fraud, 0 to 1. */
  readonly score: number
  readonly fraudType: string | null
  readonly reasons: readonly Reason[]
  /** `name@version` of the model. */
  readonly model: string
}

/** Asks for an opinion; `value` is what the person wrote. Undefined where there is none to give. */
export type AskAboutLink = (
  indicator: Pick<Indicator, 'kind' | 'canonical'>,
  value: string,
) => LinkOpinion | undefined

/** Opinions kept, twice over: a link that goes round is asked about again and again, and judging one takes 40 µs. */
const keptOpinions = 4_000

/**
 * Opinions of a model on links and sites. Undefined below the model's lower threshold where it has nothing to explain:
 * what is not suspicious stays unknown, because letters prove nobody honest.
 */
export function askUrlModel(model: UrlModel): AskAboutLink {
  // The older half goes when the newer one is full, so that what is asked for often stays.
  let newer = new Map<string, LinkOpinion | null>()
  let older = new Map<string, LinkOpinion | null>()

  const keep = (written: string, opinion: LinkOpinion | null): void => {
    if (newer.size >= keptOpinions) {
      older = newer
      newer = new Map()
    }
    newer.set(written, opinion)
  }

  return (indicator, value) => {
    if (indicator.kind !== 'url' && indicator.kind !== 'domain') return undefined
    // A canonical link has lost what stood before an "@", which is a reason of its own; else all spellings are one.
    const written = indicator.kind === 'url' && value.includes('@') ? value : indicator.canonical
    const kept = newer.get(written)
    if (kept !== undefined) return kept ?? undefined
    const before = older.get(written)
    const opinion = before === undefined ? judge(model, written) : before
    keep(written, opinion)
    return opinion ?? undefined
  }
}

function judge(model: UrlModel, written: string): LinkOpinion | null {
  const { level, score, fraudType, reasons, model: name } = classifyUrl(model, written)
  const isWarned = level === 'suspicious' || level === 'high'
  if (!isWarned && (level !== 'unknown' || reasons.length === 0)) return null
  return {
    level,
    score: Math.round(score * 10_000) / 10_000,
    fraudType,
    reasons: reasons.map(({ code, text }) => ({ code, text })),
    model: name,
  }
}
