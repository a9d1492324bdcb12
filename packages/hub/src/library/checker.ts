import {
  absoluteState,
  definitionOf,
  explainVerdict,
  indicatorKinds,
  lookupCandidates,
  parseIndicator,
  readWithMarks,
  unknownState,
  type Identity,
  type Indicator,
  type IndicatorKind,
  type LookupCandidate,
  type ParseFailure,
  type VerdictState,
} from '@wuzei/domain'
import type { AskAboutLink, LinkOpinion } from '../detection/link-opinion.ts'
import { isOfModels, isOpenToOpinion, sayWithOpinion } from '../detection/opinion-in-verdict.ts'
import type { VerdictIndex } from '../verdict-index/verdict-index.ts'
import { JsonBytes, prepareJson, type LentBytes, type PreparedJson } from './json-bytes.ts'
import { createTogether } from './look-up-together.ts'
import { selectLookedUp, selectVerdict, type Selected } from './select-verdict.ts'
import { takeTurns } from './take-turns.ts'

/** Seconds a client may keep an answer. A retraction must not wait longer than this anywhere. */
const answerTtlS = 300
/** "Nothing known" may change any minute: the first report of a new campaign. */
const unknownTtlS = 60

/** A verdict changes by fading alone so slowly that its words are made anew only once an hour. */
const wordsAgeMs = 3_600_000

/** States whose words are kept ready; lists share few states, so this covers millions of entries. */
const keptWords = 20_000

/** Values of a batch looked up together between two looks at the time, more would gain little, and their characters. */
const lookedUpTogether = { values: 250, characters: 8_000 } as const

/** Answers checks from the index in memory: no database, no waiting. Answers are JSON in UTF-8, ready to send. */
export interface Checker {
  /** A verdict of the contract, or `{value, error}` when the value is no indicator. */
  check(value: string, options?: { kind?: IndicatorKind }): Buffer
  /** The verdict of a parsed indicator; `value` is what the person wrote. */
  checkIndicator(indicator: Indicator, value: string): Buffer
  /** The same as a string of one unit a byte, as `sendJson` takes it. */
  answerIndicator(indicator: Indicator, value: string): string
  /** `{"results":[…]}`, in the order of the values; release it when it is sent. */
  checkBatch(values: readonly string[]): LentBytes
  /** The same in turns with others: values that a model is asked about would hold everybody up in one go. */
  checkBatchInTurns(values: readonly string[]): Promise<LentBytes>
}

interface Words {
  readonly relative: object
  readonly madeAtMs: number
  readonly marks: string
  /** `"matched":null` and the members that this state alone has. */
  readonly own: PreparedJson
  /** `answer` and `advice`: a dozen texts for all states of a kind, so that they stay in the processor's cache. */
  readonly shared: PreparedJson
  /** Whether a model may be asked about values that have these words. */
  readonly open: boolean
}

