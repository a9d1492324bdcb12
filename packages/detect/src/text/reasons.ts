import type { DetectionReason } from '../model/detection.ts'
import { cueFeature, cueFeatureCount } from './cues/cue-set.ts'
import type { ScoredText } from './score-text.ts'
import { textLabels } from './text-label.ts'
import type { TextModel } from './text-model.ts'

/** More reasons than this are not read. */
const mostReasons = 5

/** Signs and spellings undone before somebody must have meant to hide something. */
const hidingFrom = 2

const wording: DetectionReason['text'] = {
  zh: '用词和已知的诈骗、违法信息很像',
  en: 'Its wording is much like that of known fraud or illegal offers',
}

/** Why a text scored high: cues by the weight they had, most first; the wording where no cue explains it. */
export function reasonsOf({ weights }: TextModel, { cues, canonical }: ScoredText): DetectionReason[] {
  const labels = textLabels.length
  const found: { readonly index: number; readonly weight: number }[] = []
  for (let index = 0; index < cueFeatureCount; index += 1) {
    if (cues[index] !== 1 || cueFeature(index).text === null) continue
    const at = index * labels
    const harmful = Math.max(weights.cues[at + 2] ?? 0, weights.cues[at + 3] ?? 0)
    const harmless = Math.max(weights.cues[at] ?? 0, weights.cues[at + 1] ?? 0)
    if (harmful - harmless > 0) found.push({ index, weight: harmful - harmless })
  }
  const reasons = found
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index)
    .slice(0, mostReasons)
    .map(({ index, weight }) => reasonOf(index, weight))
  if (canonical.undone >= hidingFrom) reasons.push(hidden(canonical.undone))
  if (reasons.length === 0) reasons.push({ code: 'WORDING', text: wording, values: {} })
  return reasons
}

function reasonOf(index: number, weight: number): DetectionReason {
  const { code, text } = cueFeature(index)
  return { code, text: text ?? wording, values: { weight: Math.round(weight * 100) / 100 } }
}

function hidden(count: number): DetectionReason {
  return {
    code: 'HIDDEN_SPELLING',
    text: {
      zh: '用谐音、形近字或符号拆开了词语，像是要躲过过滤',
      en: 'Words are misspelt or broken up with signs, as if to pass a filter',
    },
    values: { count },
  }
}
