import type { ModelComparison } from '@wuzei/contract'
import { classifyText, classifyUrl, type Detection } from '@wuzei/detect'
import type { ShadowCount } from '@wuzei/store'
import type { ReadModel } from '../detection/read-model-file.ts'
import { compareModels, tenthOf, type JudgedLabel } from './compare-models.ts'

/** One link or text to be judged by both; `isFraud` where people know. */
export interface ReplayedItem {
  readonly value: string
  readonly isFraud?: boolean
}

/** Puts the same links or texts to two versions of one kind, one after the other, and compares what they say. */
export async function replayModels(
  current: ReadModel,
  candidate: ReadModel,
  items: AsyncIterable<ReplayedItem>,
): Promise<ModelComparison> {
  const judge = judgeOf(current)
  const judgeAnew = judgeOf(candidate)
  const counts = new Map<string, ShadowCount>()
  const labels: JudgedLabel[] = []
  for await (const { value, isFraud } of items) {
    const old = judge(value)
    const young = judgeAnew(value)
    const cell = {
      currentModel: current.name,
      candidate: candidate.name,
      currentLevel: old.level,
      candidateLevel: young.level,
      currentTenth: tenthOf(old.score),
      candidateTenth: tenthOf(young.score),
    }
    const key = Object.values(cell).join(' ')
    counts.set(key, { ...cell, count: (counts.get(key)?.count ?? 0) + 1 })
    if (isFraud !== undefined) labels.push({ isFraud, current: said(old), candidate: said(young) })
  }
  return compareModels({ current: current.name, candidate: candidate.name }, [...counts.values()], labels)
}

function judgeOf(read: ReadModel): (value: string) => Detection {
  if (read.kind === 'url') return (value) => classifyUrl(read.model, value)
  return (value) => classifyText(read.model, value)
}

/** Reasons and parts of a million links would fill the memory. */
function said({ level, score }: Detection) {
  return { level, score }
}