/** `askAboutLink` gives a model's opinion on links that the library does not know; without it nobody is asked. */
export function createChecker(
  index: VerdictIndex,
  clock: () => number,
  askAboutLink?: AskAboutLink,
): Checker {
  const buffer = new Uint32Array(2)
  const json = new JsonBytes()
  const together = createTogether(index)
  const wordsOfState = new Map<number, Words>()
  const wordsOfNothing = new Map<string, Words>()
  const sharedTexts = new Map<string, PreparedJson>()
  let ending = { ms: Number.NaN, json: prepareJson('') }

  const endingAt = (ms: number): PreparedJson => {
    // Milliseconds are left out: an answer's time is right to the second, and the text is made once a second.
    const second = ms - (ms % 1000)
    if (ending.ms !== second)
      ending = { ms: second, json: prepareJson(`,"asOf":"${new Date(second).toISOString()}"}`) }
    return ending.json
  }

  const sharedText = (text: string): PreparedJson => {
    let known = sharedTexts.get(text)
    if (!known) sharedTexts.set(text, (known = prepareJson(text)))
    return known
  }

  const wordsFor = (indicator: Indicator, selected: Selected | undefined, nowMs: number): Words => {
    const marks = indicator.marks.length === 0 ? '' : indicator.marks.join()
    if (!selected) {
      const key = marks === '' ? indicator.kind : `${indicator.kind} ${marks}`
      const kept = wordsOfNothing.get(key)
      if (kept && nowMs - kept.madeAtMs < wordsAgeMs) return kept
      const words = makeWords(indicator, selected, marks, nowMs, sharedText)
      wordsOfNothing.set(key, words)
      return words
    }
    // One number for both: states are far fewer than 2^21, instants are below 2^32.
    const key = selected.stateId * 0x1_0000_0000 + selected.refAt
    const kept = wordsOfState.get(key)
    if (
      kept &&
      kept.relative === selected.relative &&
      kept.marks === marks &&
      nowMs - kept.madeAtMs < wordsAgeMs
    )
      return kept
    const words = makeWords(indicator, selected, marks, nowMs, sharedText)
    if (wordsOfState.size >= keptWords) {
      wordsOfState.clear()
      sharedTexts.clear()
    }
    wordsOfState.set(key, words)
    return words
  }

  const writeVerdict = (
    indicator: Indicator,
    value: string,
    selected: Selected | undefined,
    nowMs: number,
  ): boolean => {
    const known = wordsFor(indicator, selected, nowMs)
    const opinion = known.open ? askAboutLink?.(indicator, value) : undefined
    const words = opinion ? makeWords(indicator, selected, known.marks, nowMs, prepareJson, opinion) : known
    const { kind, canonical, marks } = indicator
    const definition = definitionOf(kind)
    json.short(valueName)
    json.string(value)
    json.short(namesOfKind(kind))
    json.string(canonical)
    json.short(displayName)
    json.string(definition.display(canonical))
    if (marks.length === 0) json.short(noMarksThenFacts)
    else json.short(prepareJson(`,"marks":${JSON.stringify(marks)},"facts":`))
    json.record(indicator.facts)
    if (selected && selected.candidate.canonical !== canonical) {
      writeMatched(json, selected.candidate)
      json.long(words.own.subarray(nothingMatched.length))
    } else json.long(words.own)
    json.long(words.shared)
    json.short(endingAt(nowMs))
    return known.open && askAboutLink !== undefined
  }

  const writeRefusal = (value: string, error: ParseFailure): void => {
    json.long(prepareJson(JSON.stringify({ value, error })))
  }

  const writeLookedUp = (indicator: Indicator, value: string): void => {
    const nowMs = clock()
    json.reset()
    const selected = selectVerdict(index, lookupCandidates(indicator), nowMs / 1000, buffer)
    writeVerdict(indicator, value, selected, nowMs)
  }

  /** Writes results of values from one place to another; ends before where `isOver` says so after a model was asked. */
  const writeResults = (
    values: readonly string[],
    from: number,
    to: number,
    isOver?: () => boolean,
  ): number => {
    const nowMs = clock()
    const found = together.lookUp(from === 0 && to === values.length ? values : values.slice(from, to))
    for (const [place, { value, parsed, candidates, firstHandle }] of found.values.entries()) {
      json.short(from + place === 0 ? batchBeginning : betweenResults)
      if (!parsed.ok) {
        writeRefusal(value, parsed.error)
        continue
      }
      const selected = selectLookedUp(index, candidates, nowMs / 1000, found.handles, firstHandle)
      const isAsked = writeVerdict(parsed.indicator, value, selected, nowMs)
      if (isAsked && isOver?.()) return from + place + 1
    }
    return to
  }

  return {
    check(value, options) {
      const parsed = parseIndicator(value, options)
      if (parsed.ok) writeLookedUp(parsed.indicator, value)
      else {
        json.reset()
        writeRefusal(value, parsed.error)
      }
      return json.toBuffer()
    },
    checkIndicator(indicator, value) {
      writeLookedUp(indicator, value)
      return json.toBuffer()
    },
    answerIndicator(indicator, value) {
      writeLookedUp(indicator, value)
      return json.toLatin1()
    },
    checkBatch(values) {
      json.reset()
      writeResults(values, 0, values.length)
      json.short(values.length === 0 ? emptyBatch : batchEnd)
      return json.lend()
    },
    async checkBatchInTurns(values) {
      const parts: Buffer[] = []
      let turns: ReturnType<typeof takeTurns> | undefined
      json.reset()
      for (let at = 0; at < values.length; ) {
        turns ??= takeTurns()
        at = writeResults(values, at, stretchFrom(values, at), turns.isOver)
        if (at === values.length || !turns.isOver()) continue
        // Others write into the same buffer meanwhile.
        parts.push(json.toBuffer())
        await turns.next()
        json.reset()
      }
      json.short(values.length === 0 ? emptyBatch : batchEnd)
      if (parts.length === 0) return json.lend()
      return { json: Buffer.concat([...parts, json.toBuffer()]), release: () => undefined }
    },
  }
}

