import { classifyText, classifyUrl, type DetectionLevel, type TextModel, type UrlModel } from '@wuzei/detect'
import { definitionOf, parseIndicator } from '@wuzei/domain'
import { tenthOf } from '../models/compare-models.ts'
import type { ShadowCount, ShadowDisagreement } from '@wuzei/store'

/** Two versions of one kind of model: the one that answers, and the one that is looked at beside it. */
export interface ModelPair<Model> {
  readonly current: Model
  readonly candidate: Model
}

/** What is compared now; undefined where there is no candidate, or nothing that it could be compared with. */
export interface ComparedModels {
  readonly url: ModelPair<UrlModel> | undefined
  readonly text: ModelPair<TextModel> | undefined
}

/** Scores a candidate beside the current model on what people really ask. */
export interface Shadow {
  /** Notes a link that the current model was asked about. Costs next to nothing: it is looked at later. */
  readonly sawLink: (written: string) => void
  readonly sawText: (text: string, from: string | undefined) => void
  /** Looks at everything noted and writes the counts. */
  readonly finish: () => Promise<void>
}

/** Between two rounds; nothing runs while nobody asks. */
const roundMs = 50
/** Links and texts looked at in a round, some 2 ms: at most 4 % of one core, and no answer waits longer than that. */
const linksPerRound = 20
const textsPerRound = 5
/** Characters of a text that are looked at: a longer one would hold its round up. */
const comparedText = 2_000
/** Between two writes of the counts. */
const writeMs = 5_000
/** Disagreements kept between two writes. */
const heldDisagreements = 20

export function createShadow(options: {
  readonly compared: () => ComparedModels
  readonly write: (
    counts: readonly ShadowCount[],
    disagreements: readonly ShadowDisagreement[],
  ) => Promise<void>
  readonly clock: () => number
}): Shadow {
  let links: string[] = []
  let texts: { readonly text: string; readonly from: string | undefined }[] = []
  let counts = new Map<string, ShadowCount>()
  let disagreements: ShadowDisagreement[] = []
  let round: NodeJS.Timeout | undefined
  let writing: NodeJS.Timeout | undefined

  const look = (): void => {
    clearTimeout(round)
    round = undefined
    const { url, text } = options.compared()
    for (const link of links) if (url) note(compareLink(url, link))
    for (const said of texts) if (text) note(compareText(text, said.text, said.from))
    links = []
    texts = []
  }

  const later = (): void => {
    round ??= setTimeout(look, roundMs).unref()
  }

  const note = (pair: Compared): void => {
    const { masked, ...said } = pair
    const counted = {
      currentModel: said.currentModel,
      candidate: said.candidate,
      currentLevel: said.currentLevel,
      candidateLevel: said.candidateLevel,
      currentTenth: tenthOf(said.currentScore),
      candidateTenth: tenthOf(said.candidateScore),
    }
    const key = Object.values(counted).join(' ')
    counts.set(key, { ...counted, count: (counts.get(key)?.count ?? 0) + 1 })
    if (said.currentLevel !== said.candidateLevel && disagreements.length < heldDisagreements)
      disagreements.push({ ...said, masked, at: new Date(options.clock()) })
    writing ??= setTimeout(() => void write(), writeMs).unref()
  }

  const write = async (): Promise<void> => {
    clearTimeout(writing)
    writing = undefined
    if (counts.size === 0) return
    const [counted, disagreed] = [counts, disagreements]
    counts = new Map()
    disagreements = []
    await options.write([...counted.values()], disagreed)
  }

  return {
    sawLink(written) {
      // What does not fit into a round is not looked at: a sample, taken evenly over time, is enough.
      if (links.length >= linksPerRound || !options.compared().url) return
      links.push(written)
      later()
    },
    sawText(text, from) {
      if (texts.length >= textsPerRound || !options.compared().text) return
      texts.push({ text: text.slice(0, comparedText), from })
      later()
    },
    async finish() {
      look()
      await write()
    },
  }
}

type Compared = Omit<ShadowDisagreement, 'at'>

function compareLink({ current, candidate }: ModelPair<UrlModel>, written: string): Compared {
  const [old, young] = [classifyUrl(current, written), classifyUrl(candidate, written)]
  const parsed = parseIndicator(written)
  return {
    ...both(old, young),
    masked: parsed.ok ? definitionOf(parsed.indicator.kind).mask(parsed.indicator.canonical) : null,
  }
}

/** Of a message nothing but the two opinions: it was sent to be looked at once, not to be kept. */
function compareText(
  { current, candidate }: ModelPair<TextModel>,
  text: string,
  from: string | undefined,
): Compared {
  const context = from === undefined ? {} : { from }
  return {
    ...both(classifyText(current, text, context), classifyText(candidate, text, context)),
    masked: null,
  }
}

interface Said {
  readonly model: string
  readonly level: DetectionLevel
  readonly score: number
}

function both(old: Said, young: Said) {
  return {
    currentModel: old.model,
    candidate: young.model,
    currentLevel: old.level,
    candidateLevel: young.level,
    currentScore: old.score,
    candidateScore: young.score,
  }
}
