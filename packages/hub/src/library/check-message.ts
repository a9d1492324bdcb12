import type { MessageCheckReply, Verdict } from '@wuzei/contract'
import { classifyText, type TextDetection, type TextModel } from '@wuzei/detect'
import { extract, parseIndicator, type IndicatorKind, type VerdictLevel } from '@wuzei/domain'
import { findForeignLinks } from '../detection/find-foreign-links.ts'
import { adviseOnMessage, joinLevels, levelRank } from '../detection/join-message.ts'
import type { LiveModels } from '../detection/live-models.ts'
import { riskyPartsOf } from '../detection/risky-parts.ts'
import type { Checker } from './checker.ts'
import { takeTurns } from './take-turns.ts'

/** Who judges a message. */
export interface MessageJudges {
  /** Judges what is in it, by the library and by a model where the library knows nothing. */
  readonly checker: Checker
  /** The library alone, for what a message names beyond `maxJudgedValues`. */
  readonly library: Checker
  /** Judge the wording, and put it to a candidate too, later; without them nobody judges it. */
  readonly models?: Pick<LiveModels, 'text' | 'shadow'>
}

/** A number, link or account found in a message. */
export type FoundInMessage = MessageCheckReply['indicators'][number]

/**
 * Links and numbers of one message that a model may be asked about: nobody is sent more, and 64 KiB of nothing but
 * links must not hold everybody else up for a second.
 */
const maxJudgedValues = 200

/**
 * One verdict on a message: its wording, everything found in it, and its sender. A verified owner among them makes
 * nothing safe, since any text can name a bank. Takes turns with others where there is much in it. `from`
 * is the sender as the phone shows it. Nothing is kept.
 */
export async function checkMessage(
  { checker, library, models }: MessageJudges,
  text: string,
  from?: string,
): Promise<MessageCheckReply> {
  const indicators: FoundInMessage[] = []
  const turns = takeTurns()
  for (const { kind, canonical, start, end } of extract(text)) {
    if (turns.isOver()) await turns.next()
    const judge = indicators.length < maxJudgedValues ? checker : library
    const verdict = verdictOf(judge, canonical, kind, text.slice(start, end))
    if (verdict) indicators.push({ start, end, verdict })
  }
  const sender = from === undefined ? null : checkSender(checker, from)
  const textModel = models?.text.model
  models?.shadow.sawText(text, from)
  const wording = textModel ? classifyText(textModel, text, from === undefined ? {} : { from }) : undefined
  const bareWording =
    textModel && wording ? withoutLinks(textModel, wording, text, indicators, from) : undefined
  const foreign = findForeignLinks(sender, indicators, wording)
  const level = joinLevels({ wording, bareWording, sender, indicators, foreign })
  const reasons = [
    ...foreign.reasons,
    ...(wording?.reasons ?? []).filter(({ code }) => !foreign.codes.has(code)),
  ]
  return {
    level,
    fraudTypes: fraudTypesOf(wording, sender, indicators),
    advice: adviseOnMessage(level, wording, sender, indicators),
    text: wording ? wordingReply(wording) : null,
    sender,
    reasons: level === 'unknown' ? [] : reasons.map(({ code, text: words }) => ({ code, text: words })),
    parts: level === 'unknown' ? [] : riskyPartsOf(wording, indicators, foreign),
    indicators,
  }
}

/** What the wording says without the links: the same where there are none, or where it says nothing anyway. */
function withoutLinks(
  model: TextModel,
  wording: TextDetection,
  text: string,
  indicators: readonly FoundInMessage[],
  from: string | undefined,
): TextDetection {
  const links = indicators.filter(({ verdict: { kind } }) => kind === 'url' || kind === 'domain')
  if (links.length === 0 || wording.level === 'unknown') return wording
  let bare = ''
  let at = 0
  for (const { start, end } of links) {
    bare += `${text.slice(at, start)} `
    at = end
  }
  return classifyText(model, bare + text.slice(at), from === undefined ? {} : { from })
}

/** The verdict on a sender; null for what is neither a number nor a name that can be looked up. */
export function checkSender(checker: Checker, from: string): Verdict | null {
  // A phone gives international numbers without the plus.
  const spellings = /^\d{11,15}$/.test(from) ? [from, `+${from}`] : [from]
  const verdicts = spellings.flatMap((spelling) => {
    return (
      verdictOf(checker, spelling, undefined, spelling) ??
      verdictOf(checker, spelling, 'sms-sender', spelling) ??
      []
    )
  })
  return verdicts.toSorted((a, b) => weightOf(b) - weightOf(a))[0] ?? null
}

/** Worst first, and of spellings that nobody has spoken against the one that is somebody's. */
function weightOf({ level, identity }: Verdict): number {
  return levelRank(level) * 2 + (identity ? 3 : 0)
}

function verdictOf(
  checker: Checker,
  value: string,
  kind: IndicatorKind | undefined,
  written: string,
): Verdict | undefined {
  const parsed = parseIndicator(value, kind ? { kind } : {})
  if (!parsed.ok) return undefined
  const verdict: Verdict = JSON.parse(checker.checkIndicator(parsed.indicator, written).toString())
  return verdict
}

/** The wording's first, then what the values in it are known for. */
function fraudTypesOf(
  wording: TextDetection | undefined,
  sender: Verdict | null,
  indicators: readonly FoundInMessage[],
): string[] {
  const verdicts = [...(sender ? [sender] : []), ...indicators.map(({ verdict }) => verdict)]
  const known = verdicts.filter(({ level }) => isSuspicious(level)).flatMap(({ fraudTypes }) => fraudTypes)
  return [...new Set([...(wording?.fraudType ? [wording.fraudType] : []), ...known])]
}

function isSuspicious(level: VerdictLevel): boolean {
  return levelRank(level) >= levelRank('suspicious')
}

function wordingReply({
  label,
  scores,
  score,
  level,
  fraudType,
  model,
}: TextDetection): MessageCheckReply['text'] {
  return { label, scores, score, level, fraudType, model }
}
