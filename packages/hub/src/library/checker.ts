import {
  absoluteState,
  definitionOf,
  explainVerdict,
  lookupCandidates,
  parseIndicator,
  readWithMarks,
  unknownState,
  type Identity,
  type Indicator,
  type IndicatorKind,
  type VerdictState,
} from '@wuzei/domain'
import type { VerdictIndex } from '../verdict-index/verdict-index.ts'
import { selectVerdict, type Selected } from './select-verdict.ts'

/** Seconds a client may keep an answer. A retraction must not wait longer than this anywhere. */
const answerTtlS = 300
/** "Nothing known" may change any minute: the first report of a new campaign. */
const unknownTtlS = 60

/** A verdict changes by fading alone so slowly that its words are made anew only once an hour. */
const wordsAgeMs = 3_600_000

/** States whose words are kept ready; lists share few states, so this covers millions of entries. */
const keptWords = 20_000

/** Answers checks from the index in memory, as JSON text: no database, no waiting. */
export interface Checker {
  /** A verdict of the contract, or `{value, error}` when the value is no indicator. */
  check(value: string, options?: { kind?: IndicatorKind }): string
  /** The verdict of a parsed indicator; `value` is what the person wrote. */
  checkIndicator(indicator: Indicator, value: string): string
}

interface Words {
  readonly relative: object
  readonly refAt: number
  readonly madeAtMs: number
  readonly marks: string
  readonly text: string
  readonly tail: string
}

export function createChecker(index: VerdictIndex, clock: () => number): Checker {
  const buffer = new Uint32Array(2)
  const wordsOfState = new Map<number, Words>()
  const wordsOfNothing = new Map<string, Words>()
  let instant = { ms: Number.NaN, text: '' }

  const instantText = (ms: number): string => {
    // Milliseconds are left out: an answer's time is right to the second, and the text is made once a second.
    const second = ms - (ms % 1000)
    if (instant.ms !== second) instant = { ms: second, text: new Date(second).toISOString() }
    return instant.text
  }

  const wordsFor = (indicator: Indicator, selected: Selected | undefined, nowMs: number): Words => {
    const marks = indicator.marks.length === 0 ? '' : indicator.marks.join()
    const kept = selected
      ? wordsOfState.get(selected.stateId)
      : wordsOfNothing.get(marks === '' ? indicator.kind : `${indicator.kind} ${marks}`)
    if (
      kept &&
      nowMs - kept.madeAtMs < wordsAgeMs &&
      (!selected ||
        (kept.relative === selected.relative && kept.refAt === selected.refAt && kept.marks === marks))
    )
      return kept
    const words = makeWords(indicator, selected, marks, nowMs)
    if (!selected) wordsOfNothing.set(marks === '' ? indicator.kind : `${indicator.kind} ${marks}`, words)
    else {
      if (wordsOfState.size >= keptWords) wordsOfState.clear()
      wordsOfState.set(selected.stateId, words)
    }
    return words
  }

  const checkIndicator = (indicator: Indicator, value: string): string => {
    const nowMs = clock()
    const candidates = lookupCandidates(indicator)
    const selected = selectVerdict(index, candidates, nowMs / 1000, buffer)
    const words = wordsFor(indicator, selected, nowMs)
    const matched = selected ? selected.candidate : indicator
    const canonical = JSON.stringify(indicator.canonical)
    const matchedText =
      matched.canonical === indicator.canonical ? canonical : JSON.stringify(matched.canonical)
    return (
      `{"value":${JSON.stringify(value)},"kind":"${indicator.kind}","canonical":${canonical},` +
      `"display":${JSON.stringify(definitionOf(indicator.kind).display(indicator.canonical))},` +
      `"marks":${listText(indicator.marks)},"facts":${JSON.stringify(indicator.facts)},` +
      `"matched":{"kind":"${matched.kind}","canonical":${matchedText}},` +
      `${words.text},"asOf":"${instantText(nowMs)}",${words.tail}}`
    )
  }

  return {
    check(value, options) {
      const parsed = parseIndicator(value, options ?? noOptions)
      return parsed.ok
        ? checkIndicator(parsed.indicator, value)
        : JSON.stringify({ value, error: parsed.error })
    },
    checkIndicator,
  }
}

const noOptions = {}

function listText(marks: readonly string[]): string {
  return marks.length === 0 ? '[]' : JSON.stringify(marks)
}

/** Everything of an answer that depends on the state and not on the value. */
function makeWords(
  indicator: Indicator,
  selected: Selected | undefined,
  marks: string,
  nowMs: number,
): Words {
  const state = selected ? absoluteState(selected.relative, selected.refAt) : unknownState(indicator.kind)
  const nowS = Math.floor(nowMs / 1000)
  const reading = readWithMarks(state, indicator.marks, nowS)
  const { answer, reasons, advice } = explainVerdict(state, reading, nowS, indicator.marks)
  const body = {
    level: reading.level,
    score: reading.score,
    fraudTypes: state.fraudTypes,
    identity: state.identity ? identityReply(state.identity) : null,
    evidence: evidenceReply(state),
    answer,
    reasons,
    advice,
    pinnedBy: state.pin?.by ?? null,
    disputed: state.disputed,
  }
  return {
    relative: selected?.relative ?? state,
    refAt: selected?.refAt ?? 0,
    madeAtMs: nowMs,
    marks,
    text: JSON.stringify(body).slice(1, -1),
    tail: `"ttlS":${reading.level === 'unknown' ? unknownTtlS : answerTtlS}`,
  }
}

function evidenceReply(state: VerdictState) {
  return state.tiers.map((tier) => ({
    source: tier.tier,
    count: tier.count,
    independent: tier.groups,
    firstAt: new Date(tier.firstAt * 1000).toISOString(),
    lastAt: new Date(tier.lastAt * 1000).toISOString(),
  }))
}

function identityReply(identity: Identity) {
  return {
    id: identity.id,
    name: identity.name,
    category: identity.category,
    spoofed: identity.spoofed,
    warning: identity.spoofed ? spoofWarning : null,
  }
}

const spoofWarning = {
  zh: '骗子常伪造这个号码。来电显示是它，不代表真是它打来的；请挂断后自己拨打官方号码核实。',
  en: 'Fraudsters often forge this number. Seeing it on your screen proves nothing; hang up and dial it yourself.',
}
