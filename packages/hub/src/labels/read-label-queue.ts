import { setImmediate } from 'node:timers/promises'
import { labelQueueRows, type LabelQueue } from '@wuzei/contract'
import { classifyUrl, type Detection, type UrlModel } from '@wuzei/detect'
import { publicDamping, readVerdict, type Actor, type TierSummary, type VerdictLevel } from '@wuzei/domain'
import { listUndecided, type UndecidedRow } from '@wuzei/store'
import { sightOf } from '../console/sight.ts'
import type { HubContext } from '../hub-context.ts'
import { indexedState } from '../library/indexed-state.ts'
import { keyHex } from '../library/subject.ts'
import { gatherLabels } from './gather-labels.ts'

/** Newest undecided values that the queue is chosen from: some 40 ms of the model, in pieces. */
const lookedAt = 1_000

/** Values judged without letting others in between: some 2 ms. */
const judgedAtOnce = 50

type Waiting = LabelQueue['waiting'][number]

/**
 * What people can teach the model most by: where it and everybody else disagree, then where it cannot tell; among those
 * first what was spoken of most often, and then the newest. Checks are not counted, since nobody keeps them.
 */
export async function readLabelQueue(hub: HubContext, actor: Actor): Promise<LabelQueue> {
  const kinds = (['url', 'domain'] as const).filter((kind) => sightOf(actor, kind)?.isMasked === false)
  const { model } = hub.models.url
  // Who reads links masked could not tell what they are: for them nothing waits.
  if (!model || kinds.length === 0) return { model: model?.name ?? null, looked: 0, waiting: [] }
  await gatherLabels(hub)
  const rows = await listUndecided(hub.database.pool, kinds, lookedAt)
  const waiting: Waiting[] = []
  for (const [place, row] of rows.entries()) {
    if (place % judgedAtOnce === judgedAtOnce - 1) await setImmediate()
    const item = judge(hub, actor, model, row)
    if (item) waiting.push(item)
  }
  const ordered = waiting.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      b.times - a.times ||
      // ISO instants of one zone are in order as texts.
      (a.lastSeenAt < b.lastSeenAt ? 1 : a.lastSeenAt > b.lastSeenAt ? -1 : 0),
  )
  return { model: model.name, looked: rows.length, waiting: ordered.slice(0, labelQueueRows) }
}

function judge(hub: HubContext, actor: Actor, model: UrlModel, row: UndecidedRow): Waiting | undefined {
  const key = keyHex(row.key)
  const state = indexedState(hub.index, key)
  if (!state) return undefined
  const detection = classifyUrl(model, row.canonical)
  const { level } = readVerdict(state, hub.clock() / 1000)
  const warnedByOthers = isWarning(level) && state.tiers.some(warnsByItself)
  const why = reasonToAsk(detection, warnedByOthers)
  if (why === undefined) return undefined
  return {
    key,
    kind: row.kind,
    shown: sightOf(actor, row.kind)?.show(row.canonical) ?? '',
    level,
    modelLevel: detection.level,
    score: Math.round(detection.score * 10_000) / 10_000,
    why,
    times: row.times,
    lastSeenAt: new Date(row.refAt * 1000).toISOString(),
    reasons: detection.reasons.map(({ code, text }) => ({ code, text })),
  }
}

/** Whether a tier can warn alone: what models found is no second opinion on the model, and one report is none yet. */
function warnsByItself({ tier, groups }: TierSummary): boolean {
  if (tier === 'citizen') return groups >= publicDamping.suspiciousBreadth
  return tier !== 'detector'
}

/** Scores within these are a guess. */
const unsure = { from: 0.25, to: 0.75 } as const

/** A score so low that others' warning contradicts it. */
const harmlessScore = 0.1

function reasonToAsk({ level, score }: Detection, warnedByOthers: boolean): Waiting['why'] | undefined {
  if (warnedByOthers && score < harmlessScore) return 'library-alone'
  if (!warnedByOthers && isWarning(level)) return 'model-alone'
  return score >= unsure.from && score <= unsure.to ? 'unsure' : undefined
}

function rankOf({ why }: Waiting): number {
  return why === 'unsure' ? 1 : 0
}

function isWarning(level: VerdictLevel): boolean {
  return level === 'suspicious' || level === 'high' || level === 'confirmed'
}
