import { readVerdict, verdictLevels, type Indicator, type VerdictLevel } from '@wuzei/domain'
import type { HubContext } from '../hub-context.ts'
import { indexedState } from '../library/indexed-state.ts'
import { subjectOf } from '../library/subject.ts'
import { isOpenToOpinion } from './opinion-in-verdict.ts'
import type { Finding } from './record-finding.ts'

type Named = Pick<Indicator, 'kind' | 'canonical'>

/**
 * What the current model finds about these values by how they are written, for those who bring them into the library by
 * a report or a share for everybody. What was sent to be checked only is nobody's to keep.
 */
export function findingsOnValues(
  { models }: Pick<HubContext, 'models'>,
  values: readonly Named[],
): Finding[] {
  return values.flatMap(({ kind, canonical }) => {
    const opinion = models.askAboutLink({ kind, canonical }, canonical)
    if (!opinion || opinion.level === 'unknown') return []
    const { model, level, score, fraudType } = opinion
    return { model, kind, canonical, level, score, fraudType, seen: 'value' }
  })
}

/**
 * What a check of exactly this value would have told its author: the library's level, or the model's where it is worse
 * and would have been asked.
 */
export function levelToldOf(hub: Pick<HubContext, 'models' | 'index' | 'clock'>, value: Named): VerdictLevel {
  const state = indexedState(hub.index, subjectOf(value).key)
  const reading = state && readVerdict(state, hub.clock() / 1000)
  const known = reading?.level ?? 'unknown'
  if (state && reading && !isOpenToOpinion(state, reading)) return known
  const opinion = hub.models.askAboutLink(value, value.canonical)?.level ?? 'unknown'
  return verdictLevels.indexOf(opinion) > verdictLevels.indexOf(known) ? opinion : known
}
