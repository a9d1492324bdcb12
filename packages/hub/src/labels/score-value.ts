import { classifyText, classifyUrl } from '@wuzei/detect'
import type { NewLabel } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'

type Scored = Pick<NewLabel, 'model' | 'score' | 'modelLevel'>

const unscored: Scored = { model: null, score: null, modelLevel: null }

/** What the current model of links says about a value now; nothing about values of other kinds. */
export function scoreValue({ models }: Pick<HubContext, 'models'>, kind: string, canonical: string): Scored {
  const { model } = models.url
  if (!model || (kind !== 'url' && kind !== 'domain')) return unscored
  const { score, level } = classifyUrl(model, canonical)
  return { model: model.name, score, modelLevel: level }
}

/** What the current model of texts says about words now. */
export function scoreWords({ models }: Pick<HubContext, 'models'>, words: string): Scored {
  const { model } = models.text
  if (!model) return unscored
  const { score, level } = classifyText(model, words)
  return { model: model.name, score, modelLevel: level }
}