/** Where a stretch ends that is looked up in one go: reading a long link takes a millisecond, whoever knows it. */
function stretchFrom(values: readonly string[], from: number): number {
  const last = Math.min(from + lookedUpTogether.values, values.length)
  let characters = 0
  for (let at = from; at < last; at += 1) {
    characters += values[at]?.length ?? 0
    if (characters > lookedUpTogether.characters) return at + 1
  }
  return last
}

const valueName = prepareJson('{"value":')
const displayName = prepareJson(',"display":')
const noMarksThenFacts = prepareJson(',"marks":[],"facts":')
const nothingMatched = prepareJson(',"matched":null,')
const batchBeginning = prepareJson('{"results":[')
const betweenResults = prepareJson(',')
const batchEnd = prepareJson(']}')
const emptyBatch = prepareJson('{"results":[]}')

const namesByKind = new Map(
  indicatorKinds.map((kind) => [kind, prepareJson(`,"kind":"${kind}","canonical":`)] as const),
)

function namesOfKind(kind: IndicatorKind): PreparedJson {
  const names = namesByKind.get(kind)
  if (!names) throw new RangeError(`no such kind of indicator: ${kind}`)
  return names
}

function writeMatched(json: JsonBytes, { kind, canonical }: LookupCandidate): void {
  json.short(prepareJson(`,"matched":{"kind":"${kind}","canonical":`))
  json.string(canonical)
  json.short(endOfMatched)
}

const endOfMatched = prepareJson('},')

/** Everything of an answer that depends on the state and not on the value. */
function makeWords(
  indicator: Indicator,
  selected: Selected | undefined,
  marks: string,
  nowMs: number,
  share: (text: string) => PreparedJson,
  opinion?: LinkOpinion,
): Words {
  const state = selected ? absoluteState(selected.relative, selected.refAt) : unknownState(indicator.kind)
  const nowS = Math.floor(nowMs / 1000)
  const own = readWithMarks(state, indicator.marks, nowS)
  const { reading, fraudTypes, answer, reasons, advice } = opinion
    ? sayWithOpinion(state, own, opinion, nowS, indicator.marks)
    : { reading: own, fraudTypes: state.fraudTypes, ...explainVerdict(state, own, nowS, indicator.marks) }
  const members = {
    level: reading.level,
    score: reading.score,
    fraudTypes,
    identity: state.identity ? identityReply(state.identity) : null,
    evidence: [
      ...evidenceReply(state),
      ...(opinion && opinion.level !== 'unknown' && !state.tiers.some(isOfModels)
        ? [opinionReply(opinion, nowS)]
        : []),
    ],
    reasons,
    pinnedBy: state.pin?.by ?? null,
    disputed: state.disputed,
    ttlS: reading.level === 'unknown' || opinion ? unknownTtlS : answerTtlS,
  }
  return {
    relative: selected?.relative ?? state,
    madeAtMs: nowMs,
    marks,
    own: prepareJson(`,"matched":null,${membersOf(members)},`),
    shared: share(membersOf({ answer, advice })),
    open: isOpenToOpinion(state, own),
  }
}

function membersOf(record: object): string {
  return JSON.stringify(record).slice(1, -1)
}

function evidenceReply(state: VerdictState) {
  return state.tiers.map((tier) => ({
    source: tier.tier,
    count: tier.count,
    independent: tier.groups,
    firstAt: new Date(tier.firstAt * 1000).toISOString(),
    lastAt: new Date(tier.lastAt * 1000).toISOString(),
    ...(tier.models === undefined ? {} : { model: tier.models.join(', ') }),
  }))
}

/** A model speaks anew each time it is asked; its version tells which one it was. */
function opinionReply({ model }: LinkOpinion, nowS: number) {
  const at = new Date(nowS * 1000).toISOString()
  return { source: 'model', count: 1, independent: 1, firstAt: at, lastAt: at, model }
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
