import type { ConsoleModels, ModelComparison } from '@wuzei/contract'
import { actorName, can, type Actor } from '@wuzei/domain'
import {
  listModels,
  listPromotions,
  listWithdrawnModels,
  readDisagreements,
  readShadowCounts,
} from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { gatherLabels } from '../labels/gather-labels.ts'
import { compareModels } from './compare-models.ts'
import { judgeLinkLabels, judgeTextLabels } from './judge-labels.ts'

/** Disagreements shown, and changes: a screen of each. */
const shownRows = 50

/** The models that judge, the candidates beside them and how they compare, and who changed what. */
export async function readModels(hub: HubContext, actor: Actor): Promise<ConsoleModels> {
  const { pool } = hub.database
  await gatherLabels(hub)
  const kinds: ConsoleModels['kinds'] = []
  for (const kind of ['url', 'text'] as const) {
    const current = hub.models[kind].model?.name ?? null
    const candidate = hub.models.candidate[kind]?.name ?? null
    const isCompared = current !== null && candidate !== null
    kinds.push({
      kind,
      current,
      shipped: hub.models.shipped[kind],
      candidate,
      comparison: (await compareWithCandidate(hub, kind)) ?? null,
      disagreements: isCompared
        ? (await readDisagreements(pool, current, candidate, shownRows)).map((row) => ({
            shown: row.masked,
            currentLevel: row.currentLevel,
            candidateLevel: row.candidateLevel,
            currentScore: row.currentScore,
            candidateScore: row.candidateScore,
            at: row.at.toISOString(),
          }))
        : [],
    })
  }
  const by = actorName(actor)
  return {
    mayDecide: can(actor, 'execute', { kind: 'source' }).allowed,
    kinds,
    versions: (await listModels(pool)).map(({ id, kind, state, addedAt, addedBy, sha256 }) => ({
      id,
      kind,
      state,
      addedAt: addedAt.toISOString(),
      addedBy,
      sha256: sha256.toString('hex'),
    })),
    withdrawn: (await listWithdrawnModels(pool)).map((row) => ({ ...row, at: row.at.toISOString() })),
    changes: (await listPromotions(pool, shownRows)).map((row) => ({
      id: row.id,
      kind: row.kind,
      from: row.fromModel,
      to: row.toModel,
      state: row.state,
      reason: row.reason,
      proposedAt: row.proposedAt.toISOString(),
      proposedBy: row.proposedBy,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      decidedBy: row.decidedBy,
      isOwn: row.proposedBy === by,
    })),
  }
}

/** How the candidate of a kind compares with what answers now; undefined where there is no pair. */
export async function compareWithCandidate(
  hub: HubContext,
  kind: 'url' | 'text',
): Promise<ModelComparison | undefined> {
  const { models } = hub
  const current = models[kind].model?.name
  const candidate = models.candidate[kind]?.name
  if (current === undefined || candidate === undefined) return undefined
  const counts = await readShadowCounts(hub.database.pool, current, candidate)
  return compareModels({ current, candidate }, counts, await judgedLabels(hub, kind))
}

async function judgedLabels(hub: HubContext, kind: 'url' | 'text') {
  const { url, text, candidate } = hub.models
  if (kind === 'url')
    return url.model && candidate.url ? await judgeLinkLabels(hub, url.model, candidate.url) : []
  return text.model && candidate.text ? await judgeTextLabels(hub, text.model, candidate.text) : []
}
